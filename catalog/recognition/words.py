"""What people say without quoting: their words, stemmed and made one where they mean the same."""

import math
import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from typing import Final

import numpy as np
import numpy.typing as npt

from catalog.model import Entry
from catalog.recognition.folding import Ints, masked
from catalog.recognition.index import FEWEST, Columns, Floats, joined, sorted_places
from catalog.recognition.letters import LetterIndex
from catalog.recognition.vocabulary import ELSEWHERE, GENERAL, STOP_WORDS, join_phrases, root

_WORD: Final = re.compile(r"[a-z][a-z0-9]+")
_LABEL: Final = re.compile(r"(?<![\w.])[a-z]++(?:_[a-z]++)++:")
"""The name of a kind of error before what it says, such as ``invalid_grant:``."""
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
_PRINTED_SHARE: Final = 3.0
"""What a printed message counts more, by the cube: much of one is seldom like what people say by chance."""
_LETTERS_SHARE: Final = 0.7
"""How much it counts that an entry is likely by the letters of the words."""
_FEWEST_WORDS: Final = 2
"""Words with a meaning here below which nothing is guessed."""
_LEAST: Final = 1e-9
_POSTINGS: Final = 16_000
"""Postings of words read for one paste; the rarest words come first. The shipped catalog needs fewer."""
_TOGETHER: Final = 16
"""Of so many scores the highest is looked at first: the highest of all are no lower than those."""
_UNKNOWN: Final = 0.5
"""How much a word that the catalog lacks counts against all entries."""


@dataclass(frozen=True, slots=True)
class Wording:
    """Of what words a paste is, whatever entry they fit."""

    words: int
    """How many have a meaning."""
    telling: int
    """How many of them say more than where or that something went wrong."""
    unsaid: int
    """How many of them stand in no title and no phrase of the catalog."""
    elsewhere: int
    """How many of them are of other matters than signing in."""
    strange: float
    """Share of its runs of letters that no entry has."""


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
    printed: float
    """Likeness to the printed message that fits best, from 0 to 1."""
    likelihood: float
    """How much likelier than by chance the entry has the letters of the words, as a logarithm from 0 on."""
    wording: Wording


class Occurrences:
    """Which of some texts has which word. Postings stand word by word, the texts of each ascending."""

    def __init__(self, texts: Sequence[Collection[str]]) -> None:
        numbers = {word: at for at, word in enumerate(dict.fromkeys(chain.from_iterable(texts)))}
        words = np.fromiter(map(numbers.__getitem__, chain.from_iterable(texts)), dtype=np.int32)
        self.order: Ints = sorted_places(words, len(numbers))
        """Where each posting stands among the words of the texts, one text after another."""
        self.words: Columns = words[self.order]
        owners = np.repeat(np.arange(len(texts), dtype=np.int32), [len(text) for text in texts])
        self.texts: Columns = owners[self.order]
        self.numbers = numbers
        self.forward: Columns = words
        """The number of each word, one text after another."""
        ends = np.searchsorted(self.words, np.arange(len(numbers) + 1)).tolist()
        self.of: dict[str, slice] = dict(zip(numbers, map(slice, ends, ends[1:]), strict=True))

    def rarest(self, words: Iterable[str]) -> list[slice]:
        """Return where the postings of ``words`` are, the rarest first, as long as they are not too many."""
        known = sorted((self.of[word].stop - self.of[word].start, word) for word in words if word in self.of)
        most = bisect_right([*accumulate(count for count, _ in known)], _POSTINGS)
        return [self.of[word] for _, word in known[:most]]

    def counted(self, owners: npt.NDArray[np.integer]) -> Ints:
        """In how many groups of texts each word stands; ``owners`` has the group of each text, ascending."""
        found = owners[self.texts]
        fresh = np.ones(len(found), dtype=np.bool_)
        fresh[1:] = (found[1:] != found[:-1]) | (self.words[1:] != self.words[:-1])
        return np.bincount(self.words[fresh], minlength=len(self.of))


