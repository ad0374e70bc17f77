"""The outbox: deliveries taken, made, postponed and given up, by any number of replicas."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.database import Database
from bot.store.schema import channels, deliveries, incidents, tickets
from bot.store.ticket_changes import find_ticket, write_event
from bot.store.ticket_rows import clean
from bot.store.wishes import add_wishes
from dialogs.escalation.model import NOBODY, Action, Event, Posted
from dialogs.escalation.notices import EMPTIED, edited_line
from dialogs.escalation.outbox import Delivery, DeliveryDraft, DeliveryKind, Target, Wish

_LOCKS = 2  # PostgreSQL's locks of two numbers: the first says that they are ours
IS_ANNOUNCED = (deliveries.c.ticket_id.is_(None), deliveries.c.incident_id.is_(None))
"""Told to the admins, and about no ticket or incident."""
_ahead = deliveries.alias("ahead")
IS_WAITING = deliveries.c.done_at.is_(None)
# Asked row by row, along an index: as one join it would read everything that waits, each time.
_IS_FIRST = (
    deliveries.c.number
    == select(func.min(_ahead.c.number))
    .where(_ahead.c.lane == deliveries.c.lane, _ahead.c.done_at.is_(None))
    .scalar_subquery()
)


class StoredDeliveries:
    """Deliveries in the database. What somebody takes nobody else gets, until the lease has run out."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def take(self, owner: str, *, limit: int, now: datetime, lease: timedelta) -> Sequence[Delivery]:
        """Take what is due, oldest first. Raises StoreUnavailable."""
        due = (
            select(deliveries.c.number)
            .where(_can_be_taken(now))
            .order_by(deliveries.c.due_at, deliveries.c.number)
            .limit(limit)
        )
        async with self._database.reading("look for deliveries") as connection:
            if (await connection.execute(due.limit(1))).first() is None:
                return []  # the usual case, which keeps nobody from writing
        async with self._database.writing("take deliveries") as connection:
            locked = due.with_for_update(of=deliveries, skip_locked=True)
            numbers = (await connection.execute(locked)).scalars().all()
            taken = (
                update(deliveries)
                .where(deliveries.c.number.in_(numbers))
                .values(taken_by=owner, taken_until=now + lease)
                .returning(*deliveries.c)
            )
            rows = (await connection.execute(taken)).mappings().all()
        return [_delivery(row) for row in sorted(rows, key=lambda row: (row["due_at"], row["number"]))]

    async def done(self, delivery: Delivery, *, at: datetime, posted: Posted | None = None) -> bool:
        """It was made. Raises StoreUnavailable."""
        async with self._database.writing("note that a delivery was made") as connection:
            sent: dict[str, Any] = {}
            if posted is not None and delivery.kind is DeliveryKind.LINE:
                sent = {"sent_conversation": posted.conversation, "sent_activity": posted.activity}
            elif posted is not None:  # before the delivery, as changes do: so nobody waits in a circle
                await _place(connection, delivery, posted)
            made = {"done_at": at, "outcome": "made", "last_error": None}
            is_kept = await _settle(connection, delivery, **made, **sent)
            if posted is not None and delivery.kind is DeliveryKind.LINE:
                await _correct(connection, delivery, posted, at, is_kept=is_kept)
            return is_kept

    async def postpone(self, delivery: Delivery, *, due_at: datetime, error: str) -> bool:
        """It is to be tried again. Raises StoreUnavailable."""
        async with self._database.writing("postpone a delivery") as connection:
            attempts = deliveries.c.attempts + 1
            return await _settle(
                connection, delivery, due_at=due_at, last_error=clean(error), attempts=attempts
            )

    async def await_channel(self, delivery: Delivery, *, at: datetime, due_at: datetime, error: str) -> bool:
        """Postpone it, and look once more for a channel. Raises StoreUnavailable.

        Whoever sets a channel looks for what waits afterwards, so one of the two sees the other.
        """
        kept = await self.postpone(delivery, due_at=due_at, error=error)
        is_set = exists().where(channels.c.tenant == delivery.tenant, channels.c.category == "")
        hurried = update(deliveries).where(
            deliveries.c.number == delivery.id, IS_WAITING, deliveries.c.taken_by.is_(None), is_set
        )
        async with self._database.writing("look for a channel again") as connection:
            await connection.execute(hurried.values(due_at=at))
        return kept

    async def give_up(
        self, delivery: Delivery, *, at: datetime, reason: str, telling: Sequence[Wish] = ()
    ) -> bool:
        """It failed for good; with its event, and what is to be told. Raises StoreUnavailable."""
        async with self._database.writing("give up a delivery") as connection:
            ticket = None
            if delivery.ticket_id is not None:
                ticket = await find_ticket(connection, delivery.ticket_id, lock=True)
            given_up = {"done_at": at, "outcome": "given up", "last_error": clean(reason)}
            if not await _settle(connection, delivery, **given_up):
                return False
            if ticket is not None:
                text = f"{delivery.target}: {reason}"
                event = Event(ticket.id, Action.UNDELIVERED, NOBODY, at, text, ticket.state, ticket.state)
                await write_event(connection, event)
            await add_wishes(connection, delivery.tenant, telling, at=at)
        return True

    async def hand_back(self, owner: str) -> int:
        """Let others take at once what ``owner`` has taken. Raises StoreUnavailable."""
        taken = update(deliveries).where(IS_WAITING, deliveries.c.taken_by == owner)
        async with self._database.writing("hand back deliveries") as connection:
            handed = await connection.execute(taken.values(taken_by=None, taken_until=None))
        return handed.rowcount

    async def announce(self, tenant: str, draft: DeliveryDraft, *, at: datetime) -> bool:
        """Add it, unless it was added before, made or not. Raises StoreUnavailable."""
        same = (deliveries.c.tenant == tenant, deliveries.c.key == draft.key, *IS_ANNOUNCED)
        async with self._database.writing("announce something to the admins") as connection:
            if not self._database.is_sqlite:  # SQLite has one writer at a time
                await connection.execute(select(func.pg_advisory_xact_lock(_LOCKS, func.hashtext(tenant))))
            if (await connection.execute(select(deliveries.c.number).where(*same))).first() is not None:
                return False
            await add_wishes(connection, tenant, [Wish(draft)], at=at)
        return True

    async def oldest_due(self, now: datetime) -> datetime | None:
        """Since when the oldest that anybody could take has been due. Raises StoreUnavailable."""
        query = select(func.min(deliveries.c.due_at)).where(_can_be_taken(now))
        async with self._database.reading("look for deliveries") as connection:
            oldest: datetime | None = (await connection.execute(query)).scalar_one()
        return oldest

    async def waiting(self) -> int:
        """How many deliveries are neither made nor given up. Raises StoreUnavailable."""
        query = select(func.count()).select_from(deliveries).where(IS_WAITING)
        async with self._database.reading("count deliveries") as connection:
            return int((await connection.execute(query)).scalar_one())


