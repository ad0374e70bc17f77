"""In-memory ports of escalation for the dialogs' tests; the real stores have a contract suite."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from dialogs.escalation.desk import Desk
from dialogs.escalation.drafting import asked_again, new_ticket, opening
from dialogs.escalation.lifecycle import Change, apply
from dialogs.escalation.model import (
    Action,
    Actor,
    Event,
    Incident,
    IncidentState,
    Ticket,
    TicketDraft,
    TicketState,
    Whereabouts,
)
from dialogs.escalation.outbox import AdminChannel, Wish
from dialogs.escalation.ports import (
    ClosingPlan,
    Gathering,
    Opened,
    Opening,
    OpeningPlan,
    Stale,
    StaleIncident,
)
from dialogs.escalation.posting import Refused, Sent, Undeliverable
from dialogs.ports import Answers, Clock


@dataclass
class MemoryTickets:
    """Tickets, with what is to be told in ``wishes``. ``rival`` is somebody faster at the next change."""

    tickets: dict[str, Ticket] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    wishes: list[Wish] = field(default_factory=list)
    presses: dict[tuple[str, str], str] = field(default_factory=dict)
    rival: Change | None = None

    async def open(
        self, draft: TicketDraft, plan: OpeningPlan, *, gathering: Gathering | None = None
    ) -> Opened:
        opened = self._opened(draft)
        self.tickets[opened.ticket.id] = opened.ticket
        self.wishes += plan(opened)
        return opened

    def _opened(self, draft: TicketDraft) -> Opened:
        press = (draft.person.key, draft.press)
        if press in self.presses:
            return Opened(self.tickets[self.presses[press]], Opening.REPEATED)
        for ticket in self.tickets.values():
            is_same = (ticket.tenant, ticket.person.key, ticket.error) == (
                draft.tenant,
                draft.person.key,
                draft.error,
            )
            if is_same and draft.error and ticket.state.is_open:
                change = asked_again(ticket, draft)
                self.events.append(change.event)
                return Opened(change.after, Opening.ADDED)
        number = len(self.tickets) + 1
        ticket = new_ticket(draft, f"t{number}", number)
        self.presses[press] = ticket.id
        self.events.append(opening(ticket))
        return Opened(ticket, Opening.NEW)

    async def change(self, change: Change, wishes: Sequence[Wish] = (), *, once: str = "") -> Ticket | Stale:
        if self.rival is not None:
            rival, self.rival = self.rival, None
            await self.change(rival)
        current = self.tickets[change.before.id]
        if current.version != change.before.version:
            return Stale(current)
        self.tickets[current.id] = change.after
        self.events.append(change.event)
        self.wishes += wishes
        return change.after

    async def record(self, event: Event) -> None:
        self.events.append(event)

    async def get(self, tenant: str, ticket_id: str) -> Ticket | None:
        ticket = self.tickets.get(ticket_id)
        return ticket if ticket and ticket.tenant == tenant else None

    async def numbered(self, tenant: str, number: int) -> Ticket | None:
        found = [one for one in self.tickets.values() if (one.tenant, one.number) == (tenant, number)]
        return found[0] if found else None

    async def of_person(self, tenant: str, person: str, *, limit: int = 10) -> Sequence[Ticket]:
        return [one for one in self.tickets.values() if (one.tenant, one.person.key) == (tenant, person)][
            ::-1
        ][:limit]

    async def waiting_for(self, tenant: str, person: str) -> Ticket | None:
        own = await self.of_person(tenant, person)
        return next((ticket for ticket in own if ticket.state is TicketState.WAITING), None)

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
        def fits(ticket: Ticket) -> bool:
            return (
                ticket.tenant == tenant
                and (not states or ticket.state in states)
                and (assignee is None or (ticket.assignee is not None and ticket.assignee.key == assignee))
                and (code is None or code in (ticket.entry_id, *ticket.codes))
                and (error is None or ticket.error == error)
                and (person is None or ticket.person.key == person)
                and (named is None or named.casefold() in (ticket.person.name or "").casefold())
                and (incident is None or ticket.incident_id == incident)
                and (since is None or ticket.opened_at >= since)
            )

        return [ticket for ticket in reversed(self.tickets.values()) if fits(ticket)][:limit]

    async def history(self, ticket_id: str) -> Sequence[Event]:
        return [event for event in self.events if event.ticket_id == ticket_id]

    async def place(self, tenant: str, ticket_id: str, person_card: str) -> None:
        self.tickets[ticket_id] = replace(self.tickets[ticket_id], person_card=person_card)

    @property
    def lines(self) -> list[tuple[str, Mapping[str, Any]]]:
        """Every line that is to be told: to whom, and what."""
        return [
            (wish.draft.target, wish.draft.payload) for wish in self.wishes if "line" in wish.draft.payload
        ]


@dataclass
class MemoryIncidents:
    """Incidents, with their tickets kept in ``tickets``."""

    tickets: MemoryTickets
    incidents: dict[str, Incident] = field(default_factory=dict)

    async def get(self, tenant: str, incident_id: str) -> Incident | None:
        incident = self.incidents.get(incident_id)
        return incident if incident and incident.tenant == tenant else None

    async def numbered(self, tenant: str, number: int) -> Incident | None:
        return next((one for one in self.incidents.values() if one.number == number), None)

    async def open_about(self, tenant: str, error: str) -> Incident | None:
        wanted = (tenant, error, IncidentState.OPEN)
        return next(
            (one for one in self.incidents.values() if (one.tenant, one.error, one.state) == wanted), None
        )

    async def resolve(
        self, incident: Incident, actor: Actor, *, note: str, at: datetime, plan: ClosingPlan
    ) -> Incident | StaleIncident:
        current = self.incidents[incident.id]
        if current.state is IncidentState.RESOLVED:
            return StaleIncident(current)
        closed = replace(
            current, state=IncidentState.RESOLVED, resolved_by=actor, note=note, version=current.version + 1
        )
        self.incidents[incident.id] = closed
        changes = []
        for ticket in await self.tickets.search(incident.tenant, incident=incident.id):
            change = apply(ticket, Action.RESOLVE, actor, at=at, text=note)
            if isinstance(change, Change):
                changes.append(change)
                await self.tickets.change(change)
        self.tickets.wishes += plan(closed, changes)
        return closed


@dataclass
class MemoryChannels:
    """Channels by category, and the codes that are still good."""

    channels: dict[str | None, AdminChannel] = field(default_factory=dict)
    codes: set[str] = field(default_factory=set)

    async def set(self, channel: AdminChannel) -> None:
        self.channels[channel.category] = channel

    async def get(self, tenant: str, category: str | None = None) -> AdminChannel | None:
        return self.channels.get(category) or self.channels.get(None)

    async def all(self, tenant: str | None = None) -> Sequence[AdminChannel]:
        return list(self.channels.values())

    async def new_code(self, *, at: datetime, valid: timedelta) -> str:
        self.codes.add("ABCDEFGHJKMN")
        return "ABCDEFGHJKMN"

    async def use_code(self, code: str, *, at: datetime) -> bool:
        if code not in self.codes:
            return False
        self.codes.remove(code)
        return True


@dataclass
class MemoryTried:
    """What was tried, by answer."""

    tried: dict[str, list[str]] = field(default_factory=dict)

    async def note(self, tenant: str, answer_id: str, what: str, at: datetime) -> None:
        self.tried.setdefault(answer_id, []).append(what)

    async def of(self, tenant: str, answer_id: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.tried.get(answer_id, [])))


@dataclass
class Team:
    """The admins' team. Where ``is_closed`` nobody can say who belongs to it."""

    admins: dict[str, str] = field(default_factory=lambda: {"dana": "Dana", "emil": "Emil Berg"})
    is_closed: bool = False
    forgotten: int = 0

    async def is_admin(self, tenant: str, person: str) -> bool:
        if self.is_closed:
            raise Refused("the roster cannot be read")
        return person in self.admins

    async def members(self, tenant: str) -> Sequence[Actor]:
        return [Actor(key, name, is_admin=True) for key, name in self.admins.items()]

    def forget(self) -> None:
        self.forgotten += 1


