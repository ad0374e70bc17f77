"""``reconnect doctor`` as it is typed, beside a bot that runs, with stand-ins for Entra and the channel."""

import asyncio
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli import app
from bot.store.address import sqlite_address
from catalog.catalog import Catalog
from tests.fakes.entra import APP_ID, APP_PASSWORD, TENANT
from tests.scenarios.watching import Watched, watched


async def doctor(bot: Watched, database: str, **settings: str) -> Result:
    known = {
        "COLUMNS": "400",
        "RECONNECT_PORT": bot.url.rpartition(":")[2],
        "RECONNECT_DATABASE_URL": database,
        "RECONNECT_APP_ID": APP_ID,
        "RECONNECT_APP_PASSWORD": APP_PASSWORD,
        "RECONNECT_TENANT_ID": TENANT,
    }
    return await asyncio.to_thread(CliRunner().invoke, app, ["doctor"], env={**known, **settings})


def rows(result: Result) -> dict[str, str]:
    """What it says of each thing, after the mark."""
    lines = [line.split(maxsplit=2) for line in result.stdout.splitlines()[1:]]
    return {words[1]: f"{words[0]} {words[2].strip()}" for words in lines if len(words) == 3}


async def test_a_bot_that_runs_is_asked_how_it_is(
    small: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    database = sqlite_address(tmp_path / "reconnect.sqlite3")
    async with watched(database, small, monkeypatch, signed=True) as bot:
        await bot.get("/readyz")  # it has fetched its token by then
        found = rows(await doctor(bot, database))
    assert found["Port"].endswith("and is ready")
    assert found["Credentials"] == "✓ Entra accepts them"
    assert found["Clock"].startswith("✓")
    assert found["Channel"].startswith("✗ no channel receives tickets")


async def test_a_wrong_secret_is_explained(
    small: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    database = sqlite_address(tmp_path / "reconnect.sqlite3")
    async with watched(database, small, monkeypatch, signed=True) as bot:
        result = await doctor(bot, database, RECONNECT_APP_PASSWORD="not-the-right-one")
    assert result.exit_code == 1
    said = rows(result)["Credentials"]
    assert said.startswith("✗ AADSTS7000215: ")
    assert "RECONNECT_APP_PASSWORD" in said
    assert "not-the-right-one" not in result.stdout
