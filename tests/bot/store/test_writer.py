"""Storing behind the turn, also when the database is in trouble."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import ExitStack, asynccontextmanager, contextmanager
from datetime import timedelta
from pathlib import Path
from secrets import token_hex
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.store import Store, StoreUnavailable, database, open_store, people, writer
from bot.store.address import sqlite_address
from tests.bot.store.samples import NOON, given_answer
from tests.bot.store.waiting import stored
from tests.databases import new_database


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Nobody else can write to this SQLite file."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("BEGIN EXCLUSIVE")
    yield
    connection.execute("ROLLBACK")
    connection.close()


async def _tried(logs: Sequence[object], times: int) -> None:
    """Wait until it was said so many times that rows are not stored yet."""
    async with asyncio.timeout(60):
        while len(logs) < times:  # noqa: ASYNC110 - what is waited for is another's doing
            await asyncio.sleep(0.01)


@asynccontextmanager
async def _impatient_store(path: Path) -> AsyncIterator[Store]:
    """A store that waits for a lock for a moment only."""
    async with open_store(f"{sqlite_address(path)}?timeout=0.05") as store:
        yield store


async def test_what_was_remembered_survives_closing_at_once(address: str) -> None:
    given = [given_answer(minutes=number) for number in range(1_000)]
    async with open_store(address) as store:
        for answer in given:
            await store.answers.remember(answer)
    async with open_store(address) as store:
        assert [await store.answers.get("contoso", answer.id) for answer in given] == given


async def test_rows_are_stored_without_being_asked_for(address: str) -> None:
    async with open_store(address) as store, open_store(address) as other:
        answer = given_answer()
        await store.answers.remember(answer)
        async with asyncio.timeout(60):
            while await other.answers.get("contoso", answer.id) is None:  # noqa: ASYNC110 - another store
                await asyncio.sleep(0.01)


async def test_the_task_has_a_name_and_ends_with_the_store(address: str) -> None:
    async with open_store(address):
        assert "store-writer" in {task.get_name() for task in asyncio.all_tasks()}
    assert "store-writer" not in {task.get_name() for task in asyncio.all_tasks()}


async def test_the_same_code_met_by_two_replicas_is_counted_in_full(address: str) -> None:
    async with open_store(address) as one, open_store(address) as other:
        for number in range(300):
            await one.unknown_codes.record(f"AADSTS{number % 7}", NOON)
            await other.unknown_codes.record(f"AADSTS{6 - number % 7}", NOON + timedelta(seconds=number))
    async with open_store(address) as store:
        assert sum(seen.count for seen in await store.unknown_codes.most_seen()) == 600


async def test_a_row_that_no_database_takes_does_not_hold_up_the_others(address: str) -> None:
    good = [given_answer(minutes=number) for number in range(3)]
    async with open_store(address) as store:
        with capture_logs() as logs:
            await store.answers.remember(good[0])
            await store.answers.remember(given_answer(person="half a pair \ud83d"))
            await store.answers.remember(good[1])
            await stored(store)
            await store.answers.remember(good[2])
            await stored(store)
        assert [await store.answers.get("contoso", answer.id) for answer in good] == good
    assert [(entry["event"], entry["table"]) for entry in logs] == [("row_refused", "answers")]


async def test_a_row_too_large_for_an_index_does_not_hold_up_the_others(postgresql: Any) -> None:
    good = [given_answer(minutes=number) for number in range(2)]
    async with open_store(await new_database(postgresql)) as store:
        with capture_logs() as logs:
            await store.answers.remember(good[0])
            await store.answers.remember(given_answer(person=token_hex(8_000)))
            await store.answers.remember(good[1])
            await stored(store)
        assert [await store.answers.get("contoso", answer.id) for answer in good] == good
    assert [(entry["event"], entry["table"]) for entry in logs] == [("row_refused", "answers")]


async def test_a_locked_database_costs_no_rows(tmp_path: Path) -> None:
    path = tmp_path / "reconnect.sqlite3"
    given = [given_answer(minutes=number) for number in range(500)]
    async with _impatient_store(path) as store:
        with capture_logs() as logs, _locked(path):
            for answer in given:
                await store.answers.remember(answer)
            await _tried(logs, 2)
            assert store.backlog == 500
            assert await store.answers.latest("contoso", "ada", "chat-1") == given[-1]
            with pytest.raises(StoreUnavailable, match="write to the database"):
                await store.check()
        assert {entry["event"] for entry in logs} == {"rows_not_stored_yet"}
        await stored(store)
        assert store.backlog == 0
        assert [await store.answers.get("contoso", answer.id) for answer in given] == given


async def test_nothing_about_a_person_is_stored_once_they_are_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "FIRST_PAUSE", 600.0)
    path, answer = tmp_path / "reconnect.sqlite3", given_answer()
    async with _impatient_store(path) as store:
        with capture_logs() as logs, _locked(path):
            await store.answers.remember(answer)
            await _tried(logs, 1)
        assert (await store.people.erase("contoso", {"ada"}, at=NOON)).answers == 1
        assert store.backlog == 0
        assert await store.answers.get("contoso", answer.id) is None


async def test_a_person_is_neither_given_out_nor_removed_while_something_about_them_waits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(people, "PATIENCE", 0.3)
    path = tmp_path / "reconnect.sqlite3"
    async with _impatient_store(path) as store:
        with capture_logs(), _locked(path):
            await store.answers.remember(given_answer())
            with pytest.raises(StoreUnavailable, match="read what is kept about a person"):
                await store.people.export("contoso", {"ada"})
            with pytest.raises(StoreUnavailable, match="remove a person"):
                await store.people.erase("contoso", {"ada"}, at=NOON)
        monkeypatch.setattr(people, "PATIENCE", 60.0)  # however long a busy disk takes
        assert (await store.people.export("contoso", {"ada"})).keys() == {"contoso"}


async def test_whoever_waits_behind_a_writer_that_waits_for_a_lock_is_told_as_soon(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "PATIENCE", 600.0)
    path = tmp_path / "reconnect.sqlite3"
    async with open_store(f"{sqlite_address(path)}?timeout=0.3") as store:
        async with asyncio.timeout(10):  # one after the other they would wait for 12
            with _locked(path):
                told = await asyncio.gather(*(store.check() for _ in range(40)), return_exceptions=True)
    assert {type(error) for error in told} == {StoreUnavailable}


async def test_closing_waits_for_a_lock_to_be_released(tmp_path: Path) -> None:
    path, answer = tmp_path / "reconnect.sqlite3", given_answer()
    async with asyncio.TaskGroup() as tasks, _impatient_store(path) as store:
        locked = asyncio.Event()
        tasks.create_task(_hold_lock(path, locked, seconds=0.4))
        await locked.wait()
        await store.answers.remember(answer)
    async with open_store(sqlite_address(path)) as store:
        assert await store.answers.get("contoso", answer.id) == answer


async def _hold_lock(path: Path, locked: asyncio.Event, *, seconds: float) -> None:
    with _locked(path):
        locked.set()
        await asyncio.sleep(seconds)


async def test_closing_gives_up_in_the_end_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "GRACE", 0.2)
    path = tmp_path / "reconnect.sqlite3"
    with capture_logs() as logs, ExitStack() as held_after_closing:
        async with _impatient_store(path) as store:
            held_after_closing.enter_context(_locked(path))
            await store.answers.remember(given_answer())
    assert logs[-1]["event"] == "store_closed_with_rows_unstored"
    assert logs[-1]["rows"] == 1


async def test_a_full_backlog_lets_go_of_the_oldest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "CAPACITY", 3)
    given = [given_answer(minutes=number) for number in range(5)]
    async with open_store(sqlite_address(tmp_path / "reconnect.sqlite3")) as store:
        for answer in given:
            await store.answers.remember(answer)
        await stored(store)
        assert [await store.answers.get("contoso", answer.id) for answer in given] == [None, None, *given[2:]]


async def test_a_database_that_is_not_there_is_unavailable() -> None:
    with pytest.raises(StoreUnavailable) as caught:
        async with open_store("postgresql://ada:secret@127.0.0.1:1/reconnect"):
            pass
    assert caught.value.doing == "bring the tables up to date"
    assert caught.value.database == "postgresql+asyncpg://ada:***@127.0.0.1:1/reconnect"
    assert "secret" not in str(caught.value)


async def test_a_folder_that_cannot_be_made_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreUnavailable, match="make a folder"):
        async with open_store(sqlite_address(tmp_path / "file" / "reconnect.sqlite3")):
            pass


async def test_connections_that_the_server_cut_cost_no_rows(postgresql: Any) -> None:
    address = await new_database(postgresql)
    given = [given_answer(minutes=number) for number in range(300)]
    async with open_store(address) as store:
        for number, answer in enumerate(given):
            await store.answers.remember(answer)
            if number % 100 == 50:
                await asyncio.sleep(0.07)
                await asyncio.to_thread(postgresql.psql, _CUT)
        assert await store.preferences.language("contoso", "ada") is None
    async with open_store(address) as store:
        assert [await store.answers.get("contoso", answer.id) for answer in given] == given


_CUT = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname LIKE 'reconnect_%'"
