"""Bringing a database to the present schema, once, whoever else is starting at the same moment."""

import asyncio
from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, text

from bot.store.address import is_sqlite, parse_address
from bot.store.database import Database
from bot.store.errors import StoreTooNew
from bot.store.schema import SCHEMA_VERSION

_FOLDER: Final = Path(__file__).parent / "migrations"
_LOCK: Final = 0x5245434F  # any number that only Reconnect locks in this database


async def migrate(url: URL) -> None:
    """Create or upgrade the tables, all in one transaction. Raises StoreTooNew, StoreUnavailable."""
    # The wait for another replica's migration, and a long migration itself, take the time they take.
    database = Database(url, command_timeout=None)
    try:
        async with database.writing("bring the tables up to date") as connection:
            if not database.is_sqlite:  # SQLite's own lock is held since the transaction began
                await connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
            await connection.run_sync(_upgrade, database.shown)
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
            return await connection.run_sync(_revision)
    finally:
        await database.close()


def alembic_config(connection: Connection) -> Config:
    """Alembic's settings, made here rather than read from a file, to work over this connection."""
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    return config


def _upgrade(connection: Connection, shown: str) -> None:
    found = _revision(connection)
    if found == SCHEMA_VERSION:
        return
    config = alembic_config(connection)
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if found is not None and found not in known:
        raise StoreTooNew(found=found, known=SCHEMA_VERSION, database=shown)
    command.upgrade(config, "head")


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()
