"""Incidents in the database: found, and resolved with all their tickets."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.database import Database
from bot.store.gathering import open_incident
from bot.store.schema import incidents, tickets
from bot.store.ticket_changes import IS_OPEN, find_tickets, write_change
from bot.store.ticket_rows import incident_of, incident_row
from bot.store.wishes import add_wishes
from dialogs.escalation.lifecycle import Change, apply
from dialogs.escalation.model import Action, Actor, Incident, IncidentState
from dialogs.escalation.ports import ClosingPlan, StaleIncident


class StoredIncidents:
    """Outages that several people have met."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, tenant: str, incident_id: str) -> Incident | None:
        """The incident with this id, if it is of this tenant. Raises StoreUnavailable."""
        if not (incident_id.isascii() and incident_id.isprintable()):
            return None
        async with self._database.reading("look up an incident") as connection:
            found = await _find(connection, incident_id)
        return found if found and found.tenant == tenant else None

    async def numbered(self, tenant: str, number: int) -> Incident | None:
        """The incident shown as #``number``. Raises StoreUnavailable."""
        if not 0 < number < 2**31:
            return None
        query = select(incidents).where(incidents.c.tenant == tenant, incidents.c.number == number)
        async with self._database.reading("look up an incident") as connection:
            row = (await connection.execute(query)).mappings().first()
        return None if row is None else incident_of(row)

    async def open_about(self, tenant: str, error: str) -> Incident | None:
        """The incident about this error that lasts. Raises StoreUnavailable."""
        async with self._database.reading("look up an incident") as connection:
            return await open_incident(connection, tenant, error)

    async def resolve(
        self, incident: Incident, actor: Actor, *, note: str, at: datetime, plan: ClosingPlan
    ) -> Incident | StaleIncident:
        """End the incident and resolve its open tickets. Raises StoreUnavailable."""
        async with self._database.writing("resolve an incident") as connection:
            current = await _find(connection, incident.id, lock=True)
            if current is None or current.version != incident.version or not current.is_open:
                return StaleIncident(current)
            closed = replace(
                current,
                state=IncidentState.RESOLVED,
                resolved_by=actor,
                note=note,
                changed_at=at,
                version=current.version + 1,
            )
            row = incident_row(closed)
            await connection.execute(update(incidents).where(incidents.c.id == closed.id).values(row))
            changes = await _resolve_tickets(connection, closed, actor, note, at)
            await add_wishes(connection, closed.tenant, plan(closed, changes), at=at)
        return closed


async def _find(connection: AsyncConnection, incident_id: str, *, lock: bool = False) -> Incident | None:
    query = select(incidents).where(incidents.c.id == incident_id)
    row = (
        (await connection.execute(query.with_for_update(key_share=True) if lock else query))
        .mappings()
        .first()
    )
    return None if row is None else incident_of(row)


async def _resolve_tickets(
    connection: AsyncConnection, incident: Incident, actor: Actor, note: str, at: datetime
) -> Sequence[Change]:
    query = select(tickets).where(tickets.c.incident_id == incident.id, IS_OPEN).order_by(tickets.c.number)
    changes = []
    for ticket in await find_tickets(connection, query.with_for_update(key_share=True)):
        change = apply(ticket, Action.RESOLVE, actor, at=at, text=note)
        if isinstance(change, Change) and await write_change(connection, change):
            changes.append(change)
    return changes
