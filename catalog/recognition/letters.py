"""What people say in words of their own still has letters in common with what is written about their error.

Each entry is taken as a way of writing: how often each run of four letters occurs in its texts. It is the
likelier meant, the oftener it has the runs of somebody's words, beside how often entries have them at all.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from catalog.recognition.folding import Ints
from catalog.recognition.index import Floats, distinct, joined, sorted_places

Runs = npt.NDArray[np.int32]
"""Small numbers are sorted faster; those of a few entries at once fit."""

_LETTERS: Final = 27
_RUNS: Final = _LETTERS**4
_NUMBERS: Final = bytes(max(code - 96, 0) if code < 123 else 0 for code in range(256))
"""The number of each small letter; all else is a gap between words."""
_SMOOTHING: Final = 300.0
"""Runs of the whole catalog that each entry is lent, so that a strange one rules nothing out."""
_LENGTH: Final = 0.75
"""How much an entry with many words is held back."""
_AT_ONCE: Final = 16
"""Entries counted at a time, which bounds the memory."""
_POSTINGS: Final = 60_000
"""Entries read for the runs of one text; the rarest runs come first. The shipped catalog needs fewer."""


class LetterIndex:
    """Tells how likely each entry is meant by the letters of somebody's words."""

    def __init__(self, texts: Sequence[str]) -> None:
        """Index ``texts``, one for each entry, in small letters without accents."""
        self._entries = len(texts)
        parts = [_counted(texts[at : at + _AT_ONCE], at) for at in range(0, max(len(texts), 1), _AT_ONCE)]
        owner, run, times = (np.concatenate(columns) for columns in zip(*parts, strict=True))
        seen = np.zeros(_RUNS, dtype=np.bool_)
        seen[run] = True
        self._number: npt.NDArray[np.int32] = np.where(seen, np.cumsum(seen) - 1, -1).astype(np.int32)
        run = self._number[run]
        count = int(seen.sum())
        expected = _SMOOTHING * np.bincount(run, times, count) / max(times.sum(), 1)
        length = np.bincount(owner, times, self._entries)
        self._held_back: Floats = _LENGTH * np.log(_SMOOTHING / (length + _SMOOTHING))
        order = sorted_places(run, count)
        self._owner = owner.astype(np.min_scalar_type(self._entries))[order]
        self._gain = np.log1p(times / expected[run]).astype(np.float32)[order]
        self._start: Ints = np.zeros(count + 1, dtype=np.int64)
        np.cumsum(np.bincount(run, minlength=count), out=self._start[1:])

    def likelihoods(self, text: str) -> tuple[Floats, float]:
        """Return for each entry how much oftener than by chance it has the runs of ``text``.

        That is a logarithm, the mean over the runs; one that no entry has counts as chance. Beside it stands
        the share of such runs.
        """
        wanted = distinct(_runs(text))
        known = self._number[wanted]
        known = known[known >= 0]
        gained, count = self._gained(known), max(len(wanted), 1)
        return gained / count + self._held_back, 1 - len(known) / count

    def _gained(self, runs: Runs) -> Floats:
        """What the entries gain by ``runs`` together."""
        starts, ends = self._start[runs], self._start[runs + 1]
        lengths = ends - starts
        if lengths.sum() > _POSTINGS:
            rarest = np.argsort(lengths, kind="stable")
            rarest = rarest[np.cumsum(lengths[rarest]) <= _POSTINGS]
            starts, ends = starts[rarest], ends[rarest]
        owner, gain = joined(map(slice, starts.tolist(), ends.tolist()), self._owner, self._gain)
        return np.bincount(owner, gain, self._entries).astype(np.float64, copy=False)


def _runs(text: str) -> Runs:
    """The number of each run of four letters of ``text``; the gap before or after a word counts as one."""
    letters = np.frombuffer(f" {text} ".encode("ascii").translate(_NUMBERS), dtype=np.uint8).astype(np.int32)
    first, second, third, last = (letters[at : len(letters) - 3 + at] for at in range(4))
    runs = ((first * _LETTERS + second) * _LETTERS + third) * _LETTERS + last
    return runs[(second > 0) & (third > 0)]


def _counted(texts: Sequence[str], start: int) -> tuple[Ints, Ints, Floats]:
    """Which entry, numbered from ``start`` on, has which run how often: three columns."""
    runs = [_runs(text) for text in texts]
    owners = np.repeat(np.arange(len(runs), dtype=np.int32), [len(own) for own in runs])
    keys = np.sort(np.concatenate([*runs, np.zeros(0, dtype=np.int32)]) + owners * _RUNS)
    ends = np.flatnonzero(np.diff(keys, append=-1))
    owner, run = np.divmod(keys[ends], _RUNS)
    return owner + start, run, np.diff(ends, prepend=-1).astype(np.float64)
