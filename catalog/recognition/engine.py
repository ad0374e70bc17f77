"""From a paste to an outcome: text in; outcome, entries, confidence and evidence out."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from catalog.catalog import Catalog
from catalog.recognition.codes import (
    FoundCode,
    find_bare_numbers,
    find_codes,
    is_only_about_signing_in,
    most_specific,
)
from catalog.recognition.decoding import decode
from catalog.recognition.details import read_details, read_language, read_product
from catalog.recognition.folding import fold
from catalog.recognition.index import GramIndex, texts_of
from catalog.recognition.matching import CLOSE, match_text
from catalog.recognition.result import Evidence, Match, Outcome, Paste, Recognition

ANSWER: Final = 0.75
"""Confidence from which an entry is given as the answer."""
CHOICE: Final = 0.40
"""Confidence from which entries are offered to choose from."""
MOST_CHOICES: Final = 3

_CODE_CONFIDENCE: Final = 0.99
_BARE_CONFIDENCE: Final = 0.9
_SUGGESTED_CONFIDENCE: Final = 0.5
_ERROR_WORDS: Final = re.compile(
    r"error|erreur|fail|échou|echou|exception|expir|denied|refus|block|bloqu|invalid|not valid|unable|cannot|"
    r"can't|can not|impossible|ne peux pas|n'arrive pas|wrong|broken|cass[ée]|unauthorized|forbidden|problem|"
    r"problème|not working|doesn't work|marche p(?:as|lus)|fonctionne p(?:as|lus)|locked|verrouill|disabled|"
    r"désactiv|trouble|sign(?:ed|ing)? ?(?:me )?(?:in|out)|log(?:ged)? ?(?:me )?(?:in|out)\b|"
    r"\b0x[0-9a-f]{6,8}\b|\b[45]\d\d\b",
    re.IGNORECASE,
)


class Recogniser:
    """Recognises pastes against one catalog. Immutable once made; safe to share between tasks and threads."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._index = GramIndex(texts_of(catalog))

    def recognise(self, text: str) -> Recognition:
        """Return what ``text`` is about. Never raises, whatever the text."""
        decoded = decode(text)
        codes = find_codes(decoded, self._is_known)
        bare = () if codes else find_bare_numbers(decoded, self._is_known)
        paste = Paste(
            text=decoded,
            codes=tuple(code.code for code in codes or bare),
            details=read_details(decoded),
            product=read_product(decoded),
            language=read_language(decoded),
            looks_like_error=bool(codes or bare or _ERROR_WORDS.search(decoded)),
        )
        if codes:
            return self._by_code(paste, codes)
        return self._by_text(paste, bare)

    def _is_known(self, code: str) -> bool:
        return code in self._catalog.entries

    def _by_code(self, paste: Paste, codes: tuple[FoundCode, ...]) -> Recognition:
        """A well-formed code decides alone: one that is not in the catalog is unknown, never a neighbour."""
        ordered = most_specific(codes)
        if not self._is_known(ordered[0].code):
            return Recognition(Outcome.UNKNOWN_CODE, (), paste)
        matches = [
            Match(
                code.code, _CODE_CONFIDENCE if place == 0 else _CODE_CONFIDENCE / (place + 1), (_seen(code),)
            )
            for place, code in enumerate(ordered)
            if self._is_known(code.code)
        ]
        return Recognition(Outcome.ANSWER, tuple(matches), paste)

    def _by_text(self, paste: Paste, bare: tuple[FoundCode, ...]) -> Recognition:
        if bare and is_only_about_signing_in(paste.text):
            return Recognition(Outcome.ANSWER, _matches(bare, _BARE_CONFIDENCE), paste)
        matches = self._ranked(match_text(fold(paste.text), self._index), paste)
        if matches and matches[0].confidence >= ANSWER:
            return Recognition(Outcome.ANSWER, matches, paste)
        if bare and paste.looks_like_error and _names_a_code(paste.text):
            return Recognition(Outcome.CHOICE, _matches(bare, _SUGGESTED_CONFIDENCE), paste)
        if matches:
            return Recognition(Outcome.CHOICE, matches, paste)
        paste = replace(paste, codes=())
        outcome = Outcome.NO_MATCH if _ERROR_WORDS.search(paste.text) else Outcome.NOT_AN_ERROR
        return Recognition(outcome, (), paste)

    def _ranked(self, matches: Sequence[Match], paste: Paste) -> tuple[Match, ...]:
        """Keep what is worth showing; among equals the paste's product decides, then a code."""
        if not matches or matches[0].confidence < CHOICE:
            return ()
        near = [match for match in matches if match.confidence >= matches[0].confidence - CLOSE]
        rest = [match for match in matches if match not in near and match.confidence >= CHOICE]
        near.sort(key=lambda match: self._rank(match.entry_id, paste))
        if len(near) > 1 and not self._told_apart(near[0], near[1], paste):
            near = [replace(match, confidence=min(match.confidence, ANSWER - CLOSE)) for match in near]
        return tuple([*near, *rest][:MOST_CHOICES])

    def _rank(self, entry_id: str, paste: Paste) -> int:
        products = self._catalog.entries[entry_id].products
        if not products:
            return 1
        return 0 if paste.product in products else 2

    def _told_apart(self, first: Match, second: Match, paste: Paste) -> bool:
        one, other = self._catalog.entries[first.entry_id], self._catalog.entries[second.entry_id]
        if one.family is not None and one.family == other.family:
            return True
        return self._rank(one.id, paste) != self._rank(other.id, paste)


def _matches(codes: Sequence[FoundCode], confidence: float) -> tuple[Match, ...]:
    return tuple(Match(code.code, confidence, (_seen(code),)) for code in codes[:MOST_CHOICES])


def _seen(code: FoundCode) -> Evidence:
    return Evidence("number" if code.is_bare else "code", code.code, code.span)


def _names_a_code(text: str) -> bool:
    return re.search(r"\b(?:error|erreur|code)\b", text, re.IGNORECASE) is not None
