"""What people say without quoting: their words, stemmed and made one where they mean the same."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from catalog.model import Entry
from catalog.recognition.folding import Ints
from catalog.recognition.index import FEWEST, Floats
from catalog.recognition.vocabulary import STOP_WORDS, join_phrases, root

_WORD: Final = re.compile(r"[a-z][a-z0-9]+")
_NAME_PART: Final = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_LONGEST: Final = 1_500
"""Characters of a paste that are read as somebody's own words."""
_PHRASE, _TITLE, _MESSAGE, _CAUSE = 1.0, 1.2, 0.95, 1.4
_NAME, _STEPS, _ADMIN_STEPS = 0.5, 0.4, 0.3
_WHOLE: Final = frozenset((_PHRASE, _TITLE, _MESSAGE))
"""The texts that are also compared one by one."""
_OFTEN: Final = 0.6
"""How much more a word counts that an entry's phrases use again and again."""
_RARITY: Final = 0.5
"""How much rarity counts: 0 not at all, 1 as a logarithm."""
_LENGTH: Final = 0.4
"""How much an entry with many words is held back."""
_TEXT_SHARE: Final = 0.4
"""How much the one text that fits best counts beside all words of the entry."""
_FEWEST_WORDS: Final = 2
"""Words with a meaning here below which nothing is guessed."""
_UNKNOWN: Final = 0.5
"""How much a word that the catalog lacks counts against all entries."""


@dataclass(frozen=True, slots=True)
class Saying:
    """How well somebody's words fit an entry: shares by weight, and the text that fits best."""

    entry_id: str
    score: float
    covered: float
    """Share of the paste's words that the entry knows."""
    weight: float
    """Weight of those words."""
    likeness: float
    """Likeness to the one text of the entry that fits best, from 0 to 1."""
    text: str
    words: int
    """How many words with a meaning the paste has."""


class WordIndex:
    """Finds the entries that people's own words fit."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._ids: list[str] = []
        self._texts: list[str] = []
        starts: list[int] = []
        in_entries: dict[str, list[tuple[int, float]]] = defaultdict(list)
        in_texts: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for number, entry in enumerate(entries):
            self._ids.append(entry.id)
            starts.append(len(self._texts))
            said: Counter[str] = Counter()
            weights: dict[str, float] = {}
            for weight, text in _texts(entry):
                words = frozenset(words_of(text))
                for word in words:
                    weights[word] = max(weights.get(word, 0.0), weight)
                if weight == _PHRASE:
                    said.update(words)
                if weight in _WHOLE:
                    for word in words:
                        in_texts[word].append((len(self._texts), weight))
                    self._texts.append(text)
            for word, weight in weights.items():
                often = 1 + _OFTEN * float(np.log1p(max(said[word] - 1, 0)))
                in_entries[word].append((number, weight * often))
        self._in_entries = {word: _columns(found) for word, found in in_entries.items()}
        self._in_texts = {word: _columns(found) for word, found in in_texts.items()}
        self._starts = np.array(starts, dtype=np.int64)
        self._weigh()

    def _weigh(self) -> None:
        """Work out how rare each word is, and how long each entry and each text."""
        count = max(len(self._ids), FEWEST)
        rarity = {word: float(np.log1p(count / len(found[0]))) for word, found in self._in_entries.items()}
        self._weight = {word: value**_RARITY for word, value in rarity.items()}
        self._unknown = _UNKNOWN * float(np.log1p(count)) ** _RARITY
        entries: Floats = np.zeros(len(self._ids))
        for word, (numbers, weights) in self._in_entries.items():
            entries[numbers] += (weights * self._weight[word]) ** 2
        texts: Floats = np.zeros(len(self._texts))
        for word, (places, _) in self._in_texts.items():
            texts[places] += self._weight[word] ** 2
        length = np.sqrt(entries + 1e-9) ** _LENGTH
        self._held_back: Floats = length.mean() / length if len(length) else length
        self._text_length: Floats = np.sqrt(texts + 1e-9)

    def nearest(self, text: str, count: int) -> list[Saying]:
        """Return the ``count`` entries that the words of ``text`` fit best, best first."""
        words = frozenset(words_of(text[:_LONGEST]))
        known = sorted(word for word in words if word in self._in_entries)
        if len(known) < _FEWEST_WORDS:
            return []
        total = sum(self._weight.get(word, self._unknown) for word in words)
        shared: Floats = np.zeros(len(self._ids))
        for word in known:
            numbers, weights = self._in_entries[word]
            shared[numbers] += weights * self._weight[word]
        alike = self._alike(known, words)
        likeness = np.maximum.reduceat(alike, self._starts)
        score = shared * self._held_back / total + _TEXT_SHARE * likeness
        order = np.argsort(-score, kind="stable")[:count]
        return [
            Saying(
                entry_id=self._ids[number],
                score=float(score[number]),
                covered=float(shared[number] / total),
                weight=float(shared[number]),
                likeness=float(likeness[number]),
                text=self._likest(number, alike),
                words=len(words),
            )
            for number in order.tolist()
            if score[number] > 0
        ]

    def _alike(self, known: list[str], words: frozenset[str]) -> Floats:
        """How like the words each text is, from 0 to 1."""
        alike: Floats = np.zeros(len(self._texts))
        for word in known:
            if word in self._in_texts:
                places, weights = self._in_texts[word]
                alike[places] += weights * self._weight[word] ** 2
        alike /= self._text_length * sum(self._weight.get(word, self._unknown) ** 2 for word in words) ** 0.5
        return alike

    def _likest(self, number: int, alike: Floats) -> str:
        """The text of an entry that is most like the words."""
        start = int(self._starts[number])
        end = int(self._starts[number + 1]) if number + 1 < len(self._ids) else len(self._texts)
        return self._texts[start + int(np.argmax(alike[start:end]))]


def words_of(text: str) -> list[str]:
    """Return the words of ``text`` that carry meaning, stemmed, in order."""
    plain = unicodedata.normalize("NFKD", text.lower().replace("’", "'")).encode("ascii", "ignore").decode()
    return [root(word) for word in _WORD.findall(join_phrases(plain)) if word not in STOP_WORDS]


def _texts(entry: Entry) -> Iterator[tuple[float, str]]:
    """Every text of an entry with its weight."""
    yield from ((_PHRASE, text) for text in (*entry.said_as.en, *entry.said_as.fr))
    yield from ((_TITLE, text) for text in (entry.title.en, entry.title.fr))
    yield from ((_MESSAGE, text) for text in entry.printed)
    yield from ((_CAUSE, text) for text in (entry.cause.en, entry.cause.fr))
    yield _NAME, " ".join(_NAME_PART.findall(entry.name or ""))
    yield from ((_STEPS, text) for text in (*entry.steps.en, *entry.steps.fr))
    yield from ((_ADMIN_STEPS, text) for text in (*entry.admin_steps.en, *entry.admin_steps.fr))


def _columns(found: list[tuple[int, float]]) -> tuple[Ints, Floats]:
    numbers, weights = zip(*found, strict=True)
    return np.array(numbers, dtype=np.int64), np.array(weights, dtype=np.float64)
