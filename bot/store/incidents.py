"""Incidents in the database: found, and resolved with all their tickets."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.database import Database
from bot.store.errors import StoreUnavailable
from bot.store.gathering import open_incident
from bot.store.schema import incidents, tickets
from bot.store.ticket_changes import IS_OPEN, find_tickets, write_change
from bot.store.ticket_rows import incident_of, incident_row
from bot.store.wishes import add_wishes
from catalog.lately import Lately
from dialogs.escalation.lifecycle import Change, apply
from dialogs.escalation.model import Action, Actor, Incident, IncidentState
from dialogs.escalation.ports import ClosingPlan, StaleIncident

_REMEMBERED: Final = 4096  # errors
_SECONDS: Final = 5.0  # how long another replica may not notice a new incident


class QuietErrors:
    """Errors without an incident a moment ago, so that most answers need not ask the database."""

    def __init__(self) -> None:
        self._cache: Lately[tuple[str, str], bool] = Lately(_REMEMBERED, _SECONDS)

    def __contains__(self, error: tuple[str, str]) -> bool:
        return error in self._cache

    def add(self, tenant: str, error: str) -> None:
        self._cache[tenant, error] = True

    def discard(self, tenant: str, error: str) -> None:
        """An incident about the error may have begun here."""
        self._cache.forget((tenant, error))


class StoredIncidents:
    """Outages that several people have met."""

    def __init__(self, database: Database, quiet: QuietErrors) -> None:
        self._database = database
        self._quiet = quiet

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
        """The incident about this error that lasts; one begun elsewhere shows after seconds.

        None where nothing can be looked up now: an answer is worth more than what admins are doing about it.
        """
        if (tenant, error) in self._quiet:
            return None
        try:
            async with self._database.glancing("look up an incident") as connection:
                found = await open_incident(connection, tenant, error)
        except StoreUnavailable:
            return None
        if found is None:
            self._quiet.add(tenant, error)
        return found

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
