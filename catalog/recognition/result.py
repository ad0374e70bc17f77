"""What recognition returns: an outcome, the entries with their confidence, and the evidence for each."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from catalog.language import Language
from catalog.model import Product


class Outcome(StrEnum):
    """What came of a paste."""

    ANSWER = "answer"
    CHOICE = "choice"
    UNKNOWN_CODE = "unknown_code"
    NO_MATCH = "no_match"
    NOT_AN_ERROR = "not_an_error"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why an entry was matched: what was found, and where in ``Paste.text`` (start, end in characters)."""

    kind: Literal["code", "number", "name", "message", "phrase"]
    value: str
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Match:
    """An entry that a paste may be about. ``confidence`` is between 0 and 1."""

    entry_id: str
    confidence: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Details:
    """Facts for whoever looks the sign-in up: ids, time, names. Empty where the paste has none."""

    correlation_id: str = ""
    trace_id: str = ""
    timestamp: str = ""
    app: str = ""
    resource: str = ""

    @property
    def identify(self) -> bool:
        """Whether an admin can find the very sign-in by these."""
        return bool(self.correlation_id or self.trace_id or self.timestamp)


@dataclass(frozen=True, slots=True)
class Paste:
    """What a person pasted, decoded, and what could be read from it."""

    text: str
    codes: tuple[str, ...]
    """Every code of AADSTS form, in order of appearance, known or not."""
    details: Details
    product: Product | None
    language: Language | None
    looks_like_error: bool


@dataclass(frozen=True, slots=True)
class Recognition:
    """The outcome for one paste; ``matches`` are ordered, best first."""

    outcome: Outcome
    matches: tuple[Match, ...]
    paste: Paste
