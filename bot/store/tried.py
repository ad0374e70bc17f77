"""What people pressed on an answer before they asked an admin."""

from datetime import datetime

from sqlalchemy import select

from bot.store.database import Database
from bot.store.schema import tried
from bot.store.ticket_rows import clean
from bot.store.writer import Writer


class StoredTried:
    """Presses in the database, written behind the turn; those still waiting are stored before a look."""

    def __init__(self, database: Database, writer: Writer) -> None:
        self._database = database
        self._writer = writer
        self._insert = database.prepare(database.insert(tried))

    async def note(self, tenant: str, answer_id: str, what: str, at: datetime) -> None:
        """Take it; it is stored within a moment."""
        row = {"tenant": tenant, "answer_id": clean(answer_id), "what": clean(what), "at": at}
        self._writer.put(self._insert, row)

    async def of(self, tenant: str, answer_id: str) -> tuple[str, ...]:
        """What was pressed, oldest first, each once. Raises StoreUnavailable."""
        await self._writer.flush()
        query = (
            select(tried.c.what)
            .where(tried.c.tenant == tenant, tried.c.answer_id == clean(answer_id))
            .order_by(tried.c.number)
        )
        async with self._database.reading("see what was tried") as connection:
            return tuple(dict.fromkeys((await connection.execute(query)).scalars()))
