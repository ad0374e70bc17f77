"""What is too old goes, a little at a time. Any number of replicas may do it at once."""

import asyncio
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Table, and_, delete, exists, or_, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.database import Database
from bot.store.deliveries import IS_ANNOUNCED
from bot.store.emptying import empty_ticket, keys_of, locked
from bot.store.schema import (
    HAS_WORDS,
    answers,
    deliveries,
    events,
    incidents,
    preferences,
    sends,
    setup_codes,
    tickets,
    tried,
    unknown_codes,
)
from bot.store.ticket_changes import find_tickets
from dialogs.escalation.expiry import STAGES
from dialogs.escalation.model import Action
from dialogs.escalation.outbox import Target

BATCH: Final = 200
TICKETS_AT_ONCE: Final = 25
PAUSE: Final = 0.02  # seconds between two batches, in which others may write
GRACE: Final = timedelta(days=7)
"""How long an emptied ticket waits for its cards in Teams to be emptied too."""
ANNOUNCED: Final = timedelta(days=max(STAGES))
"""How long it is remembered at least that admins were warned, so that nothing is told them twice."""
SENDS_KEPT: Final = timedelta(hours=2)
"""The longest of the platform's rates is counted over one hour."""


@dataclass(frozen=True, slots=True)
class Keeping:
    """How long things are kept: ``words`` of pastes and notes outside of tickets, ``records`` of all else."""

    records: timedelta = timedelta(days=180)
    words: timedelta = timedelta(hours=24)


class Retention:
    """Empties and deletes what is older than is kept."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def purge(self, keeping: Keeping, *, now: datetime) -> Mapping[str, int]:
        """Forget everything that is too old; how many of what. Raises StoreUnavailable.

        Stopped at any moment, the next run goes on from there.
        """
        old = now - keeping.records
        done: Counter[str] = Counter()
        done["words"] = await self._wipe_words(now - keeping.words)
        done["answers"] = await self._delete(answers, answers.c.given_at < old)
        done["tried"] = await self._delete(tried, tried.c.at < old)
        done["expired"] = await self._expire(old, now)
        done["tickets"] = await self._delete_tickets(old, now)
        done["incidents"] = await self._delete_incidents(old)
        done["announcements"] = await self._delete(
            deliveries, and_(*IS_ANNOUNCED, deliveries.c.created_at < min(old, now - ANNOUNCED))
        )
        done["preferences"] = await self._delete(preferences, _is_unused(old))
        done["unknown_codes"] = await self._delete(unknown_codes, unknown_codes.c.last_seen < old)
        done["setup_codes"] = await self._delete(setup_codes, setup_codes.c.valid_until <= now)
        done["sends"] = await self._delete(sends, sends.c.at < now - SENDS_KEPT)
        return {what: count for what, count in done.items() if count}

    async def _wipe_words(self, before: datetime) -> int:
        """Forget what people wrote and pasted; codes, ids and times stay."""
        wanted = select(answers.c.number).where(answers.c.given_at < before, HAS_WORDS)

        async def wipe(connection: AsyncConnection) -> int:
            numbers = await _chosen(connection, wanted.limit(BATCH))
            wiped = update(answers).where(answers.c.number.in_(numbers)).values(paste="", note=None)
            return (await connection.execute(wiped)).rowcount if numbers else 0

        return await self._in_batches("forget old pastes", wipe, BATCH)

    async def _delete(self, table: Table, is_old: ColumnElement[bool]) -> int:
        keys = list(table.primary_key)
        key = keys[0] if len(keys) == 1 else tuple_(*keys)

        async def remove(connection: AsyncConnection) -> int:
            found = (await connection.execute(_taken(select(*keys).where(is_old).limit(BATCH)))).all()
            values = [row[0] if len(keys) == 1 else tuple(row) for row in found]
            return (await connection.execute(delete(table).where(key.in_(values)))).rowcount if values else 0

        return await self._in_batches(f"delete old rows of {table.name}", remove, BATCH)

    async def _expire(self, old: datetime, now: datetime) -> int:
        """Empty the tickets that nobody has touched for so long; open ones count as withdrawn."""
        untouched = (tickets.c.erased_at.is_(None), tickets.c.changed_at < old)

        async def expire(connection: AsyncConnection) -> int:
            query = locked(*untouched, limit=TICKETS_AT_ONCE, skip=True)
            found = await find_tickets(connection, query)
            for ticket in found:
                await empty_ticket(connection, ticket, Action.EXPIRED, own=keys_of(ticket), at=now)
            return len(found)

        return await self._in_batches("empty old tickets", expire, TICKETS_AT_ONCE)

    async def _delete_tickets(self, old: datetime, now: datetime) -> int:
        """Delete emptied tickets whose cards are emptied too; first of all, where their people were."""
        emptied, late = tickets.c.erased_at.is_not(None), tickets.c.erased_at < now - GRACE
        anywhere = or_(tickets.c.conversation != "", tickets.c.person_card.is_not(None))
        forgetting = update(tickets).where(emptied, anywhere, or_(late, ~_is_waiting(to=Target.PERSON)))
        async with self._database.writing("forget where people were") as connection:
            await connection.execute(forgetting.values(conversation="", person_card=None))
        gone = and_(emptied, tickets.c.changed_at < old, or_(late, ~_is_waiting()))

        async def remove(connection: AsyncConnection) -> int:
            ids = await _chosen(connection, select(tickets.c.id).where(gone).limit(BATCH))
            for table in (deliveries, events):
                await connection.execute(delete(table).where(table.c.ticket_id.in_(ids)))
            await connection.execute(delete(tickets).where(tickets.c.id.in_(ids)))
            return len(ids)

        return await self._in_batches("delete old tickets", remove, BATCH)

    async def _delete_incidents(self, old: datetime) -> int:
        """Delete incidents of which no ticket is left."""
        has_tickets = exists().where(tickets.c.incident_id == incidents.c.id)
        gone = select(incidents.c.id).where(incidents.c.changed_at < old, ~has_tickets).limit(BATCH)

        async def remove(connection: AsyncConnection) -> int:
            ids = await _chosen(connection, gone)
            await connection.execute(delete(deliveries).where(deliveries.c.incident_id.in_(ids)))
            await connection.execute(delete(incidents).where(incidents.c.id.in_(ids)))
            return len(ids)

        return await self._in_batches("delete old incidents", remove, BATCH)

    async def _in_batches(self, doing: str, batch: Any, size: int) -> int:
        """Do batches, a transaction each, until one is not full any more."""
        total = 0
        while True:
            async with self._database.writing(doing) as connection:
                count: int = await batch(connection)
            total += count
            if count < size:
                return total
            await asyncio.sleep(PAUSE)


def _taken(query: Any) -> Any:
    """Lock what is chosen; what another replica has chosen is left to it."""
    return query.with_for_update(skip_locked=True)


async def _chosen(connection: AsyncConnection, query: Any) -> list[Any]:
    return list((await connection.execute(_taken(query))).scalars())


def _is_waiting(to: Target | None = None) -> ColumnElement[bool]:
    """Whether something about the ticket is still to be told."""
    waiting = exists().where(deliveries.c.ticket_id == tickets.c.id, deliveries.c.done_at.is_(None))
    return waiting if to is None else waiting.where(deliveries.c.target == to)


def _is_unused(old: datetime) -> ColumnElement[bool]:
    """A language chosen long ago by somebody of whom nothing else is left."""
    theirs = [
        exists().where(table.c.tenant == preferences.c.tenant, table.c.person == preferences.c.person)
        for table in (answers, tickets)
    ]
    return and_(preferences.c.set_at < old, *(~one for one in theirs))
