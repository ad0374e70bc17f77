"""One outage, one incident: gathering tickets about the same error, while a ticket is opened."""

from dataclasses import replace
from secrets import token_urlsafe

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.schema import incidents, tickets
from bot.store.ticket_changes import IS_OPEN, find_tickets, next_number, people_with, write_event
from bot.store.ticket_rows import incident_of, incident_row
from dialogs.escalation.model import NOBODY, Action, Event, Incident, IncidentState, Ticket
from dialogs.escalation.ports import Gathering, Opened, Opening


async def gather(connection: AsyncConnection, ticket: Ticket, gathering: Gathering) -> Opened:
    """What the newly opened ``ticket`` is part of. Its tenant must be locked."""
    alone = Opened(ticket, Opening.NEW)
    if ticket.error is None:
        return alone
    incident = await open_incident(connection, ticket.tenant, ticket.error, lock=True)
    if incident is not None:
        return await _join(connection, ticket, incident, [ticket], starts=False)
    recent = (
        tickets.c.tenant == ticket.tenant,
        tickets.c.error == ticket.error,
        tickets.c.opened_at >= ticket.opened_at - gathering.within,
        tickets.c.incident_id.is_(None),
        IS_OPEN,
    )
    if await people_with(connection, recent) < gathering.people:
        return alone
    query = select(tickets).where(*recent).order_by(tickets.c.number).with_for_update(key_share=True)
    gathered = await find_tickets(connection, query)
    incident = _start(ticket, gathered, await next_number(connection, ticket.tenant))
    await connection.execute(insert(incidents), incident_row(incident))
    return await _join(connection, ticket, incident, gathered, starts=True)


async def open_incident(
    connection: AsyncConnection, tenant: str, error: str, *, lock: bool = False
) -> Incident | None:
    """The incident about ``error`` that lasts."""
    query = select(incidents).where(
        incidents.c.tenant == tenant,
        incidents.c.error == error,
        incidents.c.state == IncidentState.OPEN,
    )
    row = (
        (await connection.execute(query.with_for_update(key_share=True) if lock else query))
        .mappings()
        .first()
    )
    return None if row is None else incident_of(row)


def _start(ticket: Ticket, gathered: list[Ticket], number: int) -> Incident:
    return Incident(
        id=token_urlsafe(9),
        tenant=ticket.tenant,
        number=number,
        error=ticket.error or "",
        entry_id=ticket.entry_id,
        opened_at=min(one.opened_at for one in gathered),
        changed_at=ticket.opened_at,
        count=0,
    )


async def _join(
    connection: AsyncConnection, ticket: Ticket, incident: Incident, gathered: list[Ticket], *, starts: bool
) -> Opened:
    ids = [one.id for one in gathered]
    await connection.execute(update(tickets).where(tickets.c.id.in_(ids)).values(incident_id=incident.id))
    for one in gathered:
        event = Event(one.id, Action.GATHERED, NOBODY, ticket.opened_at, "", one.state, one.state)
        await write_event(connection, event)
    # The version stays: whoever resolves the incident at this moment means this ticket too.
    counted = replace(incident, count=incident.count + len(gathered))
    await connection.execute(
        update(incidents).where(incidents.c.id == incident.id).values(count=counted.count)
    )
    members = tuple(replace(one, incident_id=incident.id) for one in gathered)
    opened = replace(ticket, incident_id=incident.id)
    return Opened(opened, Opening.NEW, counted, members, starts_incident=starts)
