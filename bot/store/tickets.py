"""Tickets in the database: opened, changed and found."""

import json
from collections.abc import AsyncIterator, Collection, Sequence
from datetime import datetime
from secrets import token_urlsafe
from typing import Any

from sqlalchemy import Select, String, case, cast, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.asked import AskedPeople
from bot.store.database import Database
from bot.store.gathering import gather
from bot.store.incidents import QuietErrors
from bot.store.schema import events, tickets
from bot.store.ticket_changes import (
    IS_OPEN,
    find_ticket,
    find_tickets,
    lock_tenant,
    next_number,
    seen_before,
    write_change,
    write_event,
)
from bot.store.ticket_rows import clean, event_of, ticket_row, whereabouts_columns
from bot.store.wishes import add_wishes
from dialogs.escalation.drafting import asked_again, new_ticket, opening
from dialogs.escalation.lifecycle import Change
from dialogs.escalation.model import Event, Ticket, TicketDraft, TicketState
from dialogs.escalation.outbox import Wish
from dialogs.escalation.ports import Gathering, Opened, Opening, OpeningPlan, Stale

_PAGE = 500  # rows of the journal read at a time


class StoredTickets:
    """Each change is one transaction: the ticket, its event, and what is to be told."""

    def __init__(self, database: Database, quiet: QuietErrors) -> None:
        self._database = database
        self._quiet = quiet
        self._asked = AskedPeople()

    async def open(
        self, draft: TicketDraft, plan: OpeningPlan, *, gathering: Gathering | None = None
    ) -> Opened:
        """Open a ticket, or add to the one that is open. Raises StoreUnavailable."""
        once = f"{draft.tenant}\n{draft.person.key}\n{draft.press}"
        async with self._database.writing("open a ticket") as connection:
            await lock_tenant(connection, self._database, draft.tenant)
            known = await seen_before(connection, once)
            if known is not None and (ticket := await find_ticket(connection, known)):
                return Opened(ticket, Opening.REPEATED)
            opened = await _added(connection, draft, once)
            if opened is None:
                opened = await _new(connection, draft, once, gathering)
            await add_wishes(connection, draft.tenant, plan(opened), at=draft.opened_at)
        if draft.error is not None:
            self._quiet.discard(draft.tenant, draft.error)
        return opened

    async def change(self, change: Change, wishes: Sequence[Wish] = (), *, once: str = "") -> Ticket | Stale:
        """Do the change, unless somebody else was faster. Raises StoreUnavailable."""
        ticket_id, tenant = change.before.id, change.before.tenant
        named = f"{ticket_id}\n{once}" if once else None
        async with self._database.writing("change a ticket") as connection:
            if named is not None and await seen_before(connection, named):
                current = await find_ticket(connection, ticket_id)
                return current or Stale(None)
            if not await write_change(connection, change, once=named):
                return Stale(await find_ticket(connection, ticket_id))
            await add_wishes(connection, tenant, wishes, at=change.event.at)
            current = await find_ticket(connection, ticket_id)
        self._asked.forget(tenant)
        return current or Stale(None)

    async def record(self, event: Event) -> None:
        """Add to the history what changes nothing. Raises StoreUnavailable."""
        async with self._database.writing("add to the history of a ticket") as connection:
            await write_event(connection, event)

    async def place(self, tenant: str, ticket_id: str, person_card: str) -> None:
        """Remember which message in the person's chat shows the ticket. Raises StoreUnavailable."""
        placed = update(tickets).where(tickets.c.tenant == tenant, tickets.c.id == ticket_id)
        async with self._database.writing("remember the card of a ticket") as connection:
            await connection.execute(placed.values(person_card=person_card))

    async def get(self, tenant: str, ticket_id: str) -> Ticket | None:
        """The ticket with this id, if it is of this tenant. Raises StoreUnavailable."""
        if not (ticket_id.isascii() and ticket_id.isprintable()):
            return None  # ids come back from cards, and not every text can be asked of a database
        found = await self._find(select(tickets).where(tickets.c.tenant == tenant, tickets.c.id == ticket_id))
        return found[0] if found else None

    async def numbered(self, tenant: str, number: int) -> Ticket | None:
        """The ticket shown as #``number``. Raises StoreUnavailable."""
        if not 0 < number < 2**31:
            return None
        query = select(tickets).where(tickets.c.tenant == tenant, tickets.c.number == number)
        found = await self._find(query)
        return found[0] if found else None

    async def of_person(self, tenant: str, person: str, *, limit: int = 10) -> Sequence[Ticket]:
        """The person's tickets, open ones first. Raises StoreUnavailable."""
        query = (
            select(tickets)
            .where(tickets.c.tenant == tenant, tickets.c.person == person)
            .order_by(case((IS_OPEN, 0), else_=1), tickets.c.opened_at.desc(), tickets.c.number.desc())
            .limit(limit)
        )
        return await self._find(query)

    async def waiting_for(self, tenant: str, person: str) -> Ticket | None:
        """The newest ticket that waits for this person; one asked elsewhere shows after seconds.

        Raises StoreUnavailable.
        """
        people = self._asked.of(tenant)
        if people is None:
            people = self._asked.keep(tenant, await self._people_waited_for(tenant))
        if person not in people:
            return None
        waits = (
            tickets.c.tenant == tenant,
            tickets.c.person == person,
            tickets.c.state == TicketState.WAITING,
        )
        query = select(tickets).where(*waits).order_by(tickets.c.opened_at.desc(), tickets.c.number.desc())
        found = await self._find(query.limit(1))
        return found[0] if found else None

    async def search(
        self,
        tenant: str,
        *,
        states: Collection[TicketState] = (),
        assignee: str | None = None,
        code: str | None = None,
        error: str | None = None,
        person: str | None = None,
        named: str | None = None,
        incident: str | None = None,
        since: datetime | None = None,
        limit: int = 20,
    ) -> Sequence[Ticket]:
        """The tickets that fit everything given, newest first. Raises StoreUnavailable."""
        query = select(tickets).where(tickets.c.tenant == tenant)
        equal = {"assignee": assignee, "error": error, "person": person, "incident_id": incident}
        for column, value in equal.items():
            if value is not None:
                query = query.where(tickets.c[column] == clean(value))
        if states:
            query = query.where(tickets.c.state.in_(sorted(states)))
        if code is not None:
            quoted = cast(tickets.c.codes, String).contains(json.dumps(code), autoescape=True)
            query = query.where(or_(tickets.c.entry_id == clean(code), quoted))
        if named is not None:
            query = query.where(tickets.c.person_name.icontains(clean(named), autoescape=True))
        if since is not None:
            query = query.where(tickets.c.opened_at >= since)
        newest = query.order_by(tickets.c.opened_at.desc(), tickets.c.number.desc())
        return await self._find(newest.limit(limit))

    async def history(self, ticket_id: str) -> Sequence[Event]:
        """Everything that happened to the ticket, oldest first. Raises StoreUnavailable."""
        query = select(events).where(events.c.ticket_id == ticket_id).order_by(events.c.number)
        async with self._database.reading("read the history of a ticket") as connection:
            return [event_of(row) for row in (await connection.execute(query)).mappings()]

    async def journal(self, *, tenant: str | None = None) -> AsyncIterator[tuple[Ticket, Event]]:
        """Every event of every ticket, oldest first, with the ticket as it now is."""
        happened = select(events, events.c.number.label("place")).order_by(events.c.number).limit(_PAGE)
        place = 0
        while True:
            async with self._database.reading("read the history of all tickets") as connection:
                rows = (await connection.execute(happened.where(events.c.number > place))).mappings().all()
                wanted = tickets.c.id.in_({row["ticket_id"] for row in rows})
                known = {one.id: one for one in await find_tickets(connection, select(tickets).where(wanted))}
            for row in rows:
                ticket = known.get(row["ticket_id"])  # None: it was purged this very moment
                if ticket and tenant in (None, ticket.tenant):
                    yield ticket, event_of(row)
            if len(rows) < _PAGE:
                return
            place = rows[-1]["place"]

    async def _people_waited_for(self, tenant: str) -> frozenset[str]:
        waits = (tickets.c.tenant == tenant, tickets.c.state == TicketState.WAITING)
        async with self._database.reading("look up whom admins wait for") as connection:
            return frozenset(await connection.scalars(select(tickets.c.person).where(*waits)))

    async def _find(self, query: Select[Any]) -> list[Ticket]:
        async with self._database.reading("look up tickets") as connection:
            return await find_tickets(connection, query)


