"""Bringing a database to the present schema, once, whoever else is starting at the same moment."""

import asyncio
from pathlib import Path
from typing import Final

from sqlalchemy import URL, Column, Connection, MetaData, String, Table, insert, inspect, select, text

from bot.store.address import is_sqlite, parse_address
from bot.store.database import Database
from bot.store.schema import SCHEMA_VERSION, metadata

_LOCK: Final = 0x5245434F  # any number that only Reconnect locks in this database
_VERSION: Final = Table(
    "alembic_version",
    MetaData(naming_convention={"pk": "%(table_name)s_pkc"}),
    Column("version_num", String(32), primary_key=True),
)
"""The table in which Alembic keeps the version, as it makes it itself."""


async def migrate(url: URL) -> None:
    """Create or upgrade the tables, all in one transaction. Raises StoreTooNew, StoreUnavailable."""
    # The wait for another replica's migration, and a long migration itself, take the time they take.
    database = Database(url, command_timeout=None)
    try:
        async with database.writing("bring the tables up to date") as connection:
            if not database.is_sqlite:  # SQLite's own lock is held since the transaction began
                await connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
            await connection.run_sync(_bring_up_to_date, database.shown)
    finally:
        await database.close()


async def found_schema(address: str) -> str | None:
    """The version of the tables that are there, left as they are; None where there are none yet.

    Raises ValueError for an address that cannot be used, and StoreUnavailable.
    """
    url = parse_address(address)
    if is_sqlite(url) and not await asyncio.to_thread(Path(url.database or "").exists):
        return None
    database = Database(url)
    try:
        async with database.reading("look at the tables") as connection:
            return await connection.run_sync(_version)
    finally:
        await database.close()


def _bring_up_to_date(connection: Connection, shown: str) -> None:
    if not inspect(connection).get_table_names():
        _create(connection)
        return
    found = _version(connection)
    if found != SCHEMA_VERSION:
        from bot.store.upgrading import upgrade  # noqa: PLC0415 - a tenth of all that a start reads

        upgrade(connection, found, shown)


def _version(connection: Connection) -> str | None:
    return connection.scalar(select(_VERSION)) if inspect(connection).has_table(_VERSION.name) else None


def _create(connection: Connection) -> None:
    """The present tables at once, where there are none: what all migrations together would make."""
    metadata.create_all(connection, checkfirst=False)
    _VERSION.create(connection, checkfirst=False)
    connection.execute(insert(_VERSION).values(version_num=SCHEMA_VERSION))
