"""Reading a paste: what it is about, and its words without secrets. What was read lately is remembered."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Final

from catalog.lately import Lately
from catalog.recognition import Details, Paste, Recogniser, Recognition
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
class Reading:
    """What a paste is about, and the beginning of its text with the secrets removed, if it had some."""

    recognition: Recognition
    safe: str
    had_secrets: bool = False


def read(recogniser: Recogniser, text: str) -> Reading:
    """Read ``text``, in about half a millisecond."""
    recognition = recogniser.recognise(_before_decoding(text))
    beginning = recognition.paste.text[:KEPT]
    redaction = redact(beginning)
    recognition = _without_secrets(recognition, beginning, redaction.text)
    return Reading(recognition, redaction.text.strip(), REMOVED in redaction.text)


def _before_decoding(text: str) -> str:
    """Secrets that decoding would tear apart go first: it reads ``+`` in addresses as a blank."""
    if not _CODED & set(text):
        return text
    return redact(text[:_RAW]).text + text[_RAW:]


def _without_secrets(recognition: Recognition, beginning: str, safe: str) -> Recognition:
    """The names that were read off the paste are free text too: what is a secret there goes."""
    details = recognition.paste.details
    found = {name: value for name in _NAMES if (value := getattr(details, name))}
    if not found:
        return recognition
    gone = {name for name, value in found.items() if value in beginning and value not in safe}
    cleaned = {name: "" if name in gone else redact(value).text for name, value in found.items()}
    paste = replace(recognition.paste, details=replace(details, **cleaned))
    return replace(recognition, paste=paste)


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
        paste = reading.recognition.paste
        found = ((name, getattr(paste.details, name)) for name in _DETAILS)
        self.reading = reading
        self._text = Gapped(paste.text, gaps)
        self._safe = self._text if reading.safe == paste.text else Gapped(reading.safe, gaps)
        self._details = {name: Gapped(value, gaps) for name, value in found if value}

    def of(self, aside: Sequence[str]) -> Reading:
        """The reading of the paste that has these ids and times."""
        recognition, paste = self.reading.recognition, self.reading.recognition.paste
        text = self._text.fill(aside)
        safe = text if self._safe is self._text else self._safe.fill(aside)
        details = Details(**{name: gapped.fill(aside) for name, gapped in self._details.items()})
        restored = Paste(
            text, paste.codes, details, paste.product, paste.language, paste.looks_like_error
        )  # replace() takes three times as long
        return Reading(
            Recognition(recognition.outcome, recognition.matches, restored), safe, self.reading.had_secrets
        )
