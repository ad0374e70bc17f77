"""Under which keys and names somebody stands in the database."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import or_, select, union
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.schema import answers, channels, events, incidents, preferences, tickets


@dataclass(frozen=True, slots=True)
class Identity:
    """Somebody in one tenant. ``names`` are what they were called when they acted as an admin."""

    tenant: str
    keys: tuple[str, ...]
    names: tuple[str, ...] = ()


async def identify(connection: AsyncConnection, tenant: str | None, ids: Collection[str]) -> list[Identity]:
    """The person with these ids; without a ``tenant`` once for each in which anything of them is kept."""
    asked = sorted({form for one in ids if one for form in (one, one.lower())})
    known = await _also_known_as(connection, tenant, asked)
    tenants = await _tenants(connection, known) if tenant is None else [tenant]
    return [Identity(one, tuple(known), await _names(connection, one, known)) for one in tenants]


async def _tenants(connection: AsyncConnection, keys: list[str]) -> list[str]:
    places = (
        (preferences.c.tenant, preferences.c.person),
        (answers.c.tenant, answers.c.person),
        (tickets.c.tenant, tickets.c.person),
        (tickets.c.tenant, tickets.c.assignee),
        (incidents.c.tenant, incidents.c.resolved_by),
        (channels.c.tenant, channels.c.set_by),
    )
    acted = select(tickets.c.tenant).join(events, events.c.ticket_id == tickets.c.id)
    found = union(
        *(select(where).where(who.in_(keys)) for where, who in places),
        acted.where(events.c.actor.in_(keys)),
    )
    return sorted((await connection.execute(found)).scalars())


async def _also_known_as(connection: AsyncConnection, tenant: str | None, asked: list[str]) -> list[str]:
    """The keys asked for, and those that stand beside them on tickets."""
    columns = (tickets.c.person, tickets.c.person_id, tickets.c.person_directory_id)
    query = select(*columns).where(or_(*(column.in_(asked) for column in columns)))
    if tenant is not None:
        query = query.where(tickets.c.tenant == tenant)
    rows = (await connection.execute(query.distinct())).all()
    return sorted({*asked, *(key for row in rows for key in row if key)})


async def _names(connection: AsyncConnection, tenant: str, keys: list[str]) -> tuple[str, ...]:
    acted = (
        select(events.c.actor_name)
        .join(tickets, tickets.c.id == events.c.ticket_id)
        .where(tickets.c.tenant == tenant, events.c.actor.in_(keys))
    )
    held = select(tickets.c.assignee_name).where(tickets.c.tenant == tenant, tickets.c.assignee.in_(keys))
    names = (await connection.execute(union(acted, held))).scalars()
    return tuple(sorted({name for name in names if name}))
