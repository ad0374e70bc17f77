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

_MASKED: Final = re.compile(
    r"\{[^{}\n]{0,60}\}"  # placeholders of the catalog, and {EUII Hidden}
    r"|<[A-Za-z][\w .-]{0,40}>"
    r"|https?://[^\s\"'<>?#]{1,2000}"
    r"|\b[aA]{1,2}[dD][sS5][tT][sS5][\s:#_-]{0,3}\d{4,9}:?"
    r"|\*{2,}"
)
_GUID: Final = re.compile(r"[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}")
_ADDRESS: Final = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
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
_N, _O, _T, _R, _M, _V, _W, _C, _L, _D = (_ALPHABET.index(letter) for letter in "notrmvwcld")
_PAIRS: Final = ((_R, _N, _M), (_V, _V, _W), (_C, _L, _D))
_DECODED: Final = bytes.maketrans(bytes(range(32)), _ALPHABET.encode())


@dataclass(frozen=True)
class Folded:
    """A folded text: its letters by number, and the place of each in the text it came from."""

    letters: Bytes
    places: Ints

    @cached_property
    def text(self) -> str:
        """The letters; a break is a line feed."""
        return self.letters.tobytes().translate(_DECODED).decode("ascii")

    @cached_property
    def grams(self) -> Ints:
        """The 4-gram that starts at each letter, -1 where it would cross a break or the end."""
        letters = self.letters.astype(np.int64)
        grams = np.full(len(letters), -1, dtype=np.int64)
        if len(letters) < GRAM:
            return grams
        first, second, third, last = letters[:-3], letters[1:-2], letters[2:-1], letters[3:]
        whole = (first > 0) & (second > 0) & (third > 0) & (last > 0)
        grams[:-3] = np.where(whole, ((first * 32 + second) * 32 + third) * 32 + last, -1)
        return grams

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the letters from ``start`` to ``end`` stand in the text."""
        if start >= end or not len(self.places):
            return (0, 0)
        return int(self.places[start]), int(self.places[min(end, len(self.places)) - 1]) + 1


def fold(text: str) -> Folded:
    """Return ``text`` folded."""
    points = np.frombuffer(_masked(text).encode("utf-32-le", "replace"), dtype=np.uint32)
    letters = _TABLE[np.where(points < len(_TABLE), points, 1)]
    places = np.flatnonzero(letters != _DROPPED)
    letters = letters[places]
    if len(letters) > 1:
        kept = _merge(letters)
        letters, places = letters[kept], places[kept]
    return Folded(letters, places)


def _masked(text: str) -> str:
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


def _merge(letters: Bytes) -> npt.NDArray[np.bool_]:
    """Make one letter of each pair that reads like one, in place, and say which letters stay.

    ``not`` loses its vowel, so that "does not" and "doesn't" are the same.
    """
    kept = np.ones(len(letters), dtype=np.bool_)
    first, second = letters[:-1], letters[1:]
    negation = (letters[:-2] == _N) & (letters[1:-1] == _O) & (letters[2:] == _T)
    merged = [(np.flatnonzero((first == one) & (second == other)), new) for one, other, new in _PAIRS]
    kept[1:-1][negation] = False
    for at, new in merged:
        letters[at] = new
        kept[at + 1] = False
    repeated = (letters[1:] == BREAK) & (letters[:-1] == BREAK)
    kept[1:][repeated] = False
    return kept
