"""What differs between pastes of the same error: the ids and the time of each sign-in.

Put aside, a thousand pastes of one outage are one text. What stands in their place is as long and of the
same shape: it is masked, redacted and passed over alike, and every place in the text stays.
"""

import re
from collections.abc import Sequence
from typing import Final

from catalog.record import record

_MOST: Final = 32
"""Ids and times of one text that are put aside; a text with more of them stays as it is."""

_VARYING: Final = re.compile(
    r"-(?:"  # hyphens are few, so the search begins at one; and not where there is more: an address, a secret
    r"(?<=[0-9a-f]{8}-)(?<![\w.+/~-].{9})[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?P<id>)"
    r"|(?<=[0-9]\d{3}-)(?<![\w.+/~-].{5})"
    r"\d\d-\d\d(?:T(?P<t>)| (?P<blank>))\d\d:\d\d:\d\d(?=Z?(?![\w.:+-]))"
    r")(?![\w+/~=-](?<!Z)|\.\w)"
)
_ID: Final = "0f0f0f0f-0f0f-4f0f-8f0f-0f0f0f0f0f"
_STAND_INS: Final = {
    "id": (8, [f"{_ID}{place:02}" for place in range(_MOST)]),
    "t": (4, [f"2000-01-01T00:00:{place:02}" for place in range(_MOST)]),
    "blank": (4, [f"2000-01-01 00:00:{place:02}" for place in range(_MOST)]),
}
"""By what was found: how many of its characters stand before its first hyphen, and what takes its place."""
_STAND_IN: Final = re.compile(rf"{_ID}(?P<id>\d\d)|2000-01-01[T ]00:00:(?P<time>\d\d)")


@record(frozen=True, slots=True)
class Constant:
    """A text whose ids and times are put aside, and these, in order."""

    text: str
    aside: tuple[str, ...]


class Gapped:
    """A text that was made from a constant one with so many gaps: taken apart once, and soon filled in."""

    def __init__(self, text: str, gaps: int) -> None:
        self._parts: list[str] = []
        self._places: list[int] = []
        end = 0
        for found in _STAND_IN.finditer(text):
            place = int(found["id"] or found["time"])
            if place < gaps:
                self._parts += [text[end : found.start()], ""]
                self._places.append(place)
                end = found.end()
        self._parts.append(text[end:])
        self._is_one = self._parts == ["", "", ""]

    def fill(self, aside: Sequence[str]) -> str:
        """The text with these ids and times in their places."""
        if self._is_one:
            return aside[self._places[0]]
        parts = self._parts.copy()
        parts[1::2] = [aside[place] for place in self._places]
        return "".join(parts)


def put_aside(text: str) -> Constant:
    """Return ``text`` without what differs from paste to paste of one error."""
    places: dict[str, int] = {}
    parts: list[str] = []
    end = 0
    for found in _VARYING.finditer(text):
        before, stand_ins = _STAND_INS[found.lastgroup or ""]
        start, stop = found.span()
        start -= before
        place = places.setdefault(text[start:stop], len(places))
        if place == _MOST:
            return Constant(text, ())
        parts += text[end:start], stand_ins[place]
        end = stop
    if not places:
        return Constant(text, ())
    parts.append(text[end:])
    return Constant("".join(parts), tuple(places))
