"""What people say without quoting: their words, stemmed and made one where they mean the same."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np

from catalog.model import Entry
from catalog.recognition.folding import Ints
from catalog.recognition.index import FEWEST, Floats
from catalog.recognition.vocabulary import STOP_WORDS, join_phrases, root

_WORD: Final = re.compile(r"[a-z][a-z0-9]+")
_LONGEST: Final = 1_500
"""Characters of a paste that are read as somebody's own words."""
_PHRASE, _TITLE, _MESSAGE, _CAUSE = 1.0, 0.9, 0.55, 0.4
_PHRASE_SHARE: Final = 0.5
"""How much one whole phrase counts beside all words of the entry."""


@dataclass(frozen=True, slots=True)
class Saying:
    """How well somebody's words fit an entry: shares by weight, and the phrase that fits best."""

    entry_id: str
    score: float
    covered: float
    """Share of the paste's words that the entry knows."""
    weight: float
    """Weight of those words."""
    phrase: str


class WordIndex:
    """Finds the entries that people's own words fit."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._ids: list[str] = []
        self._phrases: list[tuple[int, str, frozenset[str]]] = []
        weights: dict[tuple[str, int], float] = {}
        for number, entry in enumerate(entries):
            self._ids.append(entry.id)
            for weight, text in _texts(entry):
                words = frozenset(words_of(text))
                for word in words:
                    weights[word, number] = max(weights.get((word, number), 0.0), weight)
                if weight == _PHRASE:
                    self._phrases.append((number, text, words))
        postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for (word, number), weight in weights.items():
            postings[word].append((number, weight))
        count = max(len(self._ids), FEWEST)
        self._weight = {word: float(np.log1p(count / len(found))) for word, found in postings.items()}
        self._postings = {word: _columns(found) for word, found in postings.items()}
        self._unknown = float(np.log1p(count))
        self._by_word: dict[str, list[int]] = defaultdict(list)
        for place, (_, _, words) in enumerate(self._phrases):
            for word in words:
                self._by_word[word].append(place)

    def nearest(self, text: str, count: int) -> list[Saying]:
        """Return the ``count`` entries that the words of ``text`` fit best, best first."""
        words = frozenset(words_of(text[:_LONGEST]))
        known = [word for word in words if word in self._postings]
        if not known:
            return []
        total = sum(self._weight.get(word, self._unknown * 0.5) for word in words)
        scores: Floats = np.zeros(len(self._ids))
        for word in known:
            numbers, weights = self._postings[word]
            scores[numbers] += weights * self._weight[word]
        best = self._best_phrases(known, total)
        phrase_score: Floats = np.zeros(len(self._ids))
        for number, (score, _) in best.items():
            phrase_score[number] = score
        final = scores / total + _PHRASE_SHARE * phrase_score
        order = np.argsort(-final, kind="stable")[:count]
        return [
            self._saying(int(number), final, scores, total, best) for number in order if final[number] > 0
        ]

    def _saying(
        self, number: int, final: Floats, scores: Floats, total: float, best: dict[int, tuple[float, str]]
    ) -> Saying:
        return Saying(
            entry_id=self._ids[number],
            score=float(final[number]),
            covered=float(scores[number] / total),
            weight=float(scores[number]),
            phrase=best.get(number, (0.0, ""))[1],
        )

    def _best_phrases(self, known: list[str], total: float) -> dict[int, tuple[float, str]]:
        """For each entry, how like one of its phrases the words are, and which."""
        shared: dict[int, float] = defaultdict(float)
        for word in known:
            for place in self._by_word.get(word, ()):
                shared[place] += self._weight[word]
        best: dict[int, tuple[float, str]] = {}
        for place, weight in shared.items():
            number, text, words = self._phrases[place]
            own = sum(self._weight[word] for word in words)
            score = weight / (own * total) ** 0.5
            if score > best.get(number, (0.0, ""))[0]:
                best[number] = score, text
        return best


def words_of(text: str) -> list[str]:
    """Return the words of ``text`` that carry meaning, stemmed, in order."""
    plain = unicodedata.normalize("NFKD", text.lower().replace("’", "'")).encode("ascii", "ignore").decode()
    return [root(word) for word in _WORD.findall(join_phrases(plain)) if word not in STOP_WORDS]


def _texts(entry: Entry) -> list[tuple[float, str]]:
    phrases = [(_PHRASE, text) for text in (*entry.said_as.en, *entry.said_as.fr)]
    titles = [(_TITLE, text) for text in (entry.title.en, entry.title.fr)]
    causes = [(_CAUSE, text) for text in (entry.cause.en, entry.cause.fr)]
    return [*phrases, *titles, *causes, *((_MESSAGE, text) for text in entry.printed)]


def _columns(found: list[tuple[int, float]]) -> tuple[Ints, Floats]:
    numbers, weights = zip(*found, strict=True)
    return np.array(numbers, dtype=np.int64), np.array(weights, dtype=np.float64)
