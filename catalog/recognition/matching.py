"""From a folded paste to entries with confidence, by the messages it quotes and the words it uses."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from rapidfuzz import fuzz

from catalog.catalog import Catalog
from catalog.model import Entry
from catalog.recognition.calibration import Calibration, probability
from catalog.recognition.codes import WRAPPERS
from catalog.recognition.folding import Folded, fold
from catalog.recognition.index import GramIndex
from catalog.recognition.origin import Context, names_of_others
from catalog.recognition.quotation import Quotation, quote
from catalog.recognition.result import Evidence, Match
from catalog.recognition.words import Saying, TextIndex, WordIndex, plain_words, printed_words

QUOTED_FROM: Final = 0.4
"""Share of a message's weight from which it counts as quoted beside a code."""
_SAYINGS: Final = 4
_READ: Final = 12
_FEWEST_SURE: Final = 3
"""Words with a meaning below which they are too few to be sure."""
_FEWEST_TELLING: Final = 2
"""Words below which it is told where something went wrong, but hardly what."""
_UNSURE: Final = 0.5
_FAR: Final = 4.0
_LITTLE, _NEAR = 0.25, 0.5
"""Share of a message, and lead over the next, below which what is quoted may as well be another's."""
_NAMED, _UNNAMED = 1.5, -1.5
"""What an entry about one product gains in rank when the paste names it, and loses otherwise."""
_WRAPPER: Final = -0.5
_PER_LETTER, _MOST_LETTERS = 0.02, 200.0
_PER_MISSING, _MOST_MISSING = 0.06, 12.0
_PER_WORD: Final = 0.2
_AROUND: Final = 60
"""Letters around a quotation whose words are looked at too."""
_NAME_SHORTEST: Final = 10
_NAME: Final = re.compile(r"\b[A-Z][a-z]+(?:[A-Z0-9][A-Za-z0-9]*)\b|\b[A-Z][A-Za-z0-9]{9,60}\b")
_BY_NAME, _BY_LONG_NAME = 0.9, 0.98
_LONG_NAME: Final = 20
"""Letters from which no other system has such a name."""
_SAME: Final = 92.0
"""Likeness in per cent from which two messages are the same one."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A quotation with its log odds among the candidates, and those with the product weighed in."""

    quotation: Quotation
    log_odds: float
    rank: float


