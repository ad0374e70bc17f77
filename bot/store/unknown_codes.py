"""Codes that people met and the catalog lacks."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import case, select

from bot.store.database import Database
from bot.store.schema import unknown_codes
from bot.store.writer import Writer
from dialogs.ports import UnknownCode


class StoredUnknownCodes:
    """Unknown codes in the database, counted behind the turn."""

    def __init__(self, database: Database, writer: Writer) -> None:
        self._database = database
        self._writer = writer
        insert = database.insert(unknown_codes)
        known, new = unknown_codes.c, insert.excluded
        upsert = insert.on_conflict_do_update(
            index_elements=["code"],
            set_={
                "count": known.count + 1,
                "first_seen": case(
                    (new.first_seen < known.first_seen, new.first_seen), else_=known.first_seen
                ),
                "last_seen": case((new.last_seen > known.last_seen, new.last_seen), else_=known.last_seen),
            },
        )
        self._upsert = database.prepare(upsert)

    async def record(self, code: str, at: datetime) -> None:
        """Count one more meeting with this code; it is stored within a moment."""
        self._writer.put(self._upsert, {"code": code, "count": 1, "first_seen": at, "last_seen": at})

    async def most_seen(self, limit: int = 100) -> Sequence[UnknownCode]:
        """The codes met most often, most frequent first. Raises StoreUnavailable."""
        await self._writer.flush()
        query = (
            select(unknown_codes)
            .order_by(unknown_codes.c.count.desc(), unknown_codes.c.last_seen.desc(), unknown_codes.c.code)
            .limit(limit)
        )
        async with self._database.reading("list the unknown codes") as connection:
            rows = (await connection.execute(query)).mappings().all()
        return [UnknownCode(**row) for row in rows]
