"""Reading a paste: what it is about, and its words without secrets. What was read lately is remembered."""

from dataclasses import dataclass, fields, replace
from typing import Final

from cachetools import TTLCache

from catalog.recognition import Details, Recogniser, Recognition
from catalog.redaction import REMOVED, redact
from catalog.varying import Constant, put_aside

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
        self._remembered: TTLCache[str, Reading] = TTLCache(_REMEMBERED, _SECONDS)

    def prepare(self) -> None:
        """Make now what the first paste in somebody's own words would wait for; in any thread."""
        self._recogniser.prepare()

    def read(self, text: str) -> Reading:
        """Read ``text``, or recall how the same was read; ids and times are those of ``text``."""
        if len(text) > _LONGEST:
            return read(self._recogniser, text)
        constant = put_aside(text)
        reading = self._remembered.get(constant.text)
        if reading is None:
            reading = read(self._recogniser, constant.text)
            if not reading.had_secrets:
                self._remembered[constant.text] = reading
        return _restored(reading, constant) if constant.aside else reading


def _restored(reading: Reading, constant: Constant) -> Reading:
    paste = reading.recognition.paste
    known = ((name, getattr(paste.details, name)) for name in _DETAILS)
    details = Details(**{name: constant.restore(value) for name, value in known if value})
    paste = replace(paste, text=constant.restore(paste.text), details=details)
    recognition = replace(reading.recognition, paste=paste)
    return replace(reading, recognition=recognition, safe=constant.restore(reading.safe))
