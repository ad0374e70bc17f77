"""``reconnect doctor``: each thing that can be wrong is found, with advice."""

import asyncio
import socket
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.doctor import Finding, examine
from bot.doctor.local import check_expiry
from bot.settings import Settings
from tests.bot.cli.conftest import Run
from tests.ports import free_port


def findings() -> dict[str, Finding]:
    async def found() -> dict[str, Finding]:
        return {finding.subject: finding async for finding in examine()}

    return asyncio.run(found())


def test_all_is_well_on_a_fresh_machine(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECONNECT_PORT", str(free_port()))
    result = run("doctor", env={"COLUMNS": "200"})
    assert result.exit_code == 0
    for subject in ("Python", "Settings", "Catalog", "Database", "Port", "Credentials"):
        assert subject in result.stdout
    assert "✗" not in result.stdout


@pytest.mark.usefixtures("run")
def test_unusable_settings_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECONNECT_PORT", "many")
    found = findings()["Settings"]
    assert not found.is_well
    assert "RECONNECT_PORT" in found.advice


@pytest.mark.usefixtures("run")
def test_unsafe_settings_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECONNECT_HOST", "0.0.0.0")
    monkeypatch.setenv("RECONNECT_PORT", str(free_port()))
    assert "127.0.0.1" in findings()["Settings"].advice


@pytest.mark.usefixtures("run")
def test_a_taken_port_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        monkeypatch.setenv("RECONNECT_PORT", str(taken.getsockname()[1]))
        found = findings()["Port"]
    assert not found.is_well
    assert "RECONNECT_PORT" in found.advice


@pytest.mark.usefixtures("run")
@pytest.mark.parametrize("address", ["sqlite+aiosqlite:////proc/nowhere/x.sqlite3", "mysql://x", "nonsense"])
def test_an_unusable_database_is_found(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("RECONNECT_DATABASE_URL", address)
    found = findings()["Database"]
    assert not found.is_well
    assert "RECONNECT_DATABASE_URL" in found.advice


def test_a_broken_catalog_is_found(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    own = tmp_path / "own" / "playbooks"
    own.mkdir(parents=True)
    (own / "x.yaml").write_text("id: x\n", encoding="utf-8")
    monkeypatch.setenv("RECONNECT_CATALOG_DIRS", str(tmp_path / "own"))
    found = findings()["Catalog"]
    assert not found.is_well
    assert "x.yaml" in found.advice
    assert run("doctor").exit_code == 1


@pytest.mark.parametrize(("days", "is_well"), [(31, True), (30, False), (1, False), (-3, False)])
def test_the_end_of_a_secret_is_told(days: int, is_well: bool) -> None:
    now = datetime(2027, 1, 1, 12, tzinfo=UTC)
    ends = (now + timedelta(days=days)).date()
    found = check_expiry(Settings(_env_file=None, app_password_expires=ends), now)
    assert found.is_well is is_well
    assert ends.isoformat() in found.state
    assert bool(found.advice) is not is_well


def test_an_end_that_nobody_has_told_is_asked_for() -> None:
    found = check_expiry(Settings(_env_file=None, app_password=SecretStr("x")), datetime.now(UTC))
    assert found.is_well
    assert "RECONNECT_APP_PASSWORD_EXPIRES" in found.advice
