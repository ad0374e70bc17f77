"""Emptying tickets: what people wrote on them and whose they were goes, also from Teams."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.schema import deliveries, events, tickets
from bot.store.ticket_changes import write_event
from bot.store.ticket_rows import ticket_row
from bot.store.wishes import add_wishes
from dialogs.escalation.emptying import emptied
from dialogs.escalation.model import NOBODY, Action, Posted, Ticket
from dialogs.escalation.notices import EMPTIED, edited_line, on_emptying
from dialogs.escalation.outbox import DeliveryDraft, DeliveryKind, Target, Wish

_UNWRITTEN = sorted({Action.ASSIGN, Action.DENIED, Action.UNDELIVERED})
"""Events whose text nobody wrote: the name of an admin, a deed, the channel's answer."""


async def empty_ticket(
    connection: AsyncConnection, ticket: Ticket, why: Action, *, own: Collection[str], at: datetime
) -> bool:
    """Empty a locked ticket, and let its cards and lines in Teams follow. Whether it was open.

    ``own`` are the keys of its person, under which they acted elsewhere in its history too.
    """
    change = emptied(ticket, why, at=at)
    row = ticket_row(change.after)
    await connection.execute(update(tickets).where(tickets.c.id == ticket.id).values(row))
    await _empty_history(connection, ticket.id, own)
    lines = await _take_lines(connection, ticket.id)
    await write_event(connection, change.event)
    emptied_lines = [edited_line(wish, sent, {"line": EMPTIED}) for wish, sent in lines]
    await add_wishes(connection, ticket.tenant, [*on_emptying(change), *emptied_lines], at=at)
    return ticket.state.is_open


async def _empty_history(connection: AsyncConnection, ticket_id: str, own: Collection[str]) -> None:
    history = update(events).where(events.c.ticket_id == ticket_id)
    by_them = history.where(events.c.actor.in_(sorted(own)))
    # Names of presses hold the key of whoever pressed first.
    await connection.execute(history.values(once=None))
    await connection.execute(history.where(events.c.kind.not_in(_UNWRITTEN)).values(text=""))
    await connection.execute(by_them.values(actor=NOBODY.key, actor_name=None))


async def _take_lines(connection: AsyncConnection, ticket_id: str) -> Sequence[tuple[Wish, Posted]]:
    """Take away every line about the ticket, sent or not; those that admins may read, with where they are."""
    taken = (
        delete(deliveries)
        .where(deliveries.c.ticket_id == ticket_id, deliveries.c.kind == DeliveryKind.LINE)
        .returning(*deliveries.c)
    )
    rows = (await connection.execute(taken)).mappings().all()
    shown = [row for row in rows if row["sent_activity"] and row["target"] != Target.PERSON]
    return [sent_line(row) for row in sorted(shown, key=lambda row: int(row["number"]))]


def sent_line(row: Any) -> tuple[Wish, Posted]:
    """A line as it would be wished for again, and where it stands."""
    draft = DeliveryDraft(Target(row["target"]), DeliveryKind.LINE, row["payload"])
    wish = Wish(draft, ticket_id=row["ticket_id"], incident_id=row["incident_id"])
    return wish, Posted(row["sent_conversation"], row["sent_activity"])


def keys_of(ticket: Ticket) -> frozenset[str]:
    """Every key under which the ticket's person may have acted."""
    person = ticket.person
    return frozenset(filter(None, (person.key, person.id, person.directory_id)))


def locked(*wanted: Any, limit: int, skip: bool = False) -> Any:
    """The tickets that fit, locked, in the order in which everybody locks them."""
    query = select(tickets).where(*wanted).order_by(tickets.c.number, tickets.c.tenant).limit(limit)
    return query.with_for_update(key_share=True, skip_locked=skip)