class WordIndex:
    """Finds the entries that people's own words fit; ``printed`` has the messages, entry by entry."""

    def __init__(self, entries: Iterable[Entry], printed: "TextIndex") -> None:
        self._ids: list[str] = []
        weighed: list[dict[str, float]] = []
        described: list[tuple[str, frozenset[str]]] = []
        owners: list[int] = []
        written: list[str] = []
        for number, entry in enumerate(entries):
            self._ids.append(entry.id)
            texts = [*_texts(entry)]
            plain, read = _read([text for _, text in texts])
            weighed.append(
                _weights([(weight, words) for (weight, _), words in zip(texts, read, strict=True)])
            )
            own = dict.fromkeys((entry.title.en, entry.title.fr, *entry.said_as.en, *entry.said_as.fr))
            words_in = {
                text: frozenset(words) for (_, text), words in zip(texts, read, strict=True) if text in own
            }
            described += [(text, words_in[text]) for text in own]
            owners.extend([number] * len(own))
            written.append(plain)
        self._letters = LetterIndex(written)
        self._described = TextIndex(described, owners, len(self._ids))
        self._printed = printed
        self._found = Occurrences(weighed)
        count = max(len(self._ids), FEWEST)
        rarity = _rarity(count / self._found.counted(np.arange(len(self._ids))))
        self._weight = dict(zip(self._found.of, rarity.tolist(), strict=True))
        self._unknown = _UNKNOWN * float(_rarity(count))
        weights = np.array([weight for own in weighed for weight in own.values()], dtype=np.float64)
        self._shares: Floats = weights[self._found.order] * rarity[self._found.words]
        squares = np.bincount(self._found.texts, weights=self._shares**2, minlength=len(self._ids))
        length: Floats = np.maximum(squares, _LEAST) ** (_LENGTH / 2)
        self._held_back: Floats = length.mean() / length if len(length) else length

    def nearest(self, text: str, count: int) -> list[Saying]:
        """Return the ``count`` entries that the words of ``text`` fit best, best first."""
        text = _LABEL.sub(" ", text[:_LONGEST])
        words = frozenset(words_of(text))
        if len(words & self._found.of.keys()) < _FEWEST_WORDS:
            return []
        plain = plain_words(masked(text))
        described, printed = self._described.alike(words), self._printed.alike(plain)
        likelihoods, strange = self._letters.likelihoods(_plain(text))
        wording = Wording(
            words=len(words),
            telling=len(words - GENERAL),
            unsaid=self._described.lacks(words),
            elsewhere=len(words & ELSEWHERE),
            strange=strange,
        )
        total = sum(self._weight.get(word, self._unknown) for word in words)
        shared, likelihood = self._shared(words), np.maximum(likelihoods, 0, out=likelihoods)
        likeness = np.maximum(described.best, printed.best)
        score = shared * self._held_back / total + _LETTERS_SHARE * likelihood
        score += _TEXT_SHARE * likeness**2 + _PRINTED_SHARE * printed.best**2 * printed.best  # **3 is slow
        return [
            Saying(
                entry_id=self._ids[number],
                score=float(score[number]),
                covered=float(shared[number] / total),
                weight=float(shared[number]),
                likeness=float(likeness[number]),
                text=max(described, printed, key=lambda alike: alike.best[number]).likest(number),
                printed=float(printed.best[number]),
                likelihood=float(likelihood[number]),
                wording=wording,
            )
            for number in highest(score, count)
        ]

    def _shared(self, words: frozenset[str]) -> Floats:
        """The weight of ``words`` that each entry has."""
        shared: Floats = np.zeros(len(self._ids))
        for postings in self._found.rarest(words):
            shared[self._found.texts[postings]] += self._shares[postings]
        return shared


