"""``reconnect tickets export``: every event, in a form that no spreadsheet computes."""

import asyncio
import csv
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from bot.store import open_store
from bot.store.address import sqlite_address
from dialogs.escalation.model import Action
from dialogs.messages import Person
from tests.bot.cli.conftest import Run
from tests.bot.store.escalating import acted, opened
from tests.dialogs.escalation.samples import DANA, draft

FORMULA = '=HYPERLINK("https://evil.example","a")'
MALLORY = Person("29:mallory", "mallory", "@SUM(1)")


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A database with two tickets, one of them claimed."""
    address = sqlite_address(tmp_path / "tickets.sqlite3")

    async def fill() -> None:
        async with open_store(address) as store:
            ticket = await opened(store, note='été, "quoted"\nnext line')
            await store.tickets.change(acted(ticket, Action.CLAIM, DANA))
            await opened(store, tenant="fabrikam", person=MALLORY, note=FORMULA)

    asyncio.run(fill())
    return {"RECONNECT_DATABASE_URL": address}


def test_jsonl_has_an_object_for_each_event(run: Run, environment: dict[str, str]) -> None:
    result = run("tickets", "export", "--format", "jsonl", env=environment)
    assert result.exit_code == 0
    events = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(event["ticket"], event["event"], event["actor_name"]) for event in events] == [
        (1, "opened", "Ada"),
        (1, "claim", "Dana"),
        (1, "opened", "@SUM(1)"),
    ]
    assert events[0]["text"] == 'été, "quoted"\nnext line'
    assert events[1]["state_now"] == "claimed"
    assert events[0]["codes"] == list(draft().codes)
    assert events[0]["at"] == "2025-03-14T12:00:00.123456+00:00"
    assert "3 events" in result.stderr


def test_csv_has_the_same_and_computes_nothing(run: Run, environment: dict[str, str]) -> None:
    result = run("tickets", "export", env=environment)
    rows = list(csv.DictReader(StringIO(result.stdout, newline="")))
    assert [row["event"] for row in rows] == ["opened", "claim", "opened"]
    assert rows[0]["text"] == 'été, "quoted"\nnext line'
    assert rows[2]["text"] == f"'{FORMULA}"
    assert rows[2]["person_name"] == "'@SUM(1)"
    assert not any(value.startswith(("=", "+", "-", "@")) for row in rows for value in row.values())


def test_without_tickets_there_is_still_a_header(run: Run) -> None:
    assert run("tickets", "export").stdout.startswith("at,tenant,ticket,")
    assert run("tickets", "export", "--format", "jsonl").stdout == ""


def test_one_tenant_can_be_exported_into_a_file(
    run: Run, environment: dict[str, str], tmp_path: Path
) -> None:
    path = tmp_path / "out.jsonl"
    chosen: list[Any] = ["--format", "jsonl", "--output", str(path), "--tenant", "fabrikam"]
    result = run("tickets", "export", *chosen, env=environment)
    assert (result.exit_code, result.stdout) == (0, "")
    [event] = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert event["tenant"] == "fabrikam"


def test_a_file_that_cannot_be_written_is_named(
    run: Run, environment: dict[str, str], tmp_path: Path
) -> None:
    result = run("tickets", "export", "--output", str(tmp_path / "no" / "out.csv"), env=environment)
    assert result.exit_code == 2
    assert "cannot be written" in result.stderr


def test_a_database_that_is_not_there_is_named(run: Run) -> None:
    environment = {"RECONNECT_DATABASE_URL": "postgresql://ada:hush@127.0.0.1:1/reconnect"}
    result = run("tickets", "export", env=environment)
    assert result.exit_code == 2
    assert "database cannot be used" in result.stderr
    assert "hush" not in result.stderr
