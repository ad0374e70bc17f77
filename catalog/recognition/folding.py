"""Folding text so that what was copied, retyped or read off a screenshot compares equal.

Case, accents, spaces and punctuation go; look-alike characters become one; what differs from person to
person (ids, addresses, dates, numbers) becomes a break. What is left are 31 letters, so that four of them
make a number below 2**20. Each keeps its place in the text.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
import numpy.typing as npt

Bytes = npt.NDArray[np.uint8]
Ints = npt.NDArray[np.int64]

GRAM: Final = 4
BREAK: Final = 0
_DROPPED: Final = 255
_ALPHABET: Final = "\nabcdefghjklmnopqrstuvwxyz234679"
"""What text folds to, by number; ``i`` is among the look-alikes of ``l``."""

_CODE: Final = r"(?<!\w.)[aA]?[dD][sS5][tT][sS5][\s:#_-]{0,3}\d{4,9}:?"
_MASKED: Final = re.compile(  # each part begins with one certain letter, so that these letters are looked for
    r"\{[^{}\n]{0,60}\}"  # placeholders of the catalog, and {EUII Hidden}
    r"|<[A-Za-z][\w .-]{0,40}>"
    r"|https?://[^\s\"'<>?#]{1,2000}"
    rf"|a{_CODE}|A{_CODE}"
    r"|\*\*+"
)
_GUID: Final = re.compile(r"[0-9a-fA-F][0-9a-fA-F]{7}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}")
_ADDRESS: Final = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}+@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_NUMBER: Final = re.compile(r"\d[\d.:,/TZ+-]{2,40}")
_ALIKE: Final = str.maketrans("0158i|!", "olsblll")


def _fold_table() -> Bytes:
    """The number that each character of the basic plane folds to."""
    numbers = {letter: number for number, letter in enumerate(_ALPHABET)}
    table = np.full(0x10000, _DROPPED, dtype=np.uint8)
    for point in (*range(0x20, 0x250), *range(0x1E00, 0x2000), *range(0xFF01, 0xFF5F)):
        plain = unicodedata.normalize("NFKD", chr(point))[0].lower().translate(_ALIKE)
        table[point] = numbers.get(plain, _DROPPED)
    for source, target in zip("œæøłđаесорхі", "oaoldaecopxl", strict=True):
        table[ord(source)] = numbers[target]
    table[ord("\x00")] = BREAK
    return table


_TABLE: Final = _fold_table()
_DECODED: Final = bytes.maketrans(bytes(range(32)), _ALPHABET.encode())


def _by_number(text: str) -> bytes:
    return bytes(_ALPHABET.index(letter) if letter in _ALPHABET else _DROPPED for letter in text)


_MERGED: Final = tuple(
    (_by_number(read), _by_number(meant))
    for read, meant in (("not", "n t"), ("rn", "m "), ("vv", "w "), ("cl", "d "))
)
"""What reads like one letter becomes that letter and one to drop.

``not`` loses its vowel, so that "does not" and "doesn't" are the same.
"""
_NO_GRAM: Final = -(32 ** (GRAM + 1))
_VALUES: Final = np.array([_NO_GRAM, *range(1, 32)], dtype=np.int64)
"""Each letter's number in a gram; a break makes any gram negative."""


@dataclass(frozen=True)
class Folded:
    """A folded text: its letters by number, and the place of each in the text it came from."""

    letters: Bytes
    places: Ints
    masked: str
    """That text, with breaks in place of what differs from person to person."""

    @cached_property
    def text(self) -> str:
        """The letters; a break is a line feed."""
        return self.letters.tobytes().translate(_DECODED).decode("ascii")

    @cached_property
    def grams(self) -> Ints:
        """The 4-gram that starts at each letter, -1 where it would cross a break or the end."""
        values = _VALUES[self.letters]
        grams = np.full(len(values), -1, dtype=np.int64)
        pairs = values[:-1] * 32 + values[1:]
        np.maximum(pairs[:-2] * 32**2 + pairs[2:], -1, out=grams[: -GRAM + 1])
        return grams

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the letters from ``start`` to ``end`` stand in the text."""
        if start >= end or not len(self.places):
            return (0, 0)
        return int(self.places[start]), int(self.places[min(end, len(self.places)) - 1]) + 1


def fold(text: str) -> Folded:
    """Return ``text`` folded."""
    text = masked(text)
    points = np.frombuffer(text.encode("utf-32-le", "replace"), dtype=np.uint32)
    letters = _TABLE.take(points, mode="clip")
    places = np.flatnonzero(letters != _DROPPED)
    merged = letters[places].tobytes()
    for read, meant in _MERGED:
        merged = merged.replace(read, meant)
    letters = np.frombuffer(merged, dtype=np.uint8)
    kept = letters != _DROPPED
    kept[1:] &= (letters[1:] | letters[:-1]) != BREAK
    return Folded(letters[kept], places[kept], text)


def masked(text: str) -> str:
    """Put breaks in place of what differs from person to person; the length stays."""
    text = text.replace("\x00", " ")
    text = _MASKED.sub(_blank, text)
    if "@" in text:
        text = _ADDRESS.sub(_blank, text)
    if text.count("-") > 3:
        text = _GUID.sub(_blank, text)
    return _NUMBER.sub(_blank, text)


def _blank(match: re.Match[str]) -> str:
    return "\x00" * (match.end() - match.start())
