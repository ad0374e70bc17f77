"""What the cards about tickets are given to show, as plain values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Said:
    """Something that was said, and by whom (None: somebody whose name is not known)."""

    text: str
    by: str | None


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found out before anybody was asked: the part of a ticket that a preview shows too.

    ``title`` names the error; ``sureness`` and ``evidence`` are keys of the wording, ``found`` is what the
    evidence names. ``details`` are labelled facts; ``tried`` sentences; ``paste`` and ``note`` have had
    their secrets removed.
    """

    person: str | None
    title: str
    codes: tuple[str, ...] = ()
    sureness: str = "none"
    evidence: str | None = None
    found: str = ""
    product: str | None = None
    details: Sequence[tuple[str, str]] = ()
    tried: tuple[str, ...] = ()
    note: str = ""
    paste: str = ""


@dataclass(frozen=True, slots=True)
class TicketView:
    """A ticket as its person sees it. ``state`` is a key of the wording; ``assignee`` a name.

    ``is_heard`` tells whether a channel receives tickets; ``incident`` is the number of the incident that
    the ticket is part of.
    """

    id: str
    number: int
    state: str
    title: str
    changed_at: datetime
    assignee: str | None = None
    last_word: Said | None = None
    is_heard: bool = True
    incident: int | None = None

    @property
    def data(self) -> dict[str, str]:
        """What buttons carry: the id only."""
        return {"ticket": self.id}


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier ticket, in one line."""

    number: int
    state: str
    person: str | None
    title: str
    opened_at: datetime


@dataclass(frozen=True, slots=True)
class AdminView:
    """A ticket as admins see it.

    ``actions`` are the verbs that can be pressed now. ``steps`` are the catalog's for admins. ``chat``,
    ``lookup`` and ``sign_ins`` are addresses of our own making; None leaves the link out.
    """

    ticket: TicketView
    findings: Findings
    opened_at: datetime
    severity: str
    actions: frozenset[str] = frozenset()
    steps: tuple[str, ...] = ()
    resolution: Said | None = None
    question: Said | None = None
    same_person: tuple[Earlier, ...] = ()
    same_error: tuple[Earlier, ...] = ()
    lookup: str | None = None
    sign_ins: str | None = None
    chat: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list of tickets."""

    ticket: TicketView
    person: str | None
    opened_at: datetime


@dataclass(frozen=True, slots=True)
class IncidentView:
    """Several people's tickets about one error; ``rows`` are the newest of them."""

    id: str
    number: int
    title: str
    count: int
    opened_at: datetime
    rows: tuple[Row, ...] = ()
    resolved: Said | None = None
    steps: tuple[str, ...] = ()
    lookup: str | None = None


@dataclass(frozen=True, slots=True)
class Route:
    """Where the tickets of one category go (None: all others)."""

    channel: str
    set_by: str | None
    set_at: datetime
    category: str | None = None
