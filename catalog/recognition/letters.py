"""What people say in words of their own still has letters in common with what is written about their error.

Each entry is taken as a way of writing: how often each run of four letters occurs in its texts. It is the
likelier meant, the oftener it has the runs of somebody's words, beside how often entries have them at all.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Final

import numpy as np

from catalog.recognition.folding import Ints
from catalog.recognition.index import Floats

_RUN: Final = 4
_SMOOTHING: Final = 300.0
"""Runs of the whole catalog that each entry is lent, so that a strange one rules nothing out."""
_LENGTH: Final = 0.75
"""How much an entry with many words is held back."""
_AT_ONCE: Final = 64
"""Entries counted at a time, which bounds the memory."""
_POSTINGS: Final = 120_000
"""Entries read for the runs of one text; the rarest runs come first."""


class LetterIndex:
    """Tells how likely each entry is meant by the letters of somebody's words."""

    def __init__(self, texts: Sequence[Iterable[str]]) -> None:
        """Index ``texts``, one for each entry, each as its words in small letters without accents."""
        self._entries = len(texts)
        self._number: dict[str, int] = {}
        owner, run, times = self._counted([Counter(words) for words in texts])
        expected = _SMOOTHING * np.bincount(run, times, len(self._number)) / max(times.sum(), 1)
        length = np.bincount(owner, times, self._entries)
        self._held_back: Floats = _LENGTH * np.log(_SMOOTHING / (length + _SMOOTHING))
        order = np.argsort(run, kind="stable")
        self._owner = owner[order]
        self._gain = np.log1p(times / expected[run]).astype(np.float32)[order]
        self._start: Ints = np.searchsorted(run[order], np.arange(len(self._number) + 1))

    def likelihoods(self, words: Iterable[str]) -> Floats:
        """Return for each entry how much oftener than by chance it has the runs of ``words``.

        That is a logarithm, the mean over the runs; one that no entry has counts as chance.
        """
        wanted = frozenset(chain.from_iterable(map(_runs, words)))
        known = np.array(sorted(self._number[run] for run in wanted & self._number.keys()), dtype=np.int64)
        lengths = self._start[known + 1] - self._start[known]
        if lengths.sum() > _POSTINGS:
            rarest = np.argsort(lengths, kind="stable")
            known = known[rarest[np.cumsum(lengths[rarest]) <= _POSTINGS]]
            lengths = self._start[known + 1] - self._start[known]
        places = _ranges(self._start[known], lengths)
        gained = np.bincount(self._owner[places], self._gain[places], self._entries)
        return gained / max(len(wanted), 1) + self._held_back

    def _counted(self, texts: Sequence[Counter[str]]) -> tuple[Ints, Ints, Floats]:
        """Which text has which run how often: three columns."""
        words = {word: number for number, word in enumerate(dict.fromkeys(chain.from_iterable(texts)))}
        runs = [
            [self._number.setdefault(run, len(self._number)) for run in _runs(word)] for word in words
        ]
        flat = np.fromiter(chain.from_iterable(runs), np.int64)
        ends = np.cumsum([len(own) for own in runs], dtype=np.int64)
        found = []
        for first in range(0, len(texts), _AT_ONCE):
            some = texts[first : first + _AT_ONCE]
            word = np.array([words[word] for text in some for word in text], dtype=np.int64)
            lengths = np.diff(ends, prepend=0)[word]
            owner = np.repeat(np.arange(len(some)), [len(text) for text in some])
            times = np.fromiter((count for text in some for count in text.values()), np.float64)
            key = np.repeat(owner * len(self._number), lengths) + flat[_ranges(ends[word] - lengths, lengths)]
            sums = np.bincount(key, np.repeat(times, lengths))
            some_keys = np.flatnonzero(sums)
            found.append((some_keys + first * len(self._number), sums[some_keys]))
        keys = np.concatenate([keys for keys, _ in found])
        return *np.divmod(keys, len(self._number)), np.concatenate([sums for _, sums in found])


def _runs(word: str) -> list[str]:
    """The runs of letters of ``word``, with its beginning and its end."""
    bounded = f" {word} "
    return [bounded[at : at + _RUN] for at in range(max(len(bounded) - _RUN + 1, 1))]


def _ranges(starts: Ints, lengths: Ints) -> Ints:
    """The numbers from each start on, as many as its length, in one row."""
    ends = np.cumsum(lengths)
    return np.arange(int(ends[-1]) if len(ends) else 0) + np.repeat(starts - (ends - lengths), lengths)
