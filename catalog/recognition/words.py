"""What people say without quoting: their words, stemmed and made one where they mean the same."""

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
_OFTEN: Final = 0.6
"""How much more a word counts that an entry's phrases use again and again."""
_RARITY: Final = 0.5
"""How much rarity counts: 0 not at all, 1 as a logarithm."""
_LENGTH: Final = 0.4
"""How much an entry with many words is held back."""
_TEXT_SHARE: Final = 0.9
"""How much the one text that fits best counts beside all words of the entry, when it fits wholly."""
_PRINTED_SHARE: Final = 0.9
"""What it counts more when that text is a printed message, which is seldom like what people say by chance."""
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
        found: dict[str, list[tuple[int, float]]] = defaultdict(list)
        described: list[tuple[str, frozenset[str]]] = []
        printed: list[tuple[str, frozenset[str]]] = []
        owners: tuple[list[int], list[int]] = [], []
        for number, entry in enumerate(entries):
            self._ids.append(entry.id)
            own = [entry.title.en, entry.title.fr, *entry.said_as.en, *entry.said_as.fr]
            words = {text: frozenset(words_of(text)) for text in own}
            described += words.items()
            owners[0].extend([number] * len(words))
            for word, weight in _weights(entry, words).items():
                found[word].append((number, weight))
            printed += [(text, frozenset(_plain_words(text))) for text in entry.printed]
            owners[1].extend([number] * len(entry.printed))
        self._described = TextIndex(described, owners[0], len(self._ids))
        self._printed = TextIndex(printed, owners[1], len(self._ids))
        self._found = {word: _columns(columns) for word, columns in found.items()}
        count = max(len(self._ids), FEWEST)
        self._weight = {word: _rarity(count / len(columns)) for word, columns in found.items()}
        self._unknown = _UNKNOWN * _rarity(count)
        length: Floats = np.full(len(self._ids), 1e-9)
        for word, (numbers, weights) in self._found.items():
            length[numbers] += (weights * self._weight[word]) ** 2
        length = np.sqrt(length) ** _LENGTH
        self._held_back: Floats = length.mean() / length if len(length) else length

    def nearest(self, text: str, count: int) -> list[Saying]:
        """Return the ``count`` entries that the words of ``text`` fit best, best first."""
        text = text[:_LONGEST]
        words = frozenset(words_of(text))
        known = sorted(word for word in words if word in self._found)
        if len(known) < _FEWEST_WORDS:
            return []
        total = sum(self._weight.get(word, self._unknown) for word in words)
        shared: Floats = np.zeros(len(self._ids))
        for word in known:
            numbers, weights = self._found[word]
            shared[numbers] += weights * self._weight[word]
        described, printed = self._described.alike(words), self._printed.alike(frozenset(_plain_words(text)))
        likeness = np.maximum(described.best, printed.best)
        score = (
            shared * self._held_back / total + _TEXT_SHARE * likeness**2 + _PRINTED_SHARE * printed.best**2
        )
        order = np.argsort(-score, kind="stable")[:count]
        return [
            Saying(
                entry_id=self._ids[number],
                score=float(score[number]),
                covered=float(shared[number] / total),
                weight=float(shared[number]),
                likeness=float(likeness[number]),
                text=max(described, printed, key=lambda alike: alike.best[number]).likest(number),
                words=len(words),
            )
            for number in order.tolist()
            if score[number] > 0
        ]


@dataclass(frozen=True, slots=True)
class Alike:
    """How like some words each text is, and for each entry its best one; from 0 to 1."""

    index: "TextIndex"
    texts: Floats
    best: Floats

    def likest(self, number: int) -> str:
        """The text of an entry that is most like the words, empty when it has none."""
        own = np.flatnonzero(self.index.owners == number)
        return self.index.texts[own[int(np.argmax(self.texts[own]))]] if len(own) else ""


class TextIndex:
    """Compares words with single texts by the cosine of the rarity of their words."""

    def __init__(self, texts: Sequence[tuple[str, frozenset[str]]], owners: list[int], entries: int) -> None:
        """Index ``texts``, each with its words; ``owners`` are the numbers of their entries, ascending."""
        self.texts = [text for text, _ in texts]
        self.owners = np.array(owners, dtype=np.int64)
        self._entries = entries
        self._with_texts, self._starts = np.unique(self.owners, return_index=True)
        found: dict[str, list[int]] = defaultdict(list)
        for place, (_, words) in enumerate(texts):
            for word in words:
                found[word].append(place)
        self._places = {word: np.array(places, dtype=np.int64) for word, places in found.items()}
        count = max(entries, FEWEST)
        owned = {word: len(np.unique(self.owners[places])) for word, places in self._places.items()}
        self._weight = {word: _rarity(count / number) ** 2 for word, number in owned.items()}
        self._unknown = _UNKNOWN * _rarity(count) ** 2
        length: Floats = np.full(len(self.texts), 1e-9)
        for word, places in self._places.items():
            length[places] += self._weight[word]
        self._length: Floats = np.sqrt(length)

    def alike(self, words: frozenset[str]) -> Alike:
        """Return how like ``words`` each text is."""
        shared: Floats = np.zeros(len(self.texts))
        for word in sorted(words & self._places.keys()):
            shared[self._places[word]] += self._weight[word]
        shared /= (
            self._length * max(sum(self._weight.get(word, self._unknown) for word in words), 1e-9) ** 0.5
        )
        best: Floats = np.zeros(self._entries)
        if len(shared):
            best[self._with_texts] = np.maximum.reduceat(shared, self._starts)
        return Alike(self, shared, best)


def _rarity(times: float) -> float:
    return math.pow(math.log1p(times), _RARITY)


def words_of(text: str) -> list[str]:
    """Return the words of ``text`` that carry meaning, stemmed, in order."""
    return [root(word) for word in _WORD.findall(join_phrases(_plain(text))) if word not in STOP_WORDS]


def _plain_words(text: str) -> list[str]:
    """Return every word of ``text`` as it is written, in small letters without accents."""
    return _WORD.findall(_plain(text))


def _plain(text: str) -> str:
    lowered = text.lower().replace("’", "'")
    return unicodedata.normalize("NFKD", lowered).encode("ascii", "ignore").decode()


def _weights(entry: Entry, read: Mapping[str, frozenset[str]]) -> dict[str, float]:
    """How much each word of an entry counts: by the text it stands in, and how often people say it.

    ``read`` has the words of texts that were read already.
    """
    said: Counter[str] = Counter()
    weights: dict[str, float] = {}
    for weight, text in _texts(entry):
        words = read.get(text) or frozenset(words_of(text))
        for word in words:
            weights[word] = max(weights.get(word, 0.0), weight)
        if weight == _PHRASE:
            said.update(words)
    return {
        word: weight * (1 + _OFTEN * math.log1p(max(said[word] - 1, 0))) for word, weight in weights.items()
    }


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