def _can_be_taken(now: datetime) -> ColumnElement[bool]:
    is_free = or_(deliveries.c.taken_until.is_(None), deliveries.c.taken_until <= now)
    return and_(IS_WAITING, deliveries.c.due_at <= now, is_free, _IS_FIRST)


async def _settle(connection: AsyncConnection, delivery: Delivery, **values: Any) -> bool:
    """Change the delivery and let go of it, if it still is in the hands of whoever took it."""
    mine = update(deliveries).where(
        deliveries.c.number == delivery.id,
        deliveries.c.created_at == delivery.created_at,  # SQLite gives numbers of rows that are gone again
        deliveries.c.taken_by == delivery.taken_by,
        IS_WAITING,
    )
    settled = await connection.execute(mine.values(taken_by=None, taken_until=None, **values))
    return bool(settled.rowcount)


async def _correct(
    connection: AsyncConnection, delivery: Delivery, posted: Posted, at: datetime, *, is_kept: bool
) -> None:
    """Have a line say what is left of it, where somebody in it was forgotten while it was sent."""
    payload: Any = delivery.payload
    if is_kept:
        kept = select(deliveries.c.payload).where(deliveries.c.number == delivery.id)
        payload = await connection.scalar(kept)
    elif await _was_emptied(connection, delivery):
        payload = {"line": EMPTIED}
    if payload != delivery.payload:
        draft = DeliveryDraft(delivery.target, delivery.kind, delivery.payload)
        wish = Wish(draft, ticket_id=delivery.ticket_id, incident_id=delivery.incident_id)
        await add_wishes(connection, delivery.tenant, [edited_line(wish, posted, payload)], at=at)


async def _was_emptied(connection: AsyncConnection, delivery: Delivery) -> bool:
    """Whether its ticket was emptied after it was wished for. What stands in a person's own chat stays."""
    if delivery.ticket_id is None or delivery.target is Target.PERSON:
        return False
    ticket = await find_ticket(connection, delivery.ticket_id)
    return bool(ticket and ticket.erased_at and delivery.created_at < ticket.erased_at)


async def _place(connection: AsyncConnection, delivery: Delivery, posted: Posted) -> None:
    """Keep which message shows the ticket or the incident; versions stay."""
    if delivery.incident_id is not None and delivery.target is not Target.PERSON:
        columns = {"card_conversation": posted.conversation, "card_activity": posted.activity}
        statement = update(incidents).where(incidents.c.id == delivery.incident_id).values(columns)
    elif delivery.target is Target.PERSON:
        card = {"person_card": posted.activity}
        statement = update(tickets).where(tickets.c.id == delivery.ticket_id).values(card)
    else:
        columns = {"admin_conversation": posted.conversation, "admin_activity": posted.activity}
        statement = update(tickets).where(tickets.c.id == delivery.ticket_id).values(columns)
    await connection.execute(statement)


def _delivery(row: Mapping[Any, Any]) -> Delivery:
    same = ("tenant", "ticket_id", "incident_id", "payload", "key", "created_at", "due_at", "attempts")
    return Delivery(
        id=row["number"],
        **{name: row[name] for name in (*same, "last_error", "taken_by", "taken_until")},
        target=Target(row["target"]),
        kind=DeliveryKind(row["kind"]),
    )
