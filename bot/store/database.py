"""Connections to the database: how they are opened, and what is said when there are none."""

import asyncio
import json
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

import orjson
import structlog
from sqlalchemy import URL, Connection, Table, event
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.store.address import is_sqlite, shown
from bot.store.errors import StoreUnavailable
from bot.store.prepared import Insert, Prepared
from bot.telemetry.spans import NO_SPANS, Spans

if TYPE_CHECKING:
    import aiosqlite

PATIENCE: Final = 5.0
"""Seconds that a connection, a lock and a free place in the pool are waited for, each.

The address of an SQLite file may say otherwise: ``?timeout=2``.
"""

GLANCE: Final = 2.0
"""Seconds that something is waited for which an answer can do without."""

PAUSE: Final = 5.0
"""Seconds for which such things are not asked for after one was waited for in vain."""

READERS: Final = 4
"""Connections to an SQLite file that read, at most; each is opened when it is first needed, and kept."""

_REFUSALS: Final = ("22", "54")
"""Classes of PostgreSQL's error codes: values that it cannot keep, and more of them than it has room for."""

_log = structlog.get_logger(__name__)


class Database:
    """One database, SQLite or PostgreSQL: short readings and short transactions."""

    def __init__(self, url: URL, *, command_timeout: float | None = 10.0, spans: Spans = NO_SPANS) -> None:
        self.shown = shown(url)
        self.is_sqlite = is_sqlite(url)
        self._spans = spans
        self._unseen_until = 0.0
        self._kind = {"db.system.name": "sqlite" if self.is_sqlite else "postgresql"}
        if self.is_sqlite:
            # One at a time may write: where it is always the same, what it has in its cache stays true.
            self._engine = _sqlite_engine(url, connections=1)
            event.listen(self._engine.sync_engine, "begin", _begin_to_write)
            self._reading_engine = _sqlite_engine(url, connections=READERS)
        else:
            self._engine = _postgresql_engine(url, command_timeout)
            self._reading_engine = self._engine.execution_options(isolation_level="AUTOCOMMIT")

    @asynccontextmanager
    async def reading(self, doing: str) -> AsyncIterator[AsyncConnection]:
        """A connection for one SELECT. ``doing`` goes into StoreUnavailable: "could not ``doing``"."""
        with self._explaining(doing):
            async with self._reading_engine.connect() as connection:
                yield connection

    @asynccontextmanager
    async def glancing(self, doing: str) -> AsyncIterator[AsyncConnection]:
        """As ``reading``, for what an answer can do without: given up soon, then not tried for a while."""
        if monotonic() < self._unseen_until:
            raise StoreUnavailable(doing=doing, database=self.shown)
        try:
            with self._explaining(doing):
                async with asyncio.timeout(GLANCE), self._reading_engine.connect() as connection:
                    yield connection
        except StoreUnavailable as error:
            self._unseen_until = monotonic() + PAUSE
            _log.warning("answering without", doing=doing, cause=repr(error.__cause__), seconds=PAUSE)
            raise

    @asynccontextmanager
    async def writing(self, doing: str) -> AsyncIterator[AsyncConnection]:
        """A transaction, committed at the end. ``doing`` as in ``reading``."""
        with self._explaining(doing):
            async with self._engine.begin() as connection:
                yield connection

    def insert(self, table: Table) -> Insert:
        """An INSERT for this kind of database."""
        if self.is_sqlite:
            return sqlite.insert(table)
        from sqlalchemy.dialects import postgresql  # noqa: PLC0415 - slow to read, and seldom needed

        return postgresql.insert(table)

    def prepare(self, statement: Insert) -> Prepared:
        """The INSERT for many rows, to be given to ``exec_driver_sql`` of a connection with their values."""
        return Prepared(statement, self._engine.dialect)

    async def close(self) -> None:
        """Close every connection."""
        await self._reading_engine.dispose()
        await self._engine.dispose()

    @contextmanager
    def _explaining(self, doing: str) -> Iterator[None]:
        try:
            with self._spans.span(f"store: {doing}", self._kind, inner=True):
                yield
        except DBAPIError as error:
            if _is_refusal(error):
                raise
            raise StoreUnavailable(doing=doing, database=self.shown) from error
        except (PoolTimeoutError, OSError) as error:
            raise StoreUnavailable(doing=doing, database=self.shown) from error


def _is_refusal(error: DBAPIError) -> bool:
    """Whether the database refuses these very values, so that trying again cannot help."""
    sqlstate = getattr(error.orig, "pgcode", None) or ""
    return isinstance(error, DataError | IntegrityError) or sqlstate.startswith(_REFUSALS)


def _postgresql_engine(url: URL, command_timeout: float | None) -> AsyncEngine:
    return create_async_engine(
        url,
        hide_parameters=True,  # what people sent stays out of the log
        json_serializer=_json,
        pool_pre_ping=True,
        pool_timeout=PATIENCE,
        connect_args={"timeout": PATIENCE, "command_timeout": command_timeout},
    )


def _sqlite_engine(url: URL, *, connections: int) -> AsyncEngine:
    asked = url.query.get("timeout")
    patience = float(asked) if isinstance(asked, str) else PATIENCE
    engine = create_async_engine(
        url,
        hide_parameters=True,
        json_serializer=_json,
        pool_size=connections,
        max_overflow=0,  # a connection is a thread: to end and begin them all the time costs more than a wait
        pool_timeout=patience,  # whoever waits for the one that waits for a lock is told as soon
        connect_args={"timeout": patience},
    )
    event.listen(engine.sync_engine, "connect", partial(_set_up_sqlite, patience))
    return engine


def _json(value: object) -> str:
    try:
        return orjson.dumps(value).decode()
    except TypeError:  # half a character, which the slower one can write
        return json.dumps(value)


def _set_up_sqlite(patience: float, connection: Any, _record: object) -> None:
    connection.isolation_level = None  # transactions are begun by _begin_to_write alone
    connection.run_async(partial(_use_wal, patience))
    cursor = connection.cursor()
    # FULL: what was acknowledged survives a power cut as well, at the price of a flush a transaction.
    # A cache of 1 MB holds what a batch changes; more would only fill up, connection by connection.
    for pragma in ("synchronous=FULL", "foreign_keys=ON", "cache_size=-1024"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


async def _use_wal(patience: float, connection: "aiosqlite.Connection") -> None:
    # Whoever switches a new file while another one writes to it is refused at once: here alone
    # SQLite does not wait by itself.
    deadline = monotonic() + patience
    while True:
        try:
            await connection.execute_fetchall("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or monotonic() > deadline:
                raise
            await asyncio.sleep(0.01)
        else:
            return


def _begin_to_write(connection: Connection) -> None:
    # Taking the lock at once makes a writer wait its turn; a transaction that begins as a reader would
    # fail instead, without waiting, as soon as another process has written.
    connection.exec_driver_sql("BEGIN IMMEDIATE")
