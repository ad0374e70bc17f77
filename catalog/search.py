"""Searching the catalog as people type into a search box: the beginning of a code, or some words."""

import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from math import log
from typing import Final

from rapidfuzz import fuzz, process

from catalog.catalog import Catalog
from catalog.model import Entry

MOST_TYPED: Final = 200
"""Characters of a query that are read."""
MOST_WORDS: Final = 12
"""Words of a query that are looked up."""

COMMON: Final = tuple(
    f"AADSTS{number}"
    for number in (
        *(50076, 50079, 50126, 50173, 53003, 65001, 90094, 50105, 50034, 50055),
        *(700016, 50020, 53000, 50053, 500121, 50158, 700082, 70043, 7000222, 7000215),
        *(50058, 50011, 50057, 70008, 50072, 50074, 53001, 500341, 90072, 50089),
    )
)
"""Codes that people ask about most in public, in that order: shown before anything is typed."""

_WORD: Final = re.compile(r"[a-z0-9]{2,40}")
_PLACEHOLDER: Final = re.compile(r"\{[^{}]{0,60}\}")
_HUMP: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_PREFIX: Final = "aadsts"
_CODE: Final = re.compile(
    r"(?<![a-z0-9])(?:(?P<prefix>a{1,2}dsts)[\s:#_-]{0,3}(?P<coded>\d{1,9})|(?P<bare>\d{3,9}))(?![a-z0-9])"
)
_SURELY_A_CODE: Final = 5

_EXACT, _BEGUN, _ALIKE = 1.0, 0.8, 0.5
_LIKENESS: Final = 82
"""How alike, of 100, a word of the catalog must be to one that is in none of its texts."""
_COVERED: Final = 0.6
"""The share of a query's weight that an entry must speak of."""


@dataclass(frozen=True, slots=True)
class _Term:
    """A word of the query: the words of the catalog that it may stand for, and how rare it is."""

    stands_for: dict[str, float]
    weight: float
    rarity: float
    """How rare all those words are together: the beginning of many words tells little."""


class CatalogSearch:
    """Finds entries of one catalog. Safe to share between tasks and threads.

    The first search by words makes the index of words, in a tenth of a second.
    """

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._ids = tuple(catalog.entries)
        common = [entry_id for entry_id in COMMON if entry_id in catalog.entries]
        self._common = (*common, *(entry_id for entry_id in self._ids if entry_id not in set(common)))
        self._place = {entry_id: place for place, entry_id in enumerate(self._common)}
        self._codes = [(entry.id.removeprefix("AADSTS"), entry.id) for entry in _coded(catalog)]

    @cached_property
    def _postings(self) -> dict[str, dict[str, float]]:
        postings: defaultdict[str, dict[str, float]] = defaultdict(dict)
        for entry in self._catalog.entries.values():
            for word, weight in _weights(entry).items():
                postings[word][entry.id] = weight
        return dict(postings)

    @cached_property
    def _vocabulary(self) -> list[str]:
        return sorted(self._postings)

    def find(self, query: str) -> tuple[str, ...]:
        """Return the ids of the entries that ``query`` may mean, best first; nothing typed means all."""
        typed = _fold(query[:MOST_TYPED])
        found = {(match["coded"] or match["bare"]): bool(match["prefix"]) for match in _CODE.finditer(typed)}
        if coded := self._by_code(found):
            return coded
        if any(prefixed or len(digits) >= _SURELY_A_CODE for digits, prefixed in found.items()):
            return ()  # a code that we lack: a neighbour would be a guess
        words = _WORD.findall(typed)[:MOST_WORDS]
        if not words or _PREFIX.startswith(typed.strip()):
            return self._common
        return self._by_words(words)

    def _by_code(self, found: dict[str, bool]) -> tuple[str, ...]:
        matches = {
            entry_id: (number != digits, self._place[entry_id])
            for digits in reversed(found)
            for number, entry_id in self._codes
            if number.startswith(digits)
        }
        return tuple(sorted(matches, key=lambda entry_id: matches[entry_id]))

    def _by_words(self, words: list[str]) -> tuple[str, ...]:
        terms = [self._term(word, is_last=word is words[-1]) for word in words]
        total = sum(term.weight for term in terms)
        covered: defaultdict[str, float] = defaultdict(float)
        scores: defaultdict[str, float] = defaultdict(float)
        for term in terms:
            for entry_id, score in self._best(term).items():
                covered[entry_id] += term.weight
                scores[entry_id] += score
        kept = [entry_id for entry_id in covered if covered[entry_id] >= _COVERED * total]
        return tuple(sorted(kept, key=lambda e: (-covered[e] * scores[e], self._place[e])))

    def _term(self, word: str, *, is_last: bool) -> _Term:
        stands_for = {word: _EXACT} if word in self._postings else {}
        if is_last or not stands_for:
            stands_for = {**dict.fromkeys(self._begun(word), _BEGUN), **stands_for}
        if not stands_for and len(word) >= 4:
            near = process.extract(word, self._vocabulary, scorer=fuzz.ratio, score_cutoff=_LIKENESS, limit=4)
            stands_for = {other: _ALIKE for other, _, _ in near}
        rarest = max((self._rarity(other) for other in stands_for), default=self._rarity(None))
        together = sum(len(self._postings[other]) for other in stands_for)
        return _Term(stands_for, rarest, log(1 + len(self._ids) / max(together, 1)))

    def _begun(self, word: str) -> Iterator[str]:
        place = bisect_left(self._vocabulary, word)
        while place < len(self._vocabulary) and self._vocabulary[place].startswith(word):
            yield self._vocabulary[place]
            place += 1

    def _best(self, term: _Term) -> dict[str, float]:
        """The best score of each entry for one word of the query."""
        best: dict[str, float] = {}
        for word, likeness in term.stands_for.items():
            for entry_id, weight in self._postings[word].items():
                score = likeness * term.rarity * weight
                if score > best.get(entry_id, 0.0):
                    best[entry_id] = score
        return best

    def _rarity(self, word: str | None) -> float:
        return log(1 + len(self._ids) / (len(self._postings[word]) if word else 1))


def _coded(catalog: Catalog) -> Iterator[Entry]:
    return (entry for entry in catalog.entries.values() if entry.code)


def _weights(entry: Entry) -> dict[str, float]:
    """How much each word says of the entry, by the most telling text that it stands in."""
    texts = [
        *((1.0, text) for text in (entry.cause.en, entry.cause.fr, *entry.printed)),
        *((2.0, text) for text in (*entry.said_as.en, *entry.said_as.fr)),
        *(
            (4.0, text)
            for text in (
                entry.title.en,
                entry.title.fr,
                entry.name or "",
                (entry.name or "").lower(),
                entry.id,
            )
        ),
    ]
    return {word: weight for weight, text in texts for word in _words(text)}


def _words(text: str) -> list[str]:
    return _WORD.findall(_fold(_PLACEHOLDER.sub(" ", text)))


def _fold(text: str) -> str:
    """Small letters without accents; ``StrongAuthRequired`` becomes three words."""
    parted = _HUMP.sub(" ", text)
    plain = unicodedata.normalize("NFKD", parted.casefold().replace("œ", "oe"))
    return "".join(character for character in plain if not unicodedata.combining(character))
