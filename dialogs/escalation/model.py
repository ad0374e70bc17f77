"""What an escalation is made of: tickets, their history, and incidents."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final

from catalog.language import Language
from dialogs.messages import Person


class TicketState(StrEnum):
    """How far a ticket has come."""

    NEW = "new"
    CLAIMED = "claimed"
    WAITING = "waiting"
    """For the person, who was asked something."""
    RESOLVED = "resolved"
    CONFIRMED = "confirmed"
    WITHDRAWN = "withdrawn"

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something."""
        return self in OPEN_STATES


OPEN_STATES: Final = frozenset({TicketState.NEW, TicketState.CLAIMED, TicketState.WAITING})


class Action(StrEnum):
    """What can happen to a ticket. The first block is what people ask for; the rest leaves a trace only."""

    CLAIM = "claim"
    ASSIGN = "assign"
    ASK_BACK = "ask_back"
    ANSWER = "answer"
    COMMENT = "comment"
    RESOLVE = "resolve"
    RELEASE = "release"
    REOPEN = "reopen"
    CONFIRM = "confirm"
    STILL_BROKEN = "still_broken"
    WITHDRAW = "withdraw"

    OPENED = "opened"
    ASKED_AGAIN = "asked_again"
    """The same person escalated the same error while their ticket was open."""
    GATHERED = "gathered"
    """The ticket became part of an incident."""
    UNDELIVERED = "undelivered"
    """A message about the ticket could not be delivered, for good."""
    DENIED = "denied"
    """Somebody tried what they may not do."""
    ERASED = "erased"
    """The person is forgotten: nothing personal is left of the ticket."""
    EXPIRED = "expired"
    """Nobody touched it for as long as tickets are kept: nothing personal is left of it."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something. ``key`` is ``Person.key``; ``is_admin`` is decided by the server, each time."""

    key: str
    name: str | None = None
    is_admin: bool = field(default=False, compare=False)


NOBODY: Final = Actor("")
"""Who does what happens by itself."""
FORMER: Final = "former"
"""Stands for key and name of an admin who was forgotten; cards say it in words."""


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where a message can be sent: the three things that the platform asks for."""

    service_url: str
    conversation: str
    tenant: str


@dataclass(frozen=True, slots=True)
class Posted:
    """A message that was sent, and can be edited or answered in its thread."""

    conversation: str
    activity: str


@dataclass(frozen=True, slots=True)
class TicketDraft:
    """What a person sends to an admin; ``dialogs.escalation.drafting`` makes it, with secrets removed.

    ``press`` is the same for each repetition of one and the same press (the answer's id, say): however
    often it comes, it opens one ticket. ``person_card`` is the activity of the card that was pressed and
    that becomes the ticket's card in the person's chat. ``details`` are facts read off the paste;
    ``tried`` is what the person pressed before asking, oldest first; ``confidence`` is from 0 to 1.
    """

    tenant: str
    person: Person
    where: Whereabouts
    press: str
    outcome: str
    language: Language
    opened_at: datetime
    entry_id: str | None = None
    codes: tuple[str, ...] = ()
    confidence: float | None = None
    product: str | None = None
    details: Mapping[str, str] = field(default_factory=dict)
    tried: tuple[str, ...] = ()
    paste: str = ""
    note: str = ""
    person_card: str | None = None

    @property
    def error(self) -> str | None:
        """What makes two tickets be about the same error; None is the same as nothing else."""
        return self.entry_id or (self.codes[-1] if self.codes else None)


@dataclass(frozen=True, slots=True)
class Word:
    """The last thing that was said on a ticket, and by whom (a name, where known)."""

    text: str
    by: str | None


@dataclass(frozen=True, slots=True)
class Ticket:
    """One person's escalation of one error, as it stands.

    ``id`` is random; ``number`` is small, counted per tenant together with the incidents, and shown as
    #12. ``version`` grows with each change and is what a change is conditional on. ``person_card`` is an
    activity in ``where.conversation``; ``admin_card`` is None until the ticket has been posted.
    ``erased_at`` is since when nothing personal is left of it. The rest is as in ``TicketDraft``.
    """

    id: str
    number: int
    tenant: str
    person: Person
    where: Whereabouts
    error: str | None
    entry_id: str | None
    codes: tuple[str, ...]
    outcome: str
    confidence: float | None
    product: str | None
    language: Language
    details: Mapping[str, str]
    tried: tuple[str, ...]
    paste: str
    note: str
    opened_at: datetime
    changed_at: datetime
    state: TicketState = TicketState.NEW
    assignee: Actor | None = None
    last_word: Word | None = None
    version: int = 1
    incident_id: str | None = None
    person_card: str | None = None
    admin_card: Posted | None = None
    erased_at: datetime | None = None

    @property
    def is_erased(self) -> bool:
        """Whether nothing personal is left of it: whose it was, and what was written."""
        return self.erased_at is not None


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to a ticket. ``text`` has had its secrets removed.

    For an assignment ``text`` is the name (or key) of whom it was given to.
    """

    ticket_id: str
    kind: Action
    actor: Actor
    at: datetime
    text: str
    before: TicketState
    after: TicketState


class IncidentState(StrEnum):
    """Whether an outage lasts."""

    OPEN = "open"
    RESOLVED = "resolved"


@dataclass(frozen=True, slots=True)
class Incident:
    """Several people's tickets about one error. ``count`` is how many tickets were ever part of it."""

    id: str
    tenant: str
    number: int
    error: str
    entry_id: str | None
    opened_at: datetime
    changed_at: datetime
    count: int
    state: IncidentState = IncidentState.OPEN
    resolved_by: Actor | None = None
    note: str = ""
    card: Posted | None = None
    version: int = 1

    @property
    def is_open(self) -> bool:
        """Whether the outage lasts."""
        return self.state is IncidentState.OPEN
