"""What each person has chosen."""

from datetime import datetime
from typing import Final, Literal

from sqlalchemy import bindparam, select

from bot.store.database import Database
from bot.store.errors import StoreUnavailable
from bot.store.schema import preferences
from catalog.language import Language, parse_language
from catalog.lately import Lately

_REMEMBERED: Final = 10_000  # people
_SECONDS: Final = 60.0  # how long another replica may not notice a change

_LANGUAGE = select(preferences.c.language).where(
    preferences.c.tenant == bindparam("tenant"), preferences.c.person == bindparam("person")
)


class StoredPreferences:
    """Preferences in the database, read through a small cache and written through it."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._cache: Lately[tuple[str, str], Language | Literal[""]] = Lately(_REMEMBERED, _SECONDS)
        insert = database.insert(preferences)
        self._upsert = insert.on_conflict_do_update(
            index_elements=["tenant", "person"],
            set_={"language": insert.excluded.language, "set_at": insert.excluded.set_at},
        )

    async def language(self, tenant: str, person: str) -> Language | None:
        """The language this person asked for; None where they never did, or nothing can be looked up now."""
        key = (tenant, person)
        if (chosen := self._cache.get(key)) is not None:
            return chosen or None
        try:
            async with self._database.glancing("read the language of a person") as connection:
                found = await connection.scalar(_LANGUAGE, {"tenant": tenant, "person": person})
        except StoreUnavailable:
            return None
        if (newer := self._cache.get(key)) is not None:  # chosen while we were reading
            return newer or None
        language = parse_language(found)
        self._cache[key] = language or ""
        return language

    async def set_language(self, tenant: str, person: str, language: Language, *, at: datetime) -> None:
        """Keep the choice. Raises StoreUnavailable."""
        row = {"tenant": tenant, "person": person, "language": language, "set_at": at}
        async with self._database.writing("keep the language of a person") as connection:
            await connection.execute(self._upsert, row)
        self._cache[tenant, person] = language

    def forget(self, tenant: str, person: str) -> None:
        """The row is gone: believe the database again."""
        self._cache.forget((tenant, person))
