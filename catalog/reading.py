"""Reading a paste: what it is about, and its words without secrets. What was read lately is remembered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Final, Self

from catalog.language import Language
from catalog.lately import Lately
from catalog.model import Product
from catalog.recognition import Details, Match, Outcome, Recogniser, Recognition
from catalog.record import record
from catalog.redaction import REMOVED, redact
from catalog.varying import Gapped, put_aside

KEPT: Final = 4_800
"""Characters of a paste whose words are kept for whoever is asked about it later."""
_REMEMBERED: Final = 512  # texts
_SECONDS: Final = 600.0  # an outage lasts longer, but nobody's words shall stay in memory for good
_LONGEST: Final = 4_000  # characters of a text that is remembered
_RAW: Final = 2 * KEPT
_CODED: Final = frozenset("+%")
_NAMES: Final = ("app", "resource")
_DETAILS: Final = tuple(field.name for field in fields(Details))


@dataclass(frozen=True, slots=True)
class Finding:
    """What a paste is about: the same of all pastes that differ in ids and times alone.

    ``entries`` are the ids of the matches, ``confidence`` is that of the best; ``quoted`` is the literal
    message of the catalog that it rests on.
    """

    outcome: Outcome
    matches: tuple[Match, ...]
    codes: tuple[str, ...]
    product: Product | None
    language: Language | None
    entries: tuple[str, ...]
    confidence: float | None
    quoted: str | None

    @classmethod
    def of(cls, recognition: Recognition) -> Self:
        """What was recognised, without the text."""
        paste, matches = recognition.paste, recognition.matches
        best = matches[0] if matches else None
        evidence = best.evidence if best else ()
        return cls(
            recognition.outcome,
            matches,
            paste.codes,
            paste.product,
            paste.language,
            entries=tuple(match.entry_id for match in matches),
            confidence=best.confidence if best else None,
            quoted=next((item.value for item in evidence if item.kind == "message"), None),
        )


@record(frozen=True, slots=True)
class Reading:
    """What a paste is about, the details it has, and the beginning of its text with the secrets removed.

    ``details`` have the names that they have in Details.
    """

    finding: Finding
    details: Mapping[str, str]
    safe: str
    had_secrets: bool = False


def read(recogniser: Recogniser, text: str) -> Reading:
    """Read ``text``, in about half a millisecond."""
    recognition = recogniser.recognise(_before_decoding(text))
    beginning = recognition.paste.text[:KEPT]
    redaction = redact(beginning)
    details = _without_secrets(recognition.paste.details, beginning, redaction.text)
    return Reading(
        Finding.of(recognition), details, redaction.text.strip(), had_secrets=REMOVED in redaction.text
    )


def _before_decoding(text: str) -> str:
    """Secrets that decoding would tear apart go first: it reads ``+`` in addresses as a blank."""
    if not _CODED & set(text):
        return text
    return redact(text[:_RAW]).text + text[_RAW:]


def _without_secrets(details: Details, beginning: str, safe: str) -> dict[str, str]:
    """The details that there are. Names are free text too: what is a secret there goes."""
    found = {name: value for name in _DETAILS if (value := getattr(details, name))}
    for name in _NAMES:
        value = found.pop(name, "")
        if (value in safe or value not in beginning) and (cleaned := redact(value).text):
            found[name] = cleaned
    return found


class Reader:
    """Reads pastes, and remembers those of an outage, which differ in ids and times alone.

    In memory, for minutes, and never one with secrets. For one thread at a time.
    """

    def __init__(self, recogniser: Recogniser) -> None:
        self._recogniser = recogniser
        self._remembered: Lately[tuple[str, int], _Shared] = Lately(_REMEMBERED, _SECONDS)

    def prepare(self) -> None:
        """Make now what the first paste in somebody's own words would wait for; in any thread."""
        self._recogniser.prepare()

    def read(self, text: str) -> Reading:
        """Read ``text``, or recall how the same was read; ids and times are those of ``text``."""
        if len(text) > _LONGEST:
            return read(self._recogniser, text)
        constant = put_aside(text)
        gaps = len(constant.aside)
        shared = self._remembered.get((constant.text, gaps))
        if shared is None:
            shared = _Shared(read(self._recogniser, constant.text), gaps)
            if not shared.reading.had_secrets:
                self._remembered[constant.text, gaps] = shared
        return shared.of(constant.aside) if gaps else shared.reading


class _Shared:
    """What the pastes of one error have in common."""

    def __init__(self, reading: Reading, gaps: int) -> None:
        self.reading = reading
        self._safe = Gapped(reading.safe, gaps)
        self._details = {name: Gapped(value, gaps) for name, value in reading.details.items()}

    def of(self, aside: Sequence[str]) -> Reading:
        """The reading of the paste that has these ids and times."""
        details = {name: gapped.fill(aside) for name, gapped in self._details.items()}
        return Reading(self.reading.finding, details, self._safe.fill(aside), self.reading.had_secrets)
