"""Counts for whoever watches over the whole installation: all replicas and all tenants together."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import func, select, text

from bot.store.database import Database
from bot.store.deliveries import IS_WAITING
from bot.store.schema import deliveries, incidents, tickets
from dialogs.escalation.model import IncidentState, TicketState

_BY_STATE: Final = select(tickets.c.state, func.count()).group_by(tickets.c.state)
_LASTING: Final = select(func.count()).select_from(incidents).where(incidents.c.state == IncidentState.OPEN)
_WAITING: Final = select(func.count(), func.min(deliveries.c.created_at)).where(IS_WAITING)


@dataclass(frozen=True, slots=True)
class Figures:
    """``tickets`` has a count for every state; ``oldest_waiting`` is when that delivery was written."""

    tickets: Mapping[TicketState, int]
    incidents_open: int
    deliveries_waiting: int
    oldest_waiting: datetime | None


class StoredFigures:
    """Reads the counts. They take as long as there are tickets, so do not ask all the time."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def read(self) -> Figures:
        """The counts as they are. Raises StoreUnavailable."""
        async with self._database.reading("count tickets") as connection:
            states = {row[0]: row[1] for row in await connection.execute(_BY_STATE)}
            lasting = (await connection.execute(_LASTING)).scalar_one()
            waiting, oldest = (await connection.execute(_WAITING)).one()
        return Figures({state: states.get(state, 0) for state in TicketState}, lasting, waiting, oldest)

    async def ping(self) -> None:
        """Ask the database for nothing but an answer. Raises StoreUnavailable."""
        async with self._database.reading("ask the database") as connection:
            await connection.execute(text("SELECT 1"))