class Matcher:
    """Matches folded pastes to the messages and phrases of one catalog."""

    def __init__(self, catalog: Catalog, calibration: Calibration) -> None:
        self._catalog = catalog
        self._calibration = calibration
        entries = catalog.entries.values()
        self._index = GramIndex((entry.id, text) for entry in entries for text in entry.printed)
        self._named: dict[str, list[str]] = {}
        for entry in entries:
            if entry.name and len(entry.name) >= _NAME_SHORTEST:
                self._named.setdefault(entry.name, []).append(entry.id)
        self._numbers = {text: number for number, text in enumerate(self._index.texts)}
        self._texts_of: dict[str, range] = {}
        for position, text in enumerate(self._index.texts):
            first = self._texts_of.get(text.entry_id, range(position, position)).start
            self._texts_of[text.entry_id] = range(first, position + 1)

    def fold(self, text: str) -> Folded:
        """Return ``text`` in the form that messages are compared in."""
        return fold(text)

    @cached_property
    def words(self) -> WordIndex:
        """The index of people's own words; made when it is first wanted, which takes most of a second."""
        return WordIndex(self._catalog.entries.values(), self._printed)

    @cached_property
    def _printed(self) -> TextIndex:
        """The words of all messages, in the order of their grams."""
        return printed_words([*self._catalog.entries.values()])

    def quoted(self, folded: Folded, context: Context) -> list[Match]:
        """Return the entries whose messages ``folded`` quotes, best first, each once."""
        ranked = self.rank(folded, context)
        if not ranked:
            return []
        features = self.quoted_features(ranked, context)
        best = probability(self._calibration.quoted.log_odds(features))
        if ranked[0].quotation.covered < _LITTLE and features[1] < _NEAR:
            best = min(best, _UNSURE)  # a heading that several pages share
        top = ranked[0].log_odds
        return [
            self._match(item, folded, best * min(probability(item.log_odds) / probability(top), 1.0))
            for item in ranked
        ]

    def named(self, text: str) -> list[Match]:
        """Return the entries whose symbolic name stands in ``text``, such as UserStrongAuthExpired."""
        for word in _NAME.finditer(text):
            if owners := self._named.get(word[0]):
                sure = _BY_LONG_NAME if len(word[0]) >= _LONG_NAME else _BY_NAME
                confidence = sure if len(owners) == 1 else sure / 2
                evidence = (Evidence("name", word[0], word.span()),)
                return [Match(entry_id, confidence, evidence) for entry_id in owners]
        return []

    def rank(self, folded: Folded, context: Context) -> list[Ranked]:
        """Return the best quotation of each entry, the likeliest first; ties go by product, then id."""
        best: dict[str, Ranked] = {}
        for quotation in self.quotations(folded):
            log_odds = self._calibration.rank.log_odds(quotation.features)
            item = Ranked(quotation, log_odds, log_odds + self._preference(quotation, context))
            known = best.get(quotation.entry_id)
            if known is None or item.log_odds > known.log_odds:
                best[quotation.entry_id] = item
        return sorted(best.values(), key=self._order)

    def quotations(self, folded: Folded) -> list[Quotation]:
        """Return how ``folded`` quotes each of the messages nearest to it."""
        candidates = self._index.nearest(folded)
        if not candidates:
            return []
        start, end = candidates[0].window
        first, last = folded.span(max(start - _AROUND, 0), end + _AROUND)
        numbers = [self._numbers[candidate.text] for candidate in candidates]
        common = self._printed.common(plain_words(folded.masked[first:last]), numbers)
        return [quote(candidate, folded, words) for candidate, words in zip(candidates, common, strict=True)]

    def quoted_features(self, ranked: Sequence[Ranked], context: Context) -> tuple[float, ...]:
        """What the confidence in the first of ``ranked`` is made of."""
        top = ranked[0]
        rival = next((item for item in ranked[1:] if not self._is_same(top, item)), None)
        margin = max(min(top.rank - rival.rank, _FAR), 0.0) if rival else _FAR
        return (
            top.log_odds,
            margin,
            float(context.origin.is_foreign),
            min(top.quotation.letters / 40, 1.0),
        )

    def said(self, text: str, quoted: Sequence[Match], context: Context) -> list[Match]:
        """Return the entries that the words of ``text`` fit, best first; none where it is about others."""
        sayings = self.sayings(text, context)
        if not sayings:
            return []
        confidence_of = {match.entry_id: match.confidence for match in quoted}
        features = self.said_features(sayings, confidence_of, context)
        if probability(self._calibration.about.log_odds(features)) < self._calibration.about_from:
            return []
        best = probability(self._calibration.said.log_odds(features))
        wording = sayings[0].wording
        if wording.words < _FEWEST_SURE or wording.telling < _FEWEST_TELLING:
            best = min(best, _UNSURE)
        span = (0, len(text))
        return [
            Match(
                saying.entry_id,
                round(best * saying.score / sayings[0].score, 4),
                (Evidence("phrase", saying.text, span),),
            )
            for saying in sayings
        ]

    def sayings(self, text: str, context: Context) -> list[Saying]:
        """Return how well the words of ``text`` fit the nearest entries, one of each family, best first.

        Where the text names another system, entries that name it too are all that count. Where it hardly
        tells what happened, entries about one product are: the place alone leads to them.
        """
        best: dict[str, Saying] = {}
        for saying in self.words.nearest(text, _READ):
            entry, origin = self._catalog.entries[saying.entry_id], context.origin
            if not saying.wording.telling and not _is_placed(entry, context):
                continue
            if not origin.is_foreign or self._names(entry, origin.others):
                best.setdefault(entry.family or entry.id, saying)
        return list(best.values())[:_SAYINGS]

    def _names(self, entry: Entry, others: frozenset[str]) -> bool:
        """Whether what people say of an entry has one of the names ``others``."""
        texts = (entry.title.en, entry.title.fr, *entry.said_as.en, *entry.said_as.fr)
        return not others.isdisjoint(names_of_others(" ".join(texts).lower()))

    def said_features(
        self, sayings: Sequence[Saying], confidence_of: dict[str, float], context: Context
    ) -> tuple[float, ...]:
        """What the confidence in the first of ``sayings`` is made of."""
        top, wording = sayings[0], sayings[0].wording
        rival = sayings[1] if len(sayings) > 1 else None
        return (
            top.score,
            top.covered,
            min(top.weight / 20, 1.0),
            top.score - rival.score if rival else top.score,
            top.likeness,
            min(wording.words / 8, 1.0),
            float(context.tells_of_error),
            confidence_of.get(top.entry_id, 0.0),
            top.likelihood,
            wording.strange,
            min(wording.unsaid / 6, 1.0),
            min(wording.elsewhere / 3, 1.0),
            float(context.origin.is_foreign),
            top.printed**2,
            max((sure for entry_id, sure in confidence_of.items() if entry_id != top.entry_id), default=0.0),
        )

    def evidence(self, entry_id: str, folded: Folded) -> Evidence | None:
        """Return the message of an entry that ``folded`` quotes best, when it quotes one."""
        positions = self._texts_of.get(entry_id)
        found = self._index.closest(positions, folded) if positions else None
        if found is None or found.of_text < QUOTED_FROM:
            return None
        return Evidence("message", found.text.text, folded.span(*found.window))

    def _order(self, item: Ranked) -> tuple[float, bool, int, str]:
        """Best first; among equals the one that its family puts first, then the longer code."""
        entry = self._catalog.entries[item.quotation.entry_id]
        family = self._catalog.families.get(entry.family) if entry.family else None
        is_first = family is not None and family.first == entry.id
        return -round(item.rank, 6), not is_first, -len(entry.id) if entry.code else 0, entry.id

    def _preference(self, quotation: Quotation, context: Context) -> float:
        """What tells near-equal candidates apart: the fuller quotation, the specific code, the product."""
        missing = min(quotation.candidate.text.length - quotation.letters, _MOST_MISSING)
        fullness = _PER_LETTER * min(quotation.letters, _MOST_LETTERS) - _PER_MISSING * missing
        fullness += _PER_WORD * quotation.words.weight
        if quotation.entry_id in WRAPPERS:
            return fullness + _WRAPPER
        products = self._catalog.entries[quotation.entry_id].products
        if not products:
            return fullness
        return fullness + (_NAMED if context.product in products else _UNNAMED)

    def _is_same(self, one: Ranked, other: Ranked) -> bool:
        """Whether two candidates need no telling apart: a family, or one message in two products."""
        first = self._catalog.entries[one.quotation.entry_id]
        second = self._catalog.entries[other.quotation.entry_id]
        if first.family is not None and first.family == second.family:
            return True
        texts = ["".join(item.quotation.candidate.text.parts) for item in (one, other)]
        return fuzz.ratio(*texts, score_cutoff=_SAME) > 0

    def _match(self, item: Ranked, folded: Folded, confidence: float) -> Match:
        quotation = item.quotation
        evidence = Evidence(
            "message", quotation.candidate.text.text, folded.span(*quotation.candidate.window)
        )
        return Match(quotation.entry_id, round(min(confidence, 1.0), 4), (evidence,))


def _is_placed(entry: Entry, context: Context) -> bool:
    """Whether an entry is about one product, and no other is named."""
    return bool(entry.products) and context.product in (None, *entry.products)