@dataclass
class Posts:
    """What was posted outside a turn; where ``is_closed`` nothing arrives."""

    texts: list[str] = field(default_factory=list)
    is_closed: bool = False

    async def send(
        self,
        where: Whereabouts | AdminChannel,
        *,
        card: Mapping[str, Any] | None = None,
        text: str | None = None,
        reply_to: str | None = None,
    ) -> Sent:
        if self.is_closed:
            raise Undeliverable("403: closed")
        self.texts.append(text or "")
        return Sent("conversation", f"a{len(self.texts)}")

    async def edit(
        self,
        where: Whereabouts,
        activity: str,
        *,
        card: Mapping[str, Any] | None = None,
        text: str | None = None,
    ) -> None:
        raise AssertionError("the dialogs edit nothing themselves")


@dataclass
class MemoryDesk:
    """All of them, and the desk over them."""

    answers: Answers
    clock: Clock
    tickets: MemoryTickets = field(default_factory=MemoryTickets)
    channels: MemoryChannels = field(default_factory=MemoryChannels)
    tried: MemoryTried = field(default_factory=MemoryTried)
    team: Team = field(default_factory=Team)
    posts: Posts = field(default_factory=Posts)

    def __post_init__(self) -> None:
        self.incidents = MemoryIncidents(self.tickets)

    @property
    def desk(self) -> Desk:
        return Desk(
            tickets=self.tickets,
            incidents=self.incidents,
            channels=self.channels,
            tried=self.tried,
            answers=self.answers,
            directory=self.team,
            post=self.posts,
            clock=self.clock,
        )
