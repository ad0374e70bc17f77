"""One person, through all the tables: what is kept about them, and how it goes."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from bot.store.database import PATIENCE, Database
from bot.store.erasing import Leaving, erase_admin, erase_records, erase_tickets
from bot.store.errors import StoreUnavailable
from bot.store.exporting import export
from bot.store.identity import Identity, identify
from bot.store.preferences import StoredPreferences
from bot.store.writer import Writer
from dialogs.ports import Erased


class StoredPeople:
    """Exports and erases people in the database."""

    def __init__(self, database: Database, writer: Writer, preferences: StoredPreferences) -> None:
        self._database = database
        self._writer = writer
        self._preferences = preferences

    async def export(self, tenant: str | None, ids: Collection[str]) -> Mapping[str, Any]:
        """Everything that is kept about the person, in plain names. Raises StoreUnavailable."""
        await self._store_all("read what is kept about a person")
        found: dict[str, Any] = {}
        for who in await self._identities(tenant, ids):
            if about := await export(self._database, who):
                found[who.tenant] = about
        return found

    async def erase(self, tenant: str | None, ids: Collection[str], *, at: datetime) -> Erased:
        """Remove the person, a few tickets at a time. Raises StoreUnavailable."""
        await self._store_all("remove a person")
        done = Leaving()
        for who in await self._identities(tenant, ids):
            await erase_records(self._database, who, done)
            for key in who.keys:
                self._preferences.forget(who.tenant, key)
            await erase_tickets(self._database, who, done, at=at)
            await erase_admin(self._database, who, done, at=at)
        return Erased(done.language, done.answers, done.tickets, done.withdrawn, done.handled)

    async def _store_all(self, doing: str) -> None:
        """Store what still waits: it may be about the person, and would come after they are gone."""
        if not await self._writer.flush(PATIENCE):
            raise StoreUnavailable(doing=doing, database=self._database.shown)

    async def _identities(self, tenant: str | None, ids: Collection[str]) -> list[Identity]:
        async with self._database.reading("look for a person") as connection:
            return await identify(connection, tenant, ids)
