"""Reading the catalog again while the bot runs."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

import structlog

from bot.background import beside
from bot.catalog_in_use import read_catalog
from bot.settings import Settings
from catalog.problems import CatalogError, Problem
from dialogs.knowledge import Knowledge, Library

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Reloaded:
    """What came of reading the catalog again. With ``problems`` the catalog in use stays the one it was."""

    version: str
    entries: int
    problems: tuple[Problem, ...] = ()


class Reloader:
    """Reads the catalog again when asked, off the event loop, one reading at a time.

    ``watch`` hears whether a reading was good.
    """

    def __init__(
        self, settings: Settings, library: Library, watch: Callable[[bool], None] = lambda is_done: None
    ) -> None:
        self._settings = settings
        self._library = library
        self._watch = watch
        self._asked = asyncio.Event()
        self._turn = asyncio.Lock()

    def ask(self) -> None:
        """Have the catalog read soon; for signal handlers, which cannot wait. See ``listening``."""
        self._asked.set()

    async def reload(self) -> Reloaded:
        """Read the catalog now. A good one is used from the next turn on; a broken one changes nothing."""
        async with self._turn:
            try:
                knowledge = await asyncio.to_thread(self._read)
            except CatalogError as error:
                return self._refused(error.problems)
            self._library.exchange(knowledge)
        self._watch(True)
        done = self._in_use()
        log.info("catalog reloaded", version=done.version, entries=done.entries)
        return done

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[None]:
        """Answer ``ask`` while this lasts."""
        async with beside(self._listen(), "catalog reload"):
            yield

    async def _listen(self) -> None:
        while True:
            await self._asked.wait()
            self._asked.clear()
            try:
                await self.reload()
            except Exception:
                log.exception("catalog not reloaded")

    def _read(self) -> Knowledge:
        known = Knowledge.of(read_catalog(self._settings))
        known.reader.prepare()
        return known

    def _refused(self, problems: tuple[Problem, ...]) -> Reloaded:
        for problem in problems:
            log.error("catalog not reloaded", problem=str(problem))
        self._watch(False)
        return self._in_use(problems)

    def _in_use(self, problems: tuple[Problem, ...] = ()) -> Reloaded:
        catalog = self._library.current.catalog
        return Reloaded(catalog.version, len(catalog.entries), problems)
