"""What escalation needs of storage. ``posting`` has what it needs of the channel."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from dialogs.escalation.lifecycle import Change
from dialogs.escalation.model import (
    Actor,
    Event,
    Incident,
    Posted,
    Ticket,
    TicketDraft,
    TicketState,
)
from dialogs.escalation.outbox import AdminChannel, Delivery, DeliveryDraft, Wish


class Opening(StrEnum):
    """What became of a wish to open a ticket."""

    NEW = "new"
    ADDED = "added"
    """The same person had an open ticket about the same error: its history has grown."""
    REPEATED = "repeated"
    """This very press has been seen before: nothing was done."""


@dataclass(frozen=True, slots=True)
class Opened:
    """The ticket that holds what was sent.

    ``incident`` is the open incident that the ticket is part of, ``gathered`` the tickets that became
    part of it at this moment (this one included); ``starts_incident`` where this ticket brought it about.
    """

    ticket: Ticket
    opening: Opening
    incident: Incident | None = None
    gathered: tuple[Ticket, ...] = ()
    starts_incident: bool = False

    @property
    def is_new(self) -> bool:
        return self.opening is Opening.NEW


@dataclass(frozen=True, slots=True)
class Gathering:
    """From how many people, within which time, the same error is one incident."""

    people: int = 5
    within: timedelta = timedelta(minutes=15)


OpeningPlan = Callable[[Opened], Sequence[Wish]]
"""What is to be told when a ticket was opened. Pure; called inside the transaction."""
ClosingPlan = Callable[[Incident, Sequence[Change]], Sequence[Wish]]
"""What is to be told when an incident was resolved. Pure; called inside the transaction."""


@dataclass(frozen=True, slots=True)
class Stale:
    """Somebody else was faster: ``current`` is the ticket as it now is, None where there is none."""

    current: Ticket | None


@dataclass(frozen=True, slots=True)
class StaleIncident:
    """Somebody else was faster: ``current`` is the incident as it now is, None where there is none."""

    current: Incident | None


class Tickets(Protocol):
    """Tickets and their history. Each method that changes something is one transaction, durable when it
    returns. All raise ``StoreUnavailable`` (of the process) when the database cannot be used."""

    async def open(
        self, draft: TicketDraft, plan: OpeningPlan, *, gathering: Gathering | None = None
    ) -> Opened:
        """Open a ticket, or add to the one that is open; with its event and deliveries.

        With ``gathering`` the ticket joins the open incident about its error, or starts one together
        with the other recent tickets as soon as enough people have the same error.
        """

    async def change(self, change: Change, wishes: Sequence[Wish] = (), *, once: str = "") -> Ticket | Stale:
        """Do ``change`` if the ticket still is at ``change.before.version``, with event and deliveries.

        ``once`` names the press or message that asks for it: seen a second time, nothing is done and the
        ticket as it now is comes back.
        """

    async def record(self, event: Event) -> None:
        """Add to the history what changes nothing: an attempt that was denied, say."""

    async def get(self, tenant: str, ticket_id: str) -> Ticket | None:
        """The ticket with this id, if it is of this tenant."""

    async def numbered(self, tenant: str, number: int) -> Ticket | None:
        """The ticket shown as #``number`` in this tenant."""

    async def of_person(self, tenant: str, person: str, *, limit: int = 10) -> Sequence[Ticket]:
        """The tickets of the person with this key, open ones first, then newest first."""

    async def waiting_for(self, tenant: str, person: str) -> Ticket | None:
        """The newest ticket that waits for this person; one asked by another replica shows after seconds."""

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
        """The tickets that fit everything given, newest first.

        ``assignee`` and ``person`` are keys; ``named`` is part of the person's name; ``code`` is an
        entry's id or a code of the paste; ``error`` is ``Ticket.error``.
        """

    async def history(self, ticket_id: str) -> Sequence[Event]:
        """Everything that happened to the ticket, oldest first."""

    async def place(self, tenant: str, ticket_id: str, person_card: str) -> None:
        """Remember which activity in the person's chat shows the ticket; the version stays."""