def highest(scores: Floats, count: int) -> list[int]:
    """Return the places of the ``count`` highest scores above 0, highest first; of equals the first."""
    tops = scores[: len(scores) // _TOGETHER * _TOGETHER].reshape(_TOGETHER, -1).max(axis=0)
    floor = np.partition(tops, -count)[-count] if len(tops) > count else 0.0
    some = np.flatnonzero(scores >= floor if floor > 0 else scores > 0)  # partition is slow over equals
    if len(some) > count:
        some = some[scores[some] >= np.partition(scores[some], -count)[-count]]
    places: list[int] = some[np.argsort(-scores[some], kind="stable")[:count]].tolist()
    return places


@dataclass(frozen=True, slots=True)
class Alike:
    """How like some words texts are; ``best`` has for each entry its likest text, from 0 to 1."""

    index: "TextIndex"
    texts: Columns
    """The texts that share a word, ascending."""
    alike: Floats
    """How like the words each of those texts is."""
    best: Floats

    def likest(self, number: int) -> str:
        """The text of an entry that is most like the words, empty when it has none."""
        bounds = self.index.bounds[number : number + 2]
        first, end = map(int, bounds)
        if first == end:
            return ""
        start, stop = map(int, np.searchsorted(self.texts, bounds))  # no copies, as both are 32 bits wide
        if start == stop:
            return self.index.texts[first]
        return self.index.texts[int(self.texts[start + int(self.alike[start:stop].argmax())])]


@dataclass(frozen=True, slots=True)
class Common:
    """What a text has in common with some words, in any order."""

    weight: float
    of_words: float
    """Share of the weight of the words."""
    of_text: float
    """Share of the weight of the text."""


class TextIndex:
    """Compares words with single texts by the cosine of the rarity of their words."""

    def __init__(self, texts: Sequence[tuple[str, frozenset[str]]], owners: list[int], entries: int) -> None:
        """Index ``texts``, each with its words; ``owners`` are the numbers of their entries, ascending."""
        self.texts = [text for text, _ in texts]
        owner = np.array(owners, dtype=np.min_scalar_type(entries))
        self.bounds: Columns = np.searchsorted(owner, np.arange(entries + 1)).astype(np.int32)
        """Where the texts of each entry begin, and those of the last one end."""
        self._entries = entries
        self._found = Occurrences([words for _, words in texts])
        count = max(entries, FEWEST)
        weight = _rarity(count / self._found.counted(owner)) ** 2
        self._weight = dict(zip(self._found.of, weight.tolist(), strict=True))
        self._weights: Floats = weight
        self._bounds = [0, *accumulate(len(words) for _, words in texts)]
        self._unknown = _UNKNOWN * float(_rarity(count)) ** 2
        length = np.bincount(self._found.texts, weights=weight[self._found.words], minlength=len(self.texts))
        self._totals: Floats = np.maximum(length, _LEAST)
        length = np.sqrt(self._totals)
        # By posting, since in a large catalog it takes long to look up what belongs to the texts found.
        self._shares: Floats = weight[self._found.words] / length[self._found.texts]
        self._owners = owner[self._found.texts]

    def lacks(self, words: frozenset[str]) -> int:
        """Return how many of ``words`` stand in none of the texts."""
        return sum(word not in self._found.of for word in words)

    def common(self, words: frozenset[str], texts: Sequence[int]) -> list[Common]:
        """Return what each of ``texts`` has in common with ``words``, by weight."""
        known = [self._found.numbers[word] for word in words if word in self._found.numbers]
        gain = np.zeros(len(self._weights))
        gain[known] = self._weights[known]
        total = max(float(gain.sum()) + self._unknown * (len(words) - len(known)), _LEAST)
        own = (self._found.forward[self._bounds[text] : self._bounds[text + 1]] for text in texts)
        shared = [float(gain[found].sum()) for found in own]
        return [
            Common(weight, weight / total, weight / float(self._totals[text]))
            for weight, text in zip(shared, texts, strict=True)
        ]

    def alike(self, words: frozenset[str]) -> Alike:
        """Return how like ``words`` the texts are."""
        own = math.sqrt(max(sum(self._weight.get(word, self._unknown) for word in words), _LEAST))
        texts, owners, shares = joined(
            self._found.rarest(words), self._found.texts, self._owners, self._shares
        )
        order = texts.argsort(kind="stable")
        texts = texts[order]
        is_new = np.ones(len(texts), dtype=np.bool_)
        np.not_equal(texts[1:], texts[:-1], out=is_new[1:])
        alike = np.bincount(is_new.cumsum(), shares[order])[1:] / own
        best: Floats = np.zeros(self._entries)
        np.maximum.at(best, owners[order][is_new], alike)
        return Alike(self, texts[is_new], alike, best)


def _rarity(times: Floats | float) -> Floats:
    """How much a word counts that one in so many has."""
    return np.asarray(np.log1p(times) ** _RARITY, dtype=np.float64)


def words_of(text: str) -> list[str]:
    """Return the words of ``text`` that carry meaning, stemmed, in order."""
    return _meanings(join_phrases(_plain(text)))


def _meanings(joined: str) -> list[str]:
    return [root(word) for word in _WORD.findall(joined) if word not in STOP_WORDS]


def _read(texts: Iterable[str]) -> tuple[str, list[list[str]]]:
    """Return many texts in plain letters, a line each, and the words of each that carry meaning."""
    plain = _plain("\n".join(text.replace("\n", " ") for text in texts))
    return plain, [_meanings(line) for line in join_phrases(plain).split("\n")]


def printed_words(entries: Sequence[Entry]) -> TextIndex:
    """Return the words of all messages that ``entries`` print, one entry after another."""
    messages = [(number, text) for number, entry in enumerate(entries) for text in entry.printed]
    texts = [(text, plain_words(masked(text))) for _, text in messages]
    return TextIndex(texts, [number for number, _ in messages], len(entries))


def plain_words(text: str) -> frozenset[str]:
    """Return every word of ``text`` as it is written, in small letters without accents."""
    return frozenset(_WORD.findall(_plain(text)))


def _plain(text: str) -> str:
    lowered = text.lower().replace("’", "'")
    return unicodedata.normalize("NFKD", lowered).encode("ascii", "ignore").decode()


def _weights(read: Sequence[tuple[float, list[str]]]) -> dict[str, float]:
    """How much each word of an entry counts: by the text it stands in, and how often people say it.

    ``read`` has the words of each text, and what that text counts, the lightest first.
    """
    weights: dict[str, float] = {}
    for weight, words in read:
        weights.update(dict.fromkeys(words, weight))
    said = Counter(chain.from_iterable(set(words) for weight, words in read if weight == _PHRASE))
    for word, times in said.items():
        weights[word] *= 1 + _OFTEN * math.log1p(times - 1)
    return weights


def _texts(entry: Entry) -> Iterator[tuple[float, str]]:
    """Every text of an entry with its weight, the lightest first."""
    yield from ((_ADMIN_STEPS, text) for text in (*entry.admin_steps.en, *entry.admin_steps.fr))
    yield from ((_STEPS, text) for text in (*entry.steps.en, *entry.steps.fr))
    yield _NAME, " ".join(_NAME_PART.findall(entry.name or ""))
    yield from ((_MESSAGE, text) for text in entry.printed)
    yield from ((_PHRASE, text) for text in (*entry.said_as.en, *entry.said_as.fr))
    yield from ((_TITLE, text) for text in (entry.title.en, entry.title.fr))
    yield from ((_CAUSE, text) for text in (entry.cause.en, entry.cause.fr))
