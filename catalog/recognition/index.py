"""An inverted index of folded 4-grams over every literal message, searched by the densest window.

A paste may be a page of log around one message. Each text is therefore compared with that window of the
paste, about as long as the text, which shares most of its weight.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final, TypeVar

import numpy as np
import numpy.typing as npt

from catalog.recognition.folding import GRAM, Folded, Ints, fold

Floats = npt.NDArray[np.float64]
Columns = npt.NDArray[np.int32]
_Number = TypeVar("_Number", np.int32, np.int64)

CANDIDATES: Final = 8
_SHORTLIST: Final = 14
_WORTH: Final = 0.2**0.5
"""Share of the best first score from which a text is looked at closely."""
_LEAST: Final = 1e-9
_GRAMS: Final = 32**4
_POSTINGS: Final = 80_000
"""Postings read for one paste; the rarest grams come first."""
FEWEST: Final = 350
"""Entries assumed in a smaller catalog, so that one gram weighs about the same in any."""
_COST: Final = 1.2
"""What a letter that a text lacks takes from a window's weight."""


@dataclass(frozen=True, slots=True)
class IndexedText:
    """One literal message of an entry, with its parts between placeholders."""

    entry_id: str
    text: str
    parts: tuple[str, ...]

    @property
    def length(self) -> int:
        """How many letters it has, without placeholders."""
        return sum(map(len, self.parts))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A text close to a paste: weighted shares of grams in common, and the window in letters."""

    text: IndexedText
    of_text: float
    of_window: float
    window: tuple[int, int]

    @property
    def score(self) -> float:
        return math.sqrt(self.of_text * self.of_window)


@dataclass(frozen=True, slots=True)
class _View:
    """The grams of a paste that some text has. Each has a column; the last is for any other gram."""

    unique: Ints
    column: Columns
    """The column of each gram that texts have."""
    columns: Columns
    """The column of each gram of the paste, in order."""
    weight: Floats
    """By column; the last weighs nothing."""


class GramIndex:
    """Finds the texts that share most of their weight with some window of a paste."""

    def __init__(self, messages: Iterable[tuple[str, str]]) -> None:
        """Index ``messages``, given as (id of the entry, literal message)."""
        pairs = [(entry_id, text, fold(text)) for entry_id, text in messages]
        self.texts = tuple(
            IndexedText(entry_id, text, tuple(part for part in folded.text.split("\n") if part))
            for entry_id, text, folded in pairs
        )
        owners = {
            entry_id: number for number, entry_id in enumerate(dict.fromkeys(pair[0] for pair in pairs))
        }
        entry_of = np.array([owners[pair[0]] for pair in pairs], dtype=np.int64)
        keys = [distinct(folded.grams) + number * _GRAMS for number, (*_, folded) in enumerate(pairs)]
        key = np.concatenate(keys) if keys else np.zeros(0, dtype=np.int64)
        grams, text_of = key % _GRAMS, key // _GRAMS
        seen = np.zeros(_GRAMS + 1, dtype=np.bool_)
        seen[grams] = True
        count = int(seen.sum())
        self._number: Columns = np.full(_GRAMS + 1, -1, dtype=np.int32)
        self._number[seen] = np.arange(count)
        number = self._number[grams].astype(np.int64)
        self._weight = self._weigh(number, entry_of[text_of] if len(key) else text_of, len(owners))
        self._forward = number
        self._forward_start: Ints = np.searchsorted(text_of, np.arange(len(self.texts) + 1))
        order = sorted_places(number, count)
        self._postings = text_of[order]
        self._lengths: Ints = np.bincount(number)
        self._start: Ints = self._lengths.cumsum() - self._lengths
        self._total: Floats = np.maximum(
            np.bincount(text_of, weights=self._weight[number], minlength=len(self.texts)), 1e-9
        )
        self._scale: Floats = 1 / np.sqrt(self._total)

    def _weigh(self, number: Ints, entry: Ints, entries: int) -> Floats:
        """The weight of each gram: the rarer among entries, the more."""
        pairs = np.unique(number * max(entries, 1) + entry)
        frequency = np.bincount(pairs // max(entries, 1))
        return np.log1p(max(entries, FEWEST) / np.maximum(frequency, 1)).astype(np.float64)

    def nearest(self, folded: Folded, count: int = CANDIDATES) -> list[Candidate]:
        """Return the ``count`` texts nearest to any window of ``folded``, best first."""
        paste = self._view(folded)
        if not len(paste.unique):
            return []
        rank = self._shared(paste.unique)
        rank *= self._scale
        best = np.flatnonzero(rank >= max(float(rank.max()) * _WORTH, _LEAST))
        if len(best) > _SHORTLIST:
            best = np.sort(best[np.argpartition(-rank[best], _SHORTLIST - 1)[:_SHORTLIST]])
        found = [self._compare(position, paste) for position in best.tolist()]
        found.sort(key=lambda candidate: -candidate.score)
        return found[:count]

    def closest(self, positions: range, folded: Folded) -> Candidate | None:
        """Return that one of neighbouring texts which is closest to ``folded``."""
        paste = self._view(folded)
        start, stop = positions.start, positions.stop
        bounds = self._forward_start[start : stop + 1]
        running = np.zeros(int(bounds[-1] - bounds[0]) + 1)
        paste.weight[paste.column[self._forward[bounds[0] : bounds[-1]]]].cumsum(out=running[1:])
        at_most = np.diff(running[bounds - bounds[0]]) / self._total[start:stop]
        found: dict[int, Candidate] = {}
        score = 0.0
        for place in np.argsort(-at_most, kind="stable").tolist():
            if score > math.sqrt(at_most[place]) + _LEAST:
                break
            found[place] = self._compare(positions[place], paste)
            score = max(score, found[place].score)
        return max(
            (found[place] for place in sorted(found)), key=lambda candidate: candidate.score, default=None
        )

    def _shared(self, unique: Ints) -> Floats:
        """The weight that each text has in common with the grams ``unique``."""
        lengths = self._lengths[unique]
        ends = lengths.cumsum()
        if ends[-1] > _POSTINGS:
            order = np.argsort(lengths, kind="stable")
            unique = unique[order[lengths[order].cumsum() <= _POSTINGS]]
            lengths = self._lengths[unique]
            ends = lengths.cumsum()
        places = (self._start[unique] - ends + lengths).repeat(lengths)
        places += np.arange(len(places))
        weights = self._weight[unique].repeat(lengths)
        shared = np.bincount(self._postings[places], weights=weights, minlength=len(self.texts))
        return shared.astype(np.float64, copy=False)

    def _view(self, folded: Folded) -> _View:
        numbers = self._number[folded.grams].astype(np.int64)
        unique = distinct(numbers)
        column = np.full(len(self._lengths) + 1, len(unique), dtype=np.int32)
        column[unique] = np.arange(len(unique), dtype=np.int32)
        weight = np.zeros(len(unique) + 1)
        weight[:-1] = self._weight[unique]
        return _View(unique, column, column[numbers], weight)

    def _compare(self, position: int, paste: _View) -> Candidate:
        own = paste.column[self._forward[self._forward_start[position] : self._forward_start[position + 1]]]
        gain = np.zeros(len(paste.weight))
        gain[own] = paste.weight[own]
        start, end = _densest(gain[paste.columns])
        seen = np.zeros(len(paste.weight))
        seen[paste.columns[start:end]] = 1.0
        known, shared = float(seen.dot(paste.weight)), float(seen.dot(gain))
        of_text = shared / float(self._total[position])
        return Candidate(self.texts[position], of_text, shared / known if known else 0.0, (start, end))


def distinct(numbers: npt.NDArray[_Number]) -> npt.NDArray[_Number]:
    """Return the different numbers of ``numbers``, sorted, without -1."""
    ordered = np.sort(numbers)
    if not len(ordered):
        return ordered
    fresh = np.ones(len(ordered), dtype=np.bool_)
    fresh[1:] = ordered[1:] != ordered[:-1]
    unique = ordered[fresh]
    return unique[1:] if unique[0] < 0 else unique


def sorted_places(numbers: npt.NDArray[np.integer], count: int) -> Ints:
    """Return the places of ``numbers`` below ``count``, the least first; small ones are sorted fast."""
    return numbers.astype(np.min_scalar_type(count)).argsort(kind="stable")


def joined(postings: Iterable[slice], *columns: npt.NDArray[Any]) -> list[npt.NDArray[Any]]:
    """Return of each column what stands at ``postings``, one after another.

    Whole stretches are copied much faster than as many single places are looked up.
    """
    postings = list(postings)
    return [np.concatenate([column[:0], *(column[some] for some in postings)]) for column in columns]


def _densest(gain: Floats) -> tuple[int, int]:
    """The stretch of a paste where what a text shares outweighs the rest most."""
    running = np.zeros(len(gain) + 1)
    (gain - _COST).cumsum(out=running[1:])
    end = int((running - np.minimum.accumulate(running)).argmax())
    start = int(running[: end + 1].argmin())
    return start, max(min(end + GRAM - 1, len(gain)), start)
