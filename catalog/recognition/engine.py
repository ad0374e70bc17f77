"""From a paste to an outcome: text in; outcome, entries, confidence and evidence out."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from catalog.catalog import Catalog
from catalog.recognition.calibration import Calibration, load_calibration
from catalog.recognition.codes import FoundCode, find_codes, find_fields, most_specific, unique
from catalog.recognition.complaint import tells_of_an_error
from catalog.recognition.decoding import decode
from catalog.recognition.details import read_details, read_language, read_product
from catalog.recognition.numbers import find_numbers, is_named_a_code, is_only_about_signing_in
from catalog.recognition.origin import Context, find_oauth_error, read_origin
from catalog.recognition.result import Evidence, Match, Outcome, Paste, Recognition

if TYPE_CHECKING:
    from catalog.recognition.folding import Folded
    from catalog.recognition.matching import Matcher

MOST_CHOICES: Final = 3
FOREIGN: Final = 0.97
"""Confidence from which a paste that names another system is answered all the same."""
SURE: Final = 0.49
"""Confidence below which people's own words are heard too."""

_CODE, _REPAIRED, _FIELD, _BARE, _OAUTH, _SUGGESTED = 0.995, 0.97, 0.95, 0.93, 0.8, 0.45
_FEW_WORDS: Final = 45
_FEW_LETTERS: Final = 4
"""Characters below which what stands beside a code quotes nothing."""
_ABOUT: Final = 4.5
"""What the odds of a quotation are multiplied by where the words are about signing in."""


class Recogniser:
    """Recognises pastes against one catalog. Immutable once made; safe to share between tasks and threads."""

    def __init__(self, catalog: Catalog, calibration: Calibration | None = None) -> None:
        self._catalog = catalog
        self._entries = catalog.entries
        self._calibration = calibration or load_calibration()
        self._oauth = frozenset(
            entry_id for entry_id in catalog.entries if re.fullmatch(r"[a-z_]+", entry_id)
        )

    @cached_property
    def matcher(self) -> "Matcher":
        """Matches text; made, and numpy read, when there is more than a code for the first time."""
        from catalog.recognition.matching import Matcher  # noqa: PLC0415 - slow to read

        return Matcher(self._catalog, self._calibration)

    def prepare(self) -> None:
        """Make now what the first paste with more than a code would wait for; about half a second."""
        _ = self.matcher.words

    def recognise(self, text: str) -> Recognition:
        """Return what ``text`` is about. Never raises, whatever the text."""
        decoded = decode(text)
        lowered = decoded.replace("İ", "I").lower()  # the one letter that would become two
        context = Context(read_origin(lowered), read_product(lowered), tells_of_an_error(lowered))
        codes = find_codes(decoded, self._is_known)
        numbers: tuple[FoundCode, ...] = ()
        if not codes:
            fields = find_fields(decoded, self._is_known)
            codes = fields if context.origin.is_entra or is_only_about_signing_in(decoded) else ()
            numbers = () if codes else unique((*fields, *find_numbers(decoded, self._is_known)))
        paste = Paste(
            text=decoded,
            codes=tuple(code.code for code in codes or numbers),
            details=read_details(decoded, lowered),
            product=context.product,
            language=read_language(lowered),
            looks_like_error=bool(codes or numbers) or context.tells_of_error,
        )
        if codes:
            return self._by_code(paste, codes, context)
        return self._by_text(paste, numbers, context)

    def _is_known(self, code: str) -> bool:
        return code in self._entries

    def _by_code(self, paste: Paste, codes: tuple[FoundCode, ...], context: Context) -> Recognition:
        """A well-formed code decides alone: one that is not in the catalog is unknown, never a neighbour."""
        ordered = most_specific(codes, self._is_known)
        first = ordered[0]
        if not self._is_known(first.code):
            return Recognition(
                Outcome.UNKNOWN_CODE, (), replace(paste, codes=_first(paste.codes, first.code))
            )
        folded = self.matcher.fold(paste.text) if _says_more(paste.text, codes) else None
        if first.is_repaired and folded and self._is_contradicted(first.code, folded, context):
            return self._by_text(paste, (), context)
        matches = [
            self._coded(code, folded, place)
            for place, code in enumerate(ordered)
            if self._is_known(code.code)
        ]
        return Recognition(Outcome.ANSWER, tuple(matches), paste)

    def _coded(self, code: FoundCode, folded: "Folded | None", place: int) -> Match:
        sure = _BARE if code.is_bare else _REPAIRED if code.is_repaired else _CODE
        quoted = self.matcher.evidence(code.code, folded) if folded else None
        evidence = (_seen(code), quoted) if quoted else (_seen(code),)
        return Match(code.code, sure if place == 0 else round(sure / (place + 1), 4), evidence)

    def _is_contradicted(self, code: str, folded: "Folded", context: Context) -> bool:
        """Whether the text around a mended code surely quotes another entry."""
        quoted = self.matcher.quoted(folded, context)
        if not quoted or quoted[0].confidence < self._calibration.answer:
            return False
        return all(match.entry_id != code for match in quoted if match.confidence >= self._calibration.choice)

    def _by_text(self, paste: Paste, numbers: tuple[FoundCode, ...], context: Context) -> Recognition:
        if numbers and is_only_about_signing_in(paste.text):
            return self._by_code(paste, numbers, context)
        matches = self.matcher.quoted(self.matcher.fold(paste.text), context)
        if fallback := self._by_oauth(paste, context, matches):
            return fallback
        if heard := not matches or matches[0].confidence < SURE:
            said = self.matcher.said(paste.text, matches, context)
            quoted = () if context.origin.is_foreign else _likelier(matches) if said else matches
            matches = _merged(quoted, [*self.matcher.named(paste.text), *said])
        if matches and matches[0].confidence >= self._wanted(matches[0], context, heard=heard):
            return Recognition(Outcome.ANSWER, self._shown(matches), paste)
        if numbers and not context.origin.is_foreign and is_named_a_code(paste.text, numbers[0]):
            suggested = tuple(Match(code.code, _SUGGESTED, (_seen(code),)) for code in numbers[:MOST_CHOICES])
            return Recognition(Outcome.CHOICE, suggested, paste)
        paste = replace(paste, codes=())
        if matches and matches[0].confidence >= self._calibration.choice:
            return Recognition(Outcome.CHOICE, self._shown(matches), paste)
        is_error = paste.looks_like_error and (not numbers or context.tells_of_error)
        return Recognition(Outcome.NO_MATCH if is_error else Outcome.NOT_AN_ERROR, (), paste)

    def _by_oauth(self, paste: Paste, context: Context, quoted: Sequence[Match]) -> Recognition | None:
        """An OAuth error word alone is answered only when the sign-in service itself said it.

        A message beside it says more; one that rests on the word itself does not.
        """
        if not context.origin.is_entra or context.origin.is_other:
            return None
        found = find_oauth_error(paste.text, self._oauth)
        if found is None or (quoted and quoted[0].confidence >= SURE and not _rests_on(quoted[0], found[1])):
            return None
        match = Match(found[0], _OAUTH, (Evidence("code", *found),))
        return Recognition(Outcome.ANSWER, (match,), replace(paste, codes=()))

    def _wanted(self, match: Match, context: Context, *, heard: bool) -> float:
        """The confidence from which ``match`` is the answer; ``heard`` is whether words were heard too."""
        if context.origin.is_foreign:
            return FOREIGN
        is_said = heard and match.evidence[0].kind != "name"
        return self._calibration.answer_to_words if is_said else self._calibration.answer

    def _shown(self, matches: Sequence[Match]) -> tuple[Match, ...]:
        floor = min(self._calibration.choice, matches[0].confidence) / 2
        return tuple(match for match in matches if match.confidence >= floor)[:MOST_CHOICES]


