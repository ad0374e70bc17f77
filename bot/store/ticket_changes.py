"""Single steps of the transactions that change tickets. All run on the connection they are given."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.database import Database
from bot.store.schema import counters, events, tickets
from bot.store.ticket_rows import changing_columns, event_row, ticket_of
from dialogs.escalation.lifecycle import Change
from dialogs.escalation.model import OPEN_STATES, Event, Ticket

IS_OPEN = tickets.c.state.in_(sorted(OPEN_STATES))


async def lock_tenant(connection: AsyncConnection, database: Database, tenant: str) -> None:
    """Wait until nobody else opens tickets in this tenant, and keep them waiting."""
    start = database.insert(counters).values(tenant=tenant, value=0)
    lock = start.on_conflict_do_update(index_elements=["tenant"], set_={"value": counters.c.value})
    await connection.execute(lock)


async def next_number(connection: AsyncConnection, tenant: str) -> int:
    """The next small number of a tenant that is locked."""
    count = update(counters).where(counters.c.tenant == tenant).values(value=counters.c.value + 1)
    return int((await connection.execute(count.returning(counters.c.value))).scalar_one())


async def find_tickets(connection: AsyncConnection, query: Select[Any]) -> list[Ticket]:
    """The tickets that ``query`` selects."""
    return [ticket_of(row) for row in (await connection.execute(query)).mappings()]


async def find_ticket(connection: AsyncConnection, ticket_id: str, *, lock: bool = False) -> Ticket | None:
    """The ticket with this id; with ``lock`` nobody changes it until the transaction ends.

    Locks here and elsewhere leave keys alone: rows that only refer to a locked one are not held up.
    """
    query = select(tickets).where(tickets.c.id == ticket_id)
    found = await find_tickets(connection, query.with_for_update(key_share=True) if lock else query)
    return found[0] if found else None


async def seen_before(connection: AsyncConnection, once: str) -> str | None:
    """The id of the ticket on which the press named ``once`` was already acted."""
    found = await connection.scalar(select(events.c.ticket_id).where(events.c.once == once))
    return None if found is None else str(found)


async def write_event(connection: AsyncConnection, event: Event, *, once: str | None = None) -> None:
    """Add to the history."""
    await connection.execute(insert(events), event_row(event, once=once))


async def write_change(connection: AsyncConnection, change: Change, *, once: str | None = None) -> bool:
    """Do the change with its event, or nothing where the ticket is no longer at the version before."""
    conditional = (
        update(tickets)
        .where(tickets.c.id == change.before.id, tickets.c.version == change.before.version)
        .values(changing_columns(change.after))
    )
    if not (await connection.execute(conditional)).rowcount:
        return False
    await write_event(connection, change.event, once=once)
    return True


async def people_with(connection: AsyncConnection, wanted: Sequence[Any]) -> int:
    """How many different people have tickets that fit ``wanted``."""
    query = select(func.count(func.distinct(tickets.c.person))).where(*wanted)
    return int((await connection.execute(query)).scalar_one())
