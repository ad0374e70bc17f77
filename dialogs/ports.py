"""What the dialogs need from outside. The process provides it; the dialogs know only these shapes."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from catalog.language import Language
from catalog.record import record


@record(frozen=True, slots=True)
class GivenAnswer:
    """What was answered to whom: enough for a later press to carry on from it.

    ``id`` is short, random and safe in an address; ``person`` is ``Person.key``; ``entry_id`` is None
    where nothing matched. ``details`` holds facts read off the paste (correlation_id, trace_id,
    timestamp, app, resource). ``given_at`` carries its time zone. ``paste`` is the beginning of what was
    pasted, with its secrets removed; ``confidence`` how sure the best match was, from 0 to 1. ``note`` is
    what the person wrote for an admin, without secrets; None where they have not been asked yet.
    """

    id: str
    tenant: str
    person: str
    conversation: str
    outcome: str
    language: Language
    given_at: datetime
    entry_id: str | None = None
    codes: tuple[str, ...] = ()
    product: str | None = None
    details: Mapping[str, str] = field(default_factory=dict)
    paste: str = ""
    confidence: float | None = None
    note: str | None = None

    def __post_init__(self) -> None:
        if self.given_at.tzinfo is None:
            raise ValueError("given_at has no time zone")


@dataclass(frozen=True, slots=True)
class UnknownCode:
    """A code that people met and the catalog lacks, and how often."""

    code: str
    count: int
    first_seen: datetime
    last_seen: datetime


class Preferences(Protocol):
    """What each person has chosen, kept until they choose otherwise."""

    async def language(self, tenant: str, person: str) -> Language | None:
        """The language this person asked for; None if they never did, or nothing can be looked up now."""

    async def set_language(self, tenant: str, person: str, language: Language, *, at: datetime) -> None:
        """Keep the choice. It holds from the next call of ``language`` on."""


class Answers(Protocol):
    """The answers given, so that a press on a card can be understood later, by any replica."""

    async def remember(self, answer: GivenAnswer) -> None:
        """Take the answer and return at once; it is durable shortly after."""

    async def get(self, tenant: str, answer_id: str) -> GivenAnswer | None:
        """The answer with this id, if it was given in this tenant."""

    async def latest(self, tenant: str, person: str, conversation: str) -> GivenAnswer | None:
        """The newest answer given to this person in this conversation."""


class UnknownCodes(Protocol):
    """Codes that the catalog lacks, gathered for its author."""

    async def record(self, code: str, at: datetime) -> None:
        """Count one more meeting with this code."""

    async def most_seen(self, limit: int = 100) -> Sequence[UnknownCode]:
        """The codes met most often, most frequent first."""


@dataclass(frozen=True, slots=True)
class Erased:
    """What was removed of a person.

    ``withdrawn`` of their own ``tickets`` were still open; on ``handled`` tickets they stood as an admin.
    ``language`` is whether one was kept.
    """

    language: bool = False
    answers: int = 0
    tickets: int = 0
    withdrawn: int = 0
    handled: int = 0


class People(Protocol):
    """Everything that is kept about one person. ``ids`` are all that they go by: the channel's, Entra's.

    ``tenant`` None means everywhere.
    """

    async def export(self, tenant: str | None, ids: Collection[str]) -> Mapping[str, Any]:
        """All of it, in plain names, as JSON can hold it; empty when nothing is kept."""

    async def erase(self, tenant: str | None, ids: Collection[str], *, at: datetime) -> Erased:
        """Remove the person. Broken off, it goes on from there when it is asked for again."""


class Clock(Protocol):
    """What time it is."""

    def now(self) -> datetime:
        """The present moment, in UTC, with its time zone."""