def _says_more(text: str, codes: Sequence[FoundCode]) -> bool:
    """Whether there is anything beside the codes that a message could be recognised by."""
    return len(text) - sum(end - start for start, end in (code.span for code in codes)) >= _FEW_LETTERS


def _merged(quoted: Sequence[Match], said: Sequence[Match]) -> list[Match]:
    """Both lists as one, best first; an entry that is in both is the likelier."""
    best: dict[str, Match] = {}
    for match in (*quoted, *said):
        known = best.get(match.entry_id, match)
        better = max(known, match, key=lambda one: one.confidence)
        if known is not match:
            both = 1 - (1 - known.confidence) * (1 - match.confidence)
            better = replace(better, confidence=round(both, 4))
        best[match.entry_id] = better
    return sorted(best.values(), key=lambda match: (-match.confidence, match.entry_id))


def _likelier(quoted: Sequence[Match]) -> Sequence[Match]:
    """Unsure quotations in a paste whose words are about signing in: the best one gains."""
    if not quoted:
        return quoted
    odds = _ABOUT * quoted[0].confidence / (1 - quoted[0].confidence)
    return (replace(quoted[0], confidence=round(odds / (1 + odds), 4)), *quoted[1:])


def _rests_on(match: Match, span: tuple[int, int]) -> bool:
    """Whether a match is hardly more than the words at ``span``."""
    start, end = match.evidence[0].span
    return end - start < _FEW_WORDS and start < span[1] and span[0] < end


def _seen(code: FoundCode) -> Evidence:
    return Evidence("number" if code.is_bare else "code", code.code, code.span)


def _first(codes: tuple[str, ...], code: str) -> tuple[str, ...]:
    """``codes`` with ``code`` in the last place, where the card reads the one that is unknown."""
    return (*(other for other in codes if other != code), code)