class Incidents(Protocol):
    """Outages that several people have met."""

    async def get(self, tenant: str, incident_id: str) -> Incident | None:
        """The incident with this id, if it is of this tenant."""

    async def numbered(self, tenant: str, number: int) -> Incident | None:
        """The incident shown as #``number`` in this tenant."""

    async def open_about(self, tenant: str, error: str) -> Incident | None:
        """The incident about this error that lasts, if there is one and it can be looked up now."""

    async def resolve(
        self,
        incident: Incident,
        actor: Actor,
        *,
        note: str,
        at: datetime,
        plan: ClosingPlan,
    ) -> Incident | StaleIncident:
        """End the incident if it still is at ``incident.version`` and open, and resolve its open tickets.

        ``note`` must not be empty, and must have had its secrets removed; ``actor`` must be an admin.
        """


class Deliveries(Protocol):
    """What is to be told, made by whichever replica takes it.

    Those of one ticket to one side are given out one at a time, in the order in which they arose: the
    next one is not given before the one ahead of it is done or given up.
    """

    async def take(self, owner: str, *, limit: int, now: datetime, lease: timedelta) -> Sequence[Delivery]:
        """Take what is due, oldest first. Nobody else gets it before ``now + lease``."""

    async def done(self, delivery: Delivery, *, at: datetime, posted: Posted | None = None) -> bool:
        """The delivery was made. ``posted`` is the message that was sent: a card's is kept on the ticket or
        incident, a line's with the delivery. False where the lease was lost meanwhile."""

    async def postpone(self, delivery: Delivery, *, due_at: datetime, error: str) -> bool:
        """It failed and is to be tried again: one more attempt. False where the lease was lost."""

    async def await_channel(self, delivery: Delivery, *, at: datetime, due_at: datetime, error: str) -> bool:
        """No channel received it, so it is postponed; due at once where one has been set meanwhile."""

    async def give_up(
        self, delivery: Delivery, *, at: datetime, reason: str, telling: Sequence[Wish] = ()
    ) -> bool:
        """It failed for good. In the same transaction: an UNDELIVERED event, and what is to be told."""

    async def hand_back(self, owner: str) -> int:
        """Let others take at once what ``owner`` has taken; returns how many deliveries that are."""

    async def announce(self, tenant: str, draft: DeliveryDraft, *, at: datetime) -> bool:
        """Tell the admins of a tenant something that is about no ticket, once for each ``draft.key``.

        False where it was announced before, by whomever, however long ago.
        """

    async def oldest_due(self, now: datetime) -> datetime | None:
        """Since when the oldest delivery that anybody could take has been due; None when there is none."""

    async def waiting(self) -> int:
        """How many deliveries are neither made nor given up."""


class Channels(Protocol):
    """Which channels receive tickets, and the codes that let an admin set one."""

    async def set(self, channel: AdminChannel) -> None:
        """Send this category here from now on. What waited for a channel in this tenant is due at once."""

    async def get(self, tenant: str, category: str | None = None) -> AdminChannel | None:
        """Where tickets of this category go: its own channel, else the default one."""

    async def all(self, tenant: str | None = None) -> Sequence[AdminChannel]:
        """Every channel set, the default one of a tenant first."""

    async def new_code(self, *, at: datetime, valid: timedelta) -> str:
        """A code for setting a channel, to be used once. Only its hash is kept."""

    async def use_code(self, code: str, *, at: datetime) -> bool:
        """Whether the code is valid; it is not any more afterwards."""


class Tried(Protocol):
    """What people pressed on an answer before they asked an admin."""

    async def note(self, tenant: str, answer_id: str, what: str, at: datetime) -> None:
        """Take it and return at once; it is durable shortly after."""

    async def of(self, tenant: str, answer_id: str) -> tuple[str, ...]:
        """What was pressed, oldest first, each once."""
