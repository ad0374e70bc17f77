"""What reaches the dialogs and what they answer. No type of the SDK goes further in than here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final, Self

from cards.printing import PrintedCard
from catalog.language import Language
from catalog.record import record

Card = dict[str, Any]
"""An Adaptive Card as the JSON object that goes on the wire."""

Shown = Card | PrintedCard
"""A card, or one that is written out already."""


MOST_HITS: Final = 25
"""Results of a search on one page: what Teams asks for, and the most that it shows."""


class Place(StrEnum):
    """Where a conversation is held."""

    PERSONAL = "personal"
    GROUP = "group"
    CHANNEL = "channel"


class Kind(StrEnum):
    """What happened."""

    MESSAGE = "message"
    PRESS = "press"
    INSTALLED = "installed"
    SEARCH = "search"


@record(frozen=True, slots=True)
class Person:
    """Who is speaking. ``id`` is the channel's; ``directory_id`` the Entra object id, where known."""

    id: str
    directory_id: str | None = None
    name: str | None = None

    @property
    def key(self) -> str:
        """The most lasting id we have of the person."""
        return self.directory_id or self.id


@dataclass(frozen=True, slots=True)
class Press:
    """A press on a card's button. Everything in ``data`` comes from the client: trust none of it."""

    verb: str
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Query:
    """What was typed into the search box so far, and the page of results that the client wants."""

    text: str = ""
    skip: int = 0
    count: int = MOST_HITS


@record(frozen=True, slots=True)
class Incoming:
    """One thing that a person did, already authenticated, with the bot's mention removed.

    ``text`` is the plain text; ``html`` the richer copy of the same message, where the client sent one.
    ``tenant`` is the Entra tenant id, empty where the channel gives none (the Playground may not).
    ``service_url`` is where the conversation can be reached later, already checked against the allowed
    hosts. ``team`` and ``channel`` are ids, set in a channel only, ``channel_name`` where it is known;
    ``thread`` is the activity that starts the thread a channel message stands in. ``pressed_activity`` is
    the message whose card was pressed. ``reference`` names this turn, to the person and in the log alike.
    """

    id: str
    kind: Kind
    person: Person
    tenant: str
    conversation: str
    place: Place
    locale: str | None = None
    text: str = ""
    html: str | None = None
    has_files: bool = False
    press: Press | None = None
    query: Query | None = None
    service_url: str = ""
    team: str | None = None
    channel: str | None = None
    thread: str | None = None
    channel_name: str | None = None
    pressed_activity: str | None = None
    reference: str = ""


@record(frozen=True, slots=True)
class Reply:
    """One message to send: a card, or a plain line of text."""

    card: Shown | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """One result: the line in the list with its picture (a data address), and the card it inserts."""

    title: str
    line: str
    picture: str
    card: Card


@dataclass(frozen=True, slots=True)
class Found:
    """A page of results, or a ``note`` that says why there are none."""

    hits: tuple[Hit, ...] = ()
    note: str | None = None


@record(frozen=True, slots=True)
class Account:
    """What a turn came to, for whoever runs the bot: nothing that a person wrote, and no id of anybody.

    ``outcome`` tells how a paste was understood, or else what kind of thing was done; ``verb`` is the button
    or command. ``entries`` are ids of the catalog, best first; ``confidence`` is that of the best, 0 to 1.
    """

    outcome: str
    language: Language
    verb: str | None = None
    entries: tuple[str, ...] = ()
    confidence: float | None = None
    product: str | None = None


@record(frozen=True, slots=True)
class Outgoing:
    """What to do in answer: messages to send, and for a press the card that replaces the pressed one.

    ``notice`` is a sentence for whoever pressed alone, where the pressed card stays as it is. ``found``
    answers a search, which is answered with nothing else. ``account`` is never sent.
    """

    replies: tuple[Reply, ...] = field(default=())
    replacement: Shown | None = None
    notice: str | None = None
    found: Found | None = None
    account: Account | None = None

    @classmethod
    def put_off(cls, kind: Kind, sentence: str, account: Account) -> Self:
        """A sentence in the place of an answer, where whoever asked will see it."""
        match kind:
            case Kind.PRESS:
                return cls(notice=sentence, account=account)
            case Kind.SEARCH:
                return cls(found=Found(note=sentence), account=account)
            case _:
                return cls(replies=(Reply(text=sentence),), account=account)
