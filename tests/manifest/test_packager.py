"""The packager: the same in, the same out, and a sentence for what cannot be right."""

import io
import zipfile

import pytest

from manifest import build_package, problems_of
from tests.manifest.packages import APP_ID, DOMAIN, FILES, unpacked


def test_the_same_installation_gives_the_same_package() -> None:
    assert build_package(APP_ID, DOMAIN) == build_package(APP_ID.upper(), DOMAIN.title())
    assert build_package(APP_ID, DOMAIN) != build_package(APP_ID, f"www.{DOMAIN}")


def test_nothing_of_the_day_or_the_machine_is_in_the_package() -> None:
    with zipfile.ZipFile(io.BytesIO(build_package(APP_ID, DOMAIN))) as package:
        members = package.infolist()
    assert {member.date_time for member in members} == {(1980, 1, 1, 0, 0, 0)}
    assert {member.create_system for member in members} == {3}
    assert {member.external_attr >> 16 for member in members} == {0o644}
    assert {member.compress_type for member in members} == {zipfile.ZIP_STORED}


def test_another_installation_changes_the_manifest_alone() -> None:
    other = unpacked(build_package(APP_ID.replace("3", "4"), "bot.example.org"))
    assert {name for name, content in FILES.items() if content != other[name]} == {"manifest.json"}
    assert DOMAIN.encode() not in other["manifest.json"]


@pytest.mark.parametrize(
    "domain",
    ["reconnect.contoso.com", "RECONNECT.contoso.com", "a.de", "xn--caf-dma.example.fr", "9.contoso.com"],
)
def test_a_host_name_is_taken(domain: str) -> None:
    assert problems_of(APP_ID, domain) == []


@pytest.mark.parametrize(
    "domain",
    [
        "",
        "localhost",
        "contoso",
        "https://reconnect.contoso.com",
        "reconnect.contoso.com/",
        "reconnect.contoso.com:443",
        "*.contoso.com",
        "reconnect..contoso.com",
        "-reconnect.contoso.com",
        "reconnect.contoso.com.",
        "10.0.0.1",
        "[::1]",
        "café.example.fr",
        'a"b.contoso.com',
        "${{BOT_DOMAIN}}",
        "a b.contoso.com",
        "reconnect.contoso.com\n",
        f"{'a' * 64}.com",
        ".".join(["a" * 60] * 5),
    ],
)
def test_what_is_no_host_name_is_refused(domain: str) -> None:
    [problem] = problems_of(APP_ID, domain)
    assert "is not a public host name" in problem
    with pytest.raises(ValueError, match="public host name"):
        build_package(APP_ID, domain)


@pytest.mark.parametrize(
    "app_id",
    ["", "reconnect", "0" * 32, "00000000-0000-0000-0000-000000000000", APP_ID + "0", f"{{{APP_ID}}}"],
)
def test_what_is_no_app_id_is_refused(app_id: str) -> None:
    [problem] = problems_of(app_id, DOMAIN)
    assert "is not an app id" in problem


def test_all_problems_are_said_at_once() -> None:
    assert len(problems_of("x", "y")) == 2
