"""Rows written behind the turn: taken at once, stored in batches by one background task."""

import asyncio
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from types import TracebackType
from typing import Any, Final, NamedTuple, Self

import structlog

from bot.store.database import Database
from bot.store.errors import StoreUnavailable
from bot.store.prepared import Prepared, Row

BATCH: Final = 200
LINGER: Final = 0.1  # seconds that a batch waits for more rows
CAPACITY: Final = 10_000  # rows waiting at most; while the database is gone the oldest give way
GRACE: Final = 10.0  # seconds that closing waits for the last rows to be stored
FIRST_PAUSE: Final = 0.1  # seconds before a failed batch is tried again; doubled each time
LONGEST_PAUSE: Final = 2.0

_log = structlog.get_logger(__name__)


class _Write(NamedTuple):
    statement: Prepared
    row: Row


class Writer:
    """Owner of the task that stores rows. Use it in ``async with``: leaving stores what is waiting.

    Rows of one statement are stored in the order in which they were put. A batch that was stored
    without our hearing of it is stored again, so statements must bear that.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting: deque[_Write] = deque(maxlen=CAPACITY)
        self._storing: list[_Write] = []
        self._has_some = asyncio.Event()
        self._has_batch = asyncio.Event()
        self._is_wanted = asyncio.Event()
        self._has_stored = asyncio.Event()
        self._is_closing = False
        self._taken = 0
        self._stored = 0
        self._lost = 0

    @property
    def backlog(self) -> int:
        """Rows taken and not yet stored."""
        return len(self._storing) + len(self._waiting)

    def put(self, statement: Prepared, row: Row) -> None:
        """Take a row to store. Never waits, never fails."""
        if len(self._waiting) == CAPACITY:
            self._lost += 1
        self._waiting.append(_Write(statement, row))
        self._taken += 1
        self._has_some.set()
        if len(self._waiting) >= BATCH:
            self._has_batch.set()

    def pending(self, statement: Prepared) -> Iterator[Row]:
        """The rows of this statement that are not yet stored, newest first."""
        for writes in (reversed(self._waiting), reversed(self._storing)):
            yield from (write.row for write in writes if write.statement is statement)

    async def flush(self, patience: float = 1.0) -> bool:
        """Wait, but not for ever, until what was taken so far is stored; whether it is."""
        wanted = self._taken
        self._hurry()
        with suppress(TimeoutError):
            async with asyncio.timeout(patience):
                while self._stored < wanted:
                    self._has_stored.clear()
                    await self._has_stored.wait()
        return self._stored >= wanted

    def _hurry(self) -> None:
        """Wait neither for a full batch nor for a better moment."""
        self._has_batch.set()
        self._is_wanted.set()

    async def __aenter__(self) -> Self:
        self._task = asyncio.create_task(self._work(), name="store-writer")
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._is_closing = True
        self._has_some.set()
        self._hurry()
        try:
            async with asyncio.timeout(GRACE):
                await self._task
        except TimeoutError:
            _log.error("store_closed_with_rows_unstored", rows=self.backlog, lost=self._lost)

    async def _work(self) -> None:
        while self._waiting or not self._is_closing:
            await self._has_some.wait()
            with suppress(TimeoutError):
                async with asyncio.timeout(LINGER):
                    await self._has_batch.wait()
            self._take()
            until = self._taken - len(self._waiting)
            await self._store(self._storing)
            self._storing = []
            self._stored = until
            self._has_stored.set()

    def _take(self) -> None:
        """Move the next batch from waiting to being stored."""
        self._storing = [self._waiting.popleft() for _ in range(min(BATCH, len(self._waiting)))]
        if self._is_closing:
            return
        if not self._waiting:
            self._has_some.clear()
        if len(self._waiting) < BATCH:
            self._has_batch.clear()

    async def _store(self, batch: Sequence[_Write]) -> None:
        """Store the batch, however long it takes; a row that no database would take is left out."""
        try:
            await self._store_when_possible(batch)
        except Exception as error:  # noqa: BLE001 - the task outlives whatever is wrong with a row
            if len(batch) == 1:
                _log.exception("row_refused", table=batch[0].statement.table, exc_info=error)
                return
            for write in batch:
                await self._store([write])

    async def _store_when_possible(self, batch: Sequence[_Write]) -> None:
        pause = FIRST_PAUSE
        while True:
            try:
                await self._store_once(batch)
            except StoreUnavailable as error:
                cause = repr(error.__cause__)
                _log.warning("rows_not_stored_yet", rows=self.backlog, lost=self._lost, cause=cause)
                await self._rest(pause)
                pause = min(2 * pause, LONGEST_PAUSE)
            else:
                return

    async def _rest(self, seconds: float) -> None:
        """Wait before another try, unless somebody wants to see the rows now."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._is_wanted.wait()
        self._is_wanted.clear()

    async def _store_once(self, batch: Sequence[_Write]) -> None:
        rows: dict[Prepared, list[tuple[Any, ...]]] = {}
        for write in batch:
            rows.setdefault(write.statement, []).append(write.statement.values(write.row))
        async with self._database.writing("store what was answered") as connection:
            for statement, these in rows.items():
                await connection.exec_driver_sql(statement.sql, these)
