"""Adding deliveries to the outbox, inside the transaction of whatever they tell about."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import insert, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.schema import deliveries
from dialogs.escalation.outbox import Target, Wish


async def add_wishes(
    connection: AsyncConnection, tenant: str, wishes: Iterable[Wish], *, at: datetime
) -> None:
    """Add the deliveries, unless one with the same key is waiting in the same lane.

    The tickets and incidents they are about must be locked: that keeps each lane in order.
    """
    rows: dict[tuple[str, object], dict[str, Any]] = {}
    for wish in wishes:
        lane, key = lane_of(wish, tenant), wish.draft.key
        if key is None:
            rows[lane, len(rows)] = _row(wish, tenant, lane, at)
        elif not await _is_waiting(connection, wish, lane):
            rows.setdefault((lane, key), _row(wish, tenant, lane, at))
    if rows:
        await connection.execute(insert(deliveries), list(rows.values()))


async def _is_waiting(connection: AsyncConnection, wish: Wish, lane: str) -> bool:
    """Whether one with the same key waits, to be made as the newest wish would have it."""
    # Whoever takes the waiting one meanwhile makes us wait, and then we no longer find it.
    waiting = (
        update(deliveries)
        .where(
            deliveries.c.lane == lane,
            deliveries.c.key == wish.draft.key,
            deliveries.c.done_at.is_(None),
            deliveries.c.taken_by.is_(None),
        )
        .values(payload=dict(wish.draft.payload))
    )
    return bool((await connection.execute(waiting)).rowcount)


def lane_of(wish: Wish, tenant: str) -> str:
    """What is delivered in order: all for the person about a ticket, all for the admins about it.

    What is about neither ticket nor incident has a lane for each tenant.
    """
    if wish.ticket_id is None and wish.incident_id is None:
        return f"tenant {tenant}"
    if wish.draft.target is Target.PERSON:
        return f"person {wish.ticket_id}"
    return f"incident {wish.incident_id}" if wish.incident_id else f"ticket {wish.ticket_id}"


def _row(wish: Wish, tenant: str, lane: str, at: datetime) -> dict[str, Any]:
    return {
        "tenant": tenant,
        "ticket_id": wish.ticket_id,
        "incident_id": wish.incident_id,
        "lane": lane,
        "target": wish.draft.target,
        "kind": wish.draft.kind,
        "payload": dict(wish.draft.payload),
        "key": wish.draft.key,
        "created_at": at,
        "due_at": at,
        "attempts": 0,
    }
