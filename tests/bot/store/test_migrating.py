"""From an empty database to today's tables, and never twice."""

import asyncio
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text
from sqlalchemy.ext.asyncio import create_async_engine

from bot.store import StoreTooNew, open_store
from bot.store.address import is_sqlite, parse_address, sqlite_address
from bot.store.schema import SCHEMA_VERSION, metadata
from bot.store.upgrading import alembic_config
from tests.bot.store.samples import NOON, given_answer
from tests.bot.store.waiting import stored


async def _look(address: str, look: Any) -> Any:
    engine = create_async_engine(parse_address(address))
    async with engine.begin() as connection:
        found = await connection.run_sync(look)
    await engine.dispose()
    return found


def _described(connection: Connection) -> dict[str, Any]:
    """All that the database says of its tables."""
    found = inspect(connection)
    looks = (
        lambda table: sorted(
            str({**column, "type": str(column["type"])}) for column in found.get_columns(table)
        ),
        lambda table: str(found.get_pk_constraint(table)),
        lambda table: sorted(map(str, found.get_unique_constraints(table))),
        lambda table: sorted(map(str, found.get_foreign_keys(table))),
        lambda table: sorted(_index(index) for index in found.get_indexes(table)),
    )
    return {table: [look(table) for look in looks] for table in found.get_table_names()}


def _index(described: Any) -> str:
    options = {name: str(value) for name, value in described.pop("dialect_options", {}).items()}
    return str({**described, **options})


def _upgraded(connection: Connection) -> None:
    command.upgrade(alembic_config(connection), "head")


async def test_a_new_database_is_as_the_migrations_would_make_it(address: str, tmp_path: Path) -> None:
    if is_sqlite(url := parse_address(address)):
        Path(url.database or "").parent.mkdir()
    await _look(address, _upgraded)
    step_by_step = await _look(address, _described)
    async with open_store(address):
        assert await _look(address, _described) == step_by_step
    await _look(address, _dropped)
    async with open_store(address):
        at_once = await _look(address, _described)
    assert step_by_step.keys() == at_once.keys()
    for table, described in step_by_step.items():
        assert at_once[table] == described, table


def _dropped(connection: Connection) -> None:
    metadata.drop_all(connection)
    connection.execute(text("DROP TABLE alembic_version"))


async def test_the_migrations_make_the_tables_of_the_schema(address: str) -> None:
    if is_sqlite(url := parse_address(address)):
        Path(url.database or "").parent.mkdir()
    await _look(address, _upgraded)
    async with open_store(address) as store:
        assert store.schema_version == SCHEMA_VERSION
    tables = await _look(address, lambda connection: set(inspect(connection).get_table_names()))
    assert tables == {*metadata.tables, "alembic_version"}
    differences = await _look(
        address, lambda connection: compare_metadata(MigrationContext.configure(connection), metadata)
    )
    assert differences == []


async def test_the_schema_version_is_the_newest_migration(address: str) -> None:
    def newest(connection: Connection) -> str | None:
        return ScriptDirectory.from_config(alembic_config(connection)).get_current_head()

    async with open_store(address):
        assert await _look(address, newest) == SCHEMA_VERSION


async def test_opening_again_keeps_what_is_there(address: str) -> None:
    answer = given_answer()
    async with open_store(address) as store:
        await store.answers.remember(answer)
        await store.preferences.set_language("contoso", "ada", "fr", at=NOON)
    async with open_store(address) as store:
        assert await store.answers.get("contoso", answer.id) == answer
        assert await store.preferences.language("contoso", "ada") == "fr"


async def test_a_first_version_with_data_is_upgraded(address: str) -> None:
    """Written by version 0001, table by table, with what its columns held."""
    if is_sqlite(url := parse_address(address)):
        Path(url.database or "").parent.mkdir()
    await _look(address, _first_version)
    async with open_store(address) as store:
        assert await store.preferences.language("contoso", "ada") == "fr"
        [seen] = await store.unknown_codes.most_seen()
        assert (seen.code, seen.count) == ("AADSTS1", 3)
        answer = await store.answers.get("contoso", "a-1")
        assert answer == given_answer(
            id="a-1", codes=("AADSTS1",), details={}, paste="", confidence=None, note=None
        )
        await store.answers.remember(given_answer(paste="[***]", confidence=0.5))
        await stored(store)
        latest = await store.answers.latest("contoso", "ada", "chat-1")
        assert latest is not None
        assert (latest.paste, latest.confidence) == ("[***]", 0.5)
        assert await store.deliveries.waiting() == 0
    differences = await _look(
        address, lambda connection: compare_metadata(MigrationContext.configure(connection), metadata)
    )
    assert differences == []


def _first_version(connection: Connection) -> None:
    command.upgrade(alembic_config(connection), "0001")
    noon = NOON.replace(tzinfo=None) if connection.dialect.name == "sqlite" else NOON
    rows = [
        "INSERT INTO preferences VALUES ('contoso', 'ada', 'fr')",
        "INSERT INTO unknown_codes VALUES ('AADSTS1', 3, :noon, :noon)",
        "INSERT INTO answers (id, tenant, person, conversation, outcome, entry_id, codes, product, language,"
        " details, given_at) VALUES ('a-1', 'contoso', 'ada', 'chat-1', 'answer', 'AADSTS50076',"
        " '[\"AADSTS1\"]', 'viva_goals', 'fr', '{}', :noon)",
    ]
    for row in rows:
        connection.execute(text(row).bindparams(**({"noon": noon} if ":noon" in row else {})))


async def test_several_may_open_an_empty_database_at_once(address: str) -> None:
    async def open_and_write(person: str) -> None:
        async with open_store(address) as store:
            await store.preferences.set_language("contoso", person, "fr", at=NOON)

    await asyncio.gather(*(open_and_write(f"person-{number}") for number in range(8)))
    async with open_store(address) as store:
        for number in range(8):
            assert await store.preferences.language("contoso", f"person-{number}") == "fr"


async def test_a_new_file_is_waited_for_while_another_program_writes_to_it(tmp_path: Path) -> None:
    other = sqlite3.connect(path := tmp_path / "new.sqlite3", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    asyncio.get_running_loop().call_later(0.3, other.execute, "COMMIT")
    async with open_store(sqlite_address(path)):
        assert not other.in_transaction
        assert other.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    other.close()


async def test_two_stores_see_what_the_other_has_stored(address: str) -> None:
    answer = given_answer()
    async with open_store(address) as one, open_store(address) as other:
        await one.answers.remember(answer)
        await stored(one)
        assert await other.answers.latest("contoso", "ada", "chat-1") == answer


async def test_a_database_of_a_newer_version_is_left_alone(address: str) -> None:
    async with open_store(address):
        pass
    await _look(
        address, lambda connection: connection.execute(text("UPDATE alembic_version SET version_num='9999'"))
    )
    with pytest.raises(StoreTooNew) as caught:
        async with open_store(address):
            pass
    assert (caught.value.found, caught.value.known) == ("9999", SCHEMA_VERSION)


async def test_sqlite_is_set_up_for_one_writer_and_many_readers(tmp_path: Path) -> None:
    address = sqlite_address(tmp_path / "new" / "folder" / "100% ready.sqlite3")
    async with open_store(address) as store:
        database = store._database
        async with database.reading("look at the settings") as connection:
            found = {
                pragma: (await connection.exec_driver_sql(f"PRAGMA {pragma}")).scalar_one()
                for pragma in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
            }
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 5000}
