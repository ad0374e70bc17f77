"""Removing a person: their records, their tickets, and their name where they acted as an admin."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.database import Database
from bot.store.emptying import empty_ticket, locked, sent_line
from bot.store.identity import Identity
from bot.store.schema import (
    answers,
    channels,
    deliveries,
    events,
    incidents,
    preferences,
    sends,
    tickets,
    tried,
)
from bot.store.ticket_changes import find_tickets, write_event
from bot.store.ticket_rows import changing_columns
from bot.store.wishes import add_wishes
from dialogs.escalation.emptying import payload_without_admin, without_admin
from dialogs.escalation.model import FORMER, Action, Ticket
from dialogs.escalation.notices import edited_line, incident_card, on_leaving
from dialogs.escalation.outbox import DeliveryKind

AT_ONCE: Final = 25
"""Tickets in one transaction."""


@dataclass(slots=True)
class Leaving:
    """What was removed so far."""

    language: bool = False
    answers: int = 0
    tickets: int = 0
    withdrawn: int = 0
    handled: int = 0


async def erase_records(database: Database, who: Identity, done: Leaving) -> None:
    """The language, the answers with what was tried on them, and when something was sent to their chats."""
    theirs = (answers.c.tenant == who.tenant, answers.c.person.in_(who.keys))
    chosen = delete(preferences).where(preferences.c.tenant == who.tenant, preferences.c.person.in_(who.keys))
    async with database.writing("erase what is kept about a person") as connection:
        done.language |= bool((await connection.execute(chosen)).rowcount)
        found = (
            await connection.execute(
                select(answers.c.id, answers.c.details, answers.c.conversation).where(*theirs)
            )
        ).all()
        roots = {root for row in found for root in (row.id, row.details.get("root")) if root}
        for some in _split(sorted(roots)):
            await connection.execute(
                delete(tried).where(tried.c.tenant == who.tenant, tried.c.answer_id.in_(some))
            )
        for some in _split(sorted({row.conversation for row in found})):
            await connection.execute(delete(sends).where(sends.c.subject.in_(some)))
        done.answers += (await connection.execute(delete(answers).where(*theirs))).rowcount


async def erase_tickets(database: Database, who: Identity, done: Leaving, *, at: datetime) -> None:
    """Empty their own tickets; open ones are withdrawn."""
    theirs = (tickets.c.tenant == who.tenant, tickets.c.person.in_(who.keys))
    while True:
        async with database.writing("erase the tickets of a person") as connection:
            found = await find_tickets(connection, locked(*theirs, limit=AT_ONCE))
            for ticket in found:
                own = {*who.keys, ticket.person.id}
                was_open = await empty_ticket(connection, ticket, Action.ERASED, own=own, at=at)
                done.withdrawn += was_open
                await connection.execute(delete(sends).where(sends.c.subject == ticket.where.conversation))
        done.tickets += len(found)
        if len(found) < AT_ONCE:
            return


async def erase_admin(database: Database, who: Identity, done: Leaving, *, at: datetime) -> None:
    """Take their name off what they handled, and let go of what they still had in hand."""
    acted = select(events.c.ticket_id).where(events.c.actor.in_(who.keys))
    handled = (
        tickets.c.tenant == who.tenant,
        or_(tickets.c.assignee.in_(who.keys), tickets.c.id.in_(acted)),
    )
    while True:
        async with database.writing("erase the name of an admin") as connection:
            found = await find_tickets(connection, locked(*handled, limit=AT_ONCE))
            for ticket in found:
                await _leave(connection, ticket, who, at)
        done.handled += len(found)
        if len(found) < AT_ONCE:
            break
    async with database.writing("erase the name of an admin") as connection:
        await _leave_incidents(connection, who, at)
        set_by = (channels.c.tenant == who.tenant, channels.c.set_by.in_(who.keys))
        await connection.execute(update(channels).where(*set_by).values(set_by=FORMER, set_by_name=FORMER))


async def _leave(connection: AsyncConnection, ticket: Ticket, who: Identity, at: datetime) -> None:
    change = without_admin(ticket, who.keys, who.names, at=at)
    columns = changing_columns(change.after)
    await connection.execute(update(tickets).where(tickets.c.id == ticket.id).values(columns))
    history = update(events).where(events.c.ticket_id == ticket.id)
    given = history.where(events.c.kind == Action.ASSIGN, events.c.text.in_([*who.keys, *who.names]))
    await connection.execute(given.values(text=FORMER))
    acted = history.where(events.c.actor.in_(who.keys))
    await connection.execute(acted.values(actor=FORMER, actor_name=FORMER))
    await write_event(connection, change.event)
    edits = await _rename_in_lines(connection, deliveries.c.ticket_id == ticket.id, who)
    await add_wishes(connection, ticket.tenant, [*on_leaving(change), *edits], at=at)


async def _rename_in_lines(connection: AsyncConnection, about: Any, who: Identity) -> list[Any]:
    """Take the name out of lines that wait; those that were sent, to be sent again over themselves."""
    query = (
        select(deliveries).where(about, deliveries.c.kind == DeliveryKind.LINE).order_by(deliveries.c.number)
    )
    edits = []
    for row in (await connection.execute(query)).mappings().all():
        payload = payload_without_admin(row["payload"], who.names)
        if payload == row["payload"]:
            continue
        renamed = update(deliveries).where(deliveries.c.number == row["number"])
        await connection.execute(renamed.values(payload=payload))
        if row["sent_activity"]:
            wish, sent = sent_line(row)
            edits.append(edited_line(wish, sent, payload))
    return edits


async def _leave_incidents(connection: AsyncConnection, who: Identity, at: datetime) -> None:
    resolved = (incidents.c.tenant == who.tenant, incidents.c.resolved_by.in_(who.keys))
    leaving = update(incidents).where(*resolved).values(resolved_by=FORMER, resolved_by_name=FORMER)
    for incident_id in (await connection.execute(leaving.returning(incidents.c.id))).scalars().all():
        about = deliveries.c.incident_id == incident_id
        edits = await _rename_in_lines(connection, about, who)
        await add_wishes(connection, who.tenant, [incident_card(incident_id), *edits], at=at)


def _split(values: list[str], size: int = 500) -> list[list[str]]:
    """Databases take only so many values at once."""
    return [values[start : start + size] for start in range(0, len(values), size)]
