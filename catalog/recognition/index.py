"""An inverted index of folded character 4-grams over every text that stands for an entry."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
import numpy.typing as npt

from catalog.catalog import Catalog
from catalog.recognition.folding import fold

GRAM: Final = 4
WINDOW: Final = 320
"""Folded characters compared at a time: about the longest message."""

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class IndexedText:
    """One text that stands for an entry."""

    entry_id: str
    kind: Literal["message", "phrase"]
    text: str
    folded: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A text close to a paste, by weighted share of grams, and where in the folded paste."""

    text: IndexedText
    score: float
    window: tuple[int, int]


class GramIndex:
    """Finds the texts that share most of their weight with some window of a paste."""

    def __init__(self, texts: Iterable[IndexedText]) -> None:
        self.texts = tuple(texts)
        grams_of = [sorted(set(grams(text.folded))) for text in self.texts]
        vocabulary = sorted({gram for own in grams_of for gram in own})
        self._number = {gram: number for number, gram in enumerate(vocabulary)}
        postings: list[list[int]] = [[] for _ in vocabulary]
        for position, own in enumerate(grams_of):
            for gram in own:
                postings[self._number[gram]].append(position)
        self._postings: list[Ints] = [np.array(posting, dtype=np.int64) for posting in postings]
        frequency = np.array([len(posting) for posting in postings], dtype=np.float64)
        self._weight: Floats = np.log1p(max(len(self.texts), 1) / np.maximum(frequency, 1.0))
        self._total: Floats = np.array(
            [sum(self._weight[self._number[gram]] for gram in own) or 1.0 for own in grams_of],
            dtype=np.float64,
        )

    def nearest(self, folded: str, count: int) -> list[Candidate]:
        """Return the ``count`` texts nearest to any window of ``folded``, best first, one window each."""
        best: dict[int, Candidate] = {}
        step = WINDOW // 2
        for start in range(0, max(len(folded) - step, 1), step):
            end = start + WINDOW
            for position, score in self._score(folded[start:end], count):
                known = best.get(position)
                if known is None or score > known.score:
                    best[position] = Candidate(self.texts[position], score, (start, min(end, len(folded))))
        return sorted(best.values(), key=lambda candidate: -candidate.score)[:count]

    def _score(self, window: str, count: int) -> list[tuple[int, float]]:
        """Cosine-like score of each text against one window."""
        numbers = {number for gram in set(grams(window)) if (number := self._number.get(gram)) is not None}
        if not numbers:
            return []
        lists = [self._postings[number] for number in numbers]
        weights = np.repeat(self._weight[list(numbers)], [len(posting) for posting in lists])
        shared = np.bincount(np.concatenate(lists), weights=weights, minlength=len(self.texts))
        total = float(self._weight[list(numbers)].sum())
        touched = np.flatnonzero(shared)
        scores = shared[touched] / np.sqrt(self._total[touched] * total)
        order = np.argsort(-scores)[:count]
        return [(int(touched[place]), float(scores[place])) for place in order]


def grams(folded: str) -> list[str]:
    """Return the 4-grams of a folded text; none crosses a mask."""
    return [
        segment[start : start + GRAM]
        for segment in folded.split("\n")
        for start in range(len(segment) - GRAM + 1)
    ]


def texts_of(catalog: Catalog) -> list[IndexedText]:
    """Return every message and phrase of ``catalog``, folded."""
    texts: list[IndexedText] = []
    for entry in catalog.entries.values():
        texts += [IndexedText(entry.id, "message", text, fold(text)) for text in entry.printed]
        texts += [
            IndexedText(entry.id, "phrase", text, fold(text))
            for text in (*entry.said_as.en, *entry.said_as.fr)
        ]
    return [text for text in texts if len(text.folded) >= GRAM]
