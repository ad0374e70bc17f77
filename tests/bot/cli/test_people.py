"""``reconnect export`` and ``reconnect erase``: one person, asked for by any of their ids."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from bot.store import open_store
from bot.store.address import sqlite_address
from dialogs.escalation.model import Action
from tests.bot.cli.conftest import Run
from tests.bot.store.escalating import acted, opened, somebody
from tests.bot.store.samples import NOON, given_answer
from tests.dialogs.escalation.samples import ADA, DANA


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A database with Ada's open ticket, which Dana has, and somebody else's."""
    address = sqlite_address(tmp_path / "people.sqlite3")

    async def fill() -> None:
        async with open_store(address) as store:
            await store.preferences.set_language("contoso", ADA.key, "fr", at=NOON)
            await store.answers.remember(given_answer(person=ADA.key))
            ticket = await opened(store, paste="adas paste")
            await store.tickets.change(acted(ticket, Action.CLAIM, DANA))
            await opened(store, person=somebody(1))

    asyncio.run(fill())
    return {"RECONNECT_DATABASE_URL": address}


@pytest.mark.parametrize("person", [ADA.id, ADA.key])
def test_an_export_is_json_with_everything(run: Run, environment: dict[str, str], person: str) -> None:
    result = run("export", "--person", person, env=environment)
    assert result.exit_code == 0
    found = json.loads(result.stdout)["contoso"]
    assert found["tickets"][0]["pasted"] == "adas paste"
    assert found["answers"]
    assert "person-1" not in result.stdout


def test_an_export_can_go_into_a_file(run: Run, environment: dict[str, str], tmp_path: Path) -> None:
    path = tmp_path / "ada.json"
    result = run("export", "--person", ADA.id, "--output", str(path), env=environment)
    assert (result.exit_code, result.stdout) == (0, "")
    assert json.loads(path.read_text(encoding="utf-8")).keys() == {"contoso"}
    result = run("export", "--person", ADA.id, "--output", str(tmp_path / "no" / "x"), env=environment)
    assert result.exit_code == 2
    assert "cannot be written" in result.stderr


def test_erasing_says_what_went_and_the_second_time_that_there_is_nothing(
    run: Run, environment: dict[str, str]
) -> None:
    result = run("erase", "--person", ADA.id, "--yes", env=environment)
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "languages removed: 1",
        "answers removed: 1",
        "tickets emptied: 1",
        "open tickets withdrawn: 1",
        "tickets without their name as an admin: 0",
    ]
    again = run("erase", "--person", ADA.id, "--yes", env=environment)
    assert (again.exit_code, again.stdout) == (1, "")
    assert "Nothing is kept" in again.stderr
    assert run("export", "--person", ADA.key, env=environment).exit_code == 1


@pytest.mark.parametrize(("said", "code"), [("n", 1), ("", 1), ("y", 0)])
def test_erasing_asks_first(run: Run, environment: dict[str, str], said: str, code: int) -> None:
    result = run("erase", "--person", ADA.key, env=environment, input=f"{said}\n")
    assert result.exit_code == code
    assert "tickets: 1" in result.stderr
    left = run("export", "--person", ADA.key, env=environment).exit_code
    assert left == (1 if code == 0 else 0)


def test_only_one_tenant_can_be_asked_for(run: Run, environment: dict[str, str]) -> None:
    assert run("erase", "--person", ADA.id, "--tenant", "fabrikam", "--yes", env=environment).exit_code == 1
    assert run("erase", "--person", ADA.id, "--tenant", "contoso", "--yes", env=environment).exit_code == 0


def test_an_admin_can_be_erased(run: Run, environment: dict[str, str]) -> None:
    result = run("erase", "--person", DANA.key, "--yes", env=environment)
    assert "without their name as an admin: 1" in result.stdout


@pytest.mark.parametrize("command", [["export"], ["erase", "--yes"]])
def test_a_database_that_is_not_there_is_named(run: Run, command: list[Any]) -> None:
    environment = {"RECONNECT_DATABASE_URL": "postgresql://ada:hush@127.0.0.1:1/reconnect"}
    result = run(*command, "--person", "x", env=environment)
    assert result.exit_code == 2
    assert "database cannot be used" in result.stderr
    assert "hush" not in result.stderr
