"""The answers given."""

from typing import Any

from sqlalchemy import Select, bindparam, select

from bot.store.database import Database
from bot.store.schema import answers
from bot.store.writer import Writer
from dialogs.ports import GivenAnswer

_COLUMNS = [column for column in answers.columns if column.name != "number"]

_BY_ID = select(*_COLUMNS).where(answers.c.tenant == bindparam("tenant"), answers.c.id == bindparam("id"))
_LATEST = (
    select(*_COLUMNS)
    .where(
        answers.c.tenant == bindparam("tenant"),
        answers.c.person == bindparam("person"),
        answers.c.conversation == bindparam("conversation"),
    )
    .order_by(answers.c.given_at.desc(), answers.c.number.desc())
    .limit(1)
)


class StoredAnswers:
    """Answers in the database, written behind the turn; those still waiting are found too."""

    def __init__(self, database: Database, writer: Writer) -> None:
        self._database = database
        self._writer = writer
        insert = database.insert(answers).on_conflict_do_nothing(index_elements=["id"])
        self._insert = database.prepare(insert)

    async def remember(self, answer: GivenAnswer) -> None:
        """Take the answer; it is stored within a moment."""
        self._writer.put(self._insert, _row(answer))

    async def get(self, tenant: str, answer_id: str) -> GivenAnswer | None:
        """The answer with this id, if it was given in this tenant. Raises StoreUnavailable."""
        if not (answer_id.isascii() and answer_id.isprintable()):
            return None  # ids come back from cards, and not every text can be asked of a database
        return await self._find(_BY_ID, {"tenant": tenant, "id": answer_id})

    async def latest(self, tenant: str, person: str, conversation: str) -> GivenAnswer | None:
        """The newest answer to this person in this conversation. Raises StoreUnavailable."""
        wanted = {"tenant": tenant, "person": person, "conversation": conversation}
        return await self._find(_LATEST, wanted)

    async def _find(self, query: Select[Any], wanted: dict[str, str]) -> GivenAnswer | None:
        # What is still waiting was given a moment ago: it is newer than anything stored.
        for waiting in self._writer.pending(self._insert):
            if wanted.items() <= waiting.items():
                return _answer(waiting)
        async with self._database.reading("look up an answer") as connection:
            row = (await connection.execute(query, wanted)).mappings().first()
        return _answer(row) if row is not None else None


def _row(answer: GivenAnswer) -> dict[str, Any]:
    return {
        "id": answer.id,
        "tenant": answer.tenant,
        "person": answer.person,
        "conversation": answer.conversation,
        "outcome": answer.outcome,
        "entry_id": answer.entry_id,
        "codes": list(answer.codes),
        "product": answer.product,
        "language": answer.language,
        "details": dict(answer.details),
        "given_at": answer.given_at,
        "paste": answer.paste,
        "confidence": answer.confidence,
        "note": answer.note,
    }


def _answer(row: Any) -> GivenAnswer:
    return GivenAnswer(**{**row, "codes": tuple(row["codes"])})
