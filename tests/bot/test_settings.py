"""Settings: safe by default, every problem at once, nothing unsafe is started."""

from pathlib import Path

import pytest

from bot.loopback import is_loopback
from bot.refusing import refusals
from bot.settings import PREFIX, Settings, SettingsError, load_settings
from catalog.model import Product


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"{PREFIX}{name.upper()}", raising=False)
    monkeypatch.chdir(tmp_path)


def test_the_defaults_need_nothing_and_are_safe() -> None:
    settings = load_settings()
    assert (settings.host, settings.port, settings.has_credentials) == ("127.0.0.1", 3978, False)
    assert refusals(settings) == []


def test_settings_come_from_the_environment_and_a_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text("RECONNECT_PRODUCT=viva-goals\nRECONNECT_PORT=4000\n", encoding="utf-8")
    monkeypatch.setenv("RECONNECT_PORT", "5000")
    monkeypatch.setenv("RECONNECT_CATALOG_DIRS", "one, two")
    settings = load_settings()
    assert (settings.product, settings.port) == (Product.VIVA_GOALS, 5000)
    assert settings.catalog_dirs == (Path("one"), Path("two"))


def test_the_command_line_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECONNECT_PORT", "5000")
    assert load_settings(port=6000, host=None).port == 6000


def test_every_problem_is_reported_at_once_and_names_its_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECONNECT_PORT", "many")
    monkeypatch.setenv("RECONNECT_LANGUAGE", "de")
    with pytest.raises(SettingsError) as caught:
        load_settings()
    assert len(caught.value.problems) == 2
    assert {problem.split()[0] for problem in caught.value.problems} == {
        "RECONNECT_PORT",
        "RECONNECT_LANGUAGE",
    }


@pytest.mark.parametrize("protocol", ["tcp", "udp", "sctp"])
def test_what_kubernetes_sets_for_a_service_of_our_name_is_explained(
    monkeypatch: pytest.MonkeyPatch, protocol: str
) -> None:
    for name, value in {
        "PORT": f"{protocol}://10.96.0.17:3978",
        "SERVICE_HOST": "10.96.0.17",
        "SERVICE_PORT": "3978",
        "PORT_3978_TCP_ADDR": "10.96.0.17",
    }.items():
        monkeypatch.setenv(f"{PREFIX}{name}", value)
    with pytest.raises(SettingsError) as caught:
        load_settings()
    (problem,) = caught.value.problems
    assert problem.startswith(f"RECONNECT_PORT cannot be '{protocol}://10.96.0.17:3978': Kubernetes sets it")
    assert "`enableServiceLinks: false`" in problem
    monkeypatch.setenv(f"{PREFIX}PORT", "3978")
    assert load_settings().port == 3978


def test_a_wrong_secret_is_not_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECONNECT_APP_PASSWORD", "hunter2hunter2")
    monkeypatch.setenv("RECONNECT_PORT", "x")
    with pytest.raises(SettingsError) as caught:
        load_settings()
    assert "hunter2" not in str(caught.value)
    monkeypatch.setenv("RECONNECT_PORT", "1")
    monkeypatch.setenv("RECONNECT_DATABASE_URL", "postgresql://reconnect:hunter2@db/reconnect")
    assert "hunter2" not in repr(load_settings())


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", True),
        ("127.9.9.9", True),
        ("::1", True),
        ("localhost", True),
        ("LOCALHOST", True),
        ("2130706433", False),
        ("0.0.0.0", False),
        ("::", False),
        ("10.0.0.1", False),
        ("localhost.example.com", False),
        ("", False),
        (None, False),
    ],
)
def test_only_loopback_is_loopback(host: str | None, expected: bool) -> None:
    assert is_loopback(host) is expected
