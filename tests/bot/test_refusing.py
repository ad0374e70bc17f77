"""Start-up refuses what is unsafe or contradicts itself: all of it at once, and with what to do."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.doctor import examine
from bot.refusing import refusals
from bot.settings import PREFIX, Settings, load_settings
from tests.fakes.certificates import certificate, pem_of, write_pem
from tests.fakes.entra import APP_ID, TENANT, private_key

SECRET = "hunter2-hunter2~"
IDENTITY = "77777777-2222-3333-4444-555555555555"
SECRET_ONLY = {"app_id": APP_ID, "app_password": SECRET, "tenant_id": TENANT}
IDENTITY_ONLY = {"app_id": APP_ID, "managed_identity": IDENTITY, "tenant_id": TENANT}

SAFE: dict[str, dict[str, Any]] = {
    "nothing": {},
    "a secret": SECRET_ONLY,
    "a secret, on every address": {**SECRET_ONLY, "host": "0.0.0.0"},
    "a managed identity": IDENTITY_ONLY,
    "ids in capitals": {**SECRET_ONLY, "app_id": APP_ID.upper(), "tenant_id": TENANT.upper()},
    "tenants, and no credentials": {"allowed_tenants": (TENANT,)},
    "admins of the chat window": {"admins": ("user-id-0",)},
    "a password before the host": {"database_url": f"postgresql://me:{SECRET}@db/reconnect"},
    "an unreadable database address": {"database_url": "postgresql://[db/reconnect"},
}

UNSAFE: dict[str, tuple[dict[str, Any], str]] = {
    "every address": ({"host": "0.0.0.0"}, "listens on this machine only"),
    "a public name": ({"host": "example.com"}, "listens on this machine only"),
    "an id alone": ({"app_id": APP_ID, "tenant_id": TENANT}, "nothing proves it"),
    "a secret alone": ({"app_password": SECRET}, "RECONNECT_APP_ID is missing"),
    "an identity alone": ({"managed_identity": IDENTITY}, "RECONNECT_APP_ID is missing"),
    "no tenant": ({"app_id": APP_ID, "app_password": SECRET}, "RECONNECT_TENANT_ID is missing"),
    "two proofs": ({**SECRET_ONLY, "managed_identity": IDENTITY}, "are set together"),
    "an app id that is none": ({**SECRET_ONLY, "app_id": "reconnect"}, "RECONNECT_APP_ID is not an id"),
    "a name for a tenant": (
        {**SECRET_ONLY, "tenant_id": "contoso.onmicrosoft.com"},
        "TENANT_ID is not an id",
    ),
    "every tenant": ({**SECRET_ONLY, "tenant_id": "common"}, "TENANT_ID is not an id"),
    "zeros": ({**SECRET_ONLY, "tenant_id": "00000000-0000-0000-0000-000000000000"}, "TENANT_ID is not an id"),
    "an identity by name": ({**IDENTITY_ONLY, "managed_identity": "id-reconnect"}, "IDENTITY is not an id"),
    "a name among the tenants": ({**SECRET_ONLY, "allowed_tenants": (TENANT, "*")}, "holds '*'"),
    "an admin by name": ({**SECRET_ONLY, "admins": ("dana@contoso.com",)}, "holds 'dana@contoso.com'"),
    "personal accounts allowed": (
        {**SECRET_ONLY, "allowed_tenants": ("9188040d-6c67-4c5b-b112-36a304b66dad",)},
        "personal Microsoft accounts",
    ),
    "the Bot Framework's tenant": (
        {**SECRET_ONLY, "tenant_id": "d6d49420-f39b-4df7-a1dc-d59a935871db"},
        "that of the Bot Framework",
    ),
    "the same id twice": ({**SECRET_ONLY, "tenant_id": APP_ID}, "are the same"),
    "a secret's id": ({**SECRET_ONLY, "app_password": IDENTITY}, "looks like the id of a secret"),
    "a token that could be guessed": ({"metrics_token": "metrics"}, "METRICS_TOKEN is too short"),
    "a password in the query": (
        {"database_url": f"postgresql://me@db/reconnect?password={SECRET}"},
        "after the question mark",
    ),
}


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"{PREFIX}{name.upper()}", raising=False)
    monkeypatch.chdir(tmp_path)


def told(environ: dict[str, str] | None = None, **values: Any) -> list[str]:
    return [str(refusal) for refusal in refusals(load_settings(**values), environ or {})]


@pytest.mark.parametrize("case", SAFE)
def test_what_is_safe_may_start(case: str) -> None:
    assert told(**SAFE[case]) == []


@pytest.mark.parametrize("case", UNSAFE)
def test_what_is_unsafe_is_refused_with_a_sentence_and_what_to_do(case: str) -> None:
    values, sentence = UNSAFE[case]
    found = refusals(load_settings(**values), {})
    assert [refusal for refusal in found if sentence in refusal.problem]
    assert all(refusal.problem.endswith(".") and refusal.advice for refusal in found)
    assert SECRET not in "".join(map(str, found))


CERTIFICATES: dict[str, tuple[Callable[[Path], Path], int]] = {
    "good": (write_pem, 0),
    "missing": (lambda path: path, 1),
    "a folder": (lambda path: path.parent, 1),
    "without its key": (lambda path: write_pem(path, pem_of(certificate())), 1),
    "without its certificate": (lambda path: write_pem(path, pem_of(private_key(3))), 1),
    "open to everybody": (lambda path: write_pem(path, mode=0o644), 1),
    "open, and without its key": (lambda path: write_pem(path, pem_of(certificate()), mode=0o604), 2),
}


@pytest.mark.parametrize("case", CERTIFICATES)
def test_a_certificate_that_cannot_serve_is_refused(tmp_path: Path, case: str) -> None:
    make, expected = CERTIFICATES[case]
    tmp_path.chmod(0o700)
    path = make(tmp_path / "bot.pem")
    found = told(app_id=APP_ID, tenant_id=TENANT, certificate_file=path)
    assert len(found) == expected
    assert all(sentence.startswith("RECONNECT_CERTIFICATE_FILE: ") for sentence in found)


@pytest.mark.parametrize(
    ("environ", "sentence"),
    [
        ({"IDENTITY_ENDPOINT": "http://localhost:42356/msi/token"}, "only one is set"),
        ({"IDENTITY_HEADER": SECRET}, "only one is set"),
        ({"IDENTITY_ENDPOINT": "http://evil.example/", "IDENTITY_HEADER": SECRET}, "leads away"),
        ({"IDENTITY_ENDPOINT": "http://8.8.8.8/", "IDENTITY_HEADER": SECRET}, "leads away"),
        ({"IDENTITY_ENDPOINT": "nonsense", "IDENTITY_HEADER": SECRET}, "leads away"),
        ({"AZURE_POD_IDENTITY_AUTHORITY_HOST": "http://evil.example"}, "leads away"),
    ],
)
def test_an_identity_is_asked_for_near_by_or_not_at_all(environ: dict[str, str], sentence: str) -> None:
    [found] = told(environ, **IDENTITY_ONLY)
    assert sentence in found
    assert SECRET not in found
    assert told(environ, **SECRET_ONLY) == []


@pytest.mark.parametrize("host", ["localhost:42356", "127.0.0.1:41741", "169.254.129.2:8081", "172.16.0.4"])
def test_the_platforms_own_addresses_are_near(host: str) -> None:
    environ = {"IDENTITY_ENDPOINT": f"http://{host}/msi/token", "IDENTITY_HEADER": SECRET}
    assert told(environ, **IDENTITY_ONLY) == []


def test_a_file_of_settings_with_a_secret_is_not_for_everybody(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    lines = [f"{PREFIX}{name.upper()}={value}" for name, value in SECRET_ONLY.items()]
    file.write_text("\n".join(lines), encoding="utf-8")
    file.chmod(0o644)
    [found] = told()
    assert "chmod 600" in found
    assert SECRET not in found
    file.chmod(0o600)
    assert told() == []


def test_a_file_of_settings_with_the_metrics_token_is_not_for_everybody(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(f"RECONNECT_METRICS_TOKEN={SECRET}-{SECRET}\n", encoding="utf-8")
    (tmp_path / ".env").chmod(0o644)
    [found] = told()
    assert "RECONNECT_METRICS_TOKEN" in found
    assert SECRET not in found


def test_a_file_of_settings_without_a_secret_may_be_read(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("RECONNECT_PORT=4000\n", encoding="utf-8")
    (tmp_path / ".env").chmod(0o644)
    assert told() == []


def test_every_reason_is_told_at_once_and_nothing_starts(tmp_path: Path) -> None:
    env = {
        "RECONNECT_APP_ID": "reconnect",
        "RECONNECT_APP_PASSWORD": SECRET,
        "RECONNECT_CERTIFICATE_FILE": str(tmp_path / "none.pem"),
        "RECONNECT_ALLOWED_TENANTS": "everybody",
        "RECONNECT_DATABASE_URL": f"postgresql://db/x?password={SECRET}",
    }
    result = CliRunner().invoke(app, ["serve"], env=env)
    assert result.exit_code == 2
    lines = [line for line in result.stderr.splitlines() if line]
    assert len(lines) == 6
    assert SECRET not in result.output


async def test_doctor_shows_each_reason_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECONNECT_APP_ID", APP_ID)
    monkeypatch.setenv("RECONNECT_HOST", "0.0.0.0")
    found = []
    async for finding in examine():
        if finding.subject == "Settings":
            found.append(finding)
        elif finding.subject == "Catalog":
            break
    assert len(found) == 3
    assert all(not finding.is_well and finding.state and finding.advice for finding in found)


async def test_credentials_are_not_tried_with_settings_that_are_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("RECONNECT_APP_ID", APP_ID)
    monkeypatch.setenv("RECONNECT_APP_PASSWORD", SECRET)
    found = {finding.subject: finding async for finding in examine()}
    assert "RECONNECT_TENANT_ID is missing" in found["Settings"].state
    assert found["Credentials"].state == "not tried"