async def _added(connection: AsyncConnection, draft: TicketDraft, once: str) -> Opened | None:
    """Add to the ticket that this person has open about this error, if there is one."""
    if draft.error is None:
        return None
    query = select(tickets).where(
        tickets.c.tenant == draft.tenant,
        tickets.c.person == draft.person.key,
        tickets.c.error == draft.error,
        IS_OPEN,
    )
    found = await find_tickets(
        connection, query.order_by(tickets.c.number).limit(1).with_for_update(key_share=True)
    )
    if not found:
        return None
    change = asked_again(found[0], draft)
    await write_change(connection, change, once=once)
    where = whereabouts_columns(change.after.where, change.after.person_card)
    await connection.execute(update(tickets).where(tickets.c.id == found[0].id).values(where))
    return Opened(change.after, Opening.ADDED)


async def _new(
    connection: AsyncConnection, draft: TicketDraft, once: str, gathering: Gathering | None
) -> Opened:
    """Open a new ticket, and see what it is part of."""
    ticket = new_ticket(draft, token_urlsafe(12), await next_number(connection, draft.tenant))
    await connection.execute(insert(tickets), ticket_row(ticket))
    await write_event(connection, opening(ticket), once=once)
    if gathering is None:
        return Opened(ticket, Opening.NEW)
    return await gather(connection, ticket, gathering)
