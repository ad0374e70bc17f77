"""Searching from a message box: which results there are, and the card that each inserts."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Final

from cachetools import LRUCache

from cards.answer import answer_card
from cards.elements import Card
from cards.results import glance_card, picture, result_line
from cards.views import AnswerView
from cards.wording import wording
from catalog.language import Language
from catalog.model import Entry, Product
from dialogs.knowledge import Knowledge
from dialogs.messages import MOST_HITS, Found, Hit, Query
from dialogs.triage import new_answer_id

MOST_BYTES: Final = 200_000
"""UTF-8 of the cards of one page."""
_ROOM: Final = 2_000
"""Kept free for each result that is still to come: a card at a glance is never larger."""
_KEPT: Final = 256


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What a result may insert: the whole answer, of so many bytes, or a card at a glance."""

    entry: Entry
    whole: Card
    size: int
    glance: Card


class Search:
    """Answers searches. Keeps the cards drawn last, which nobody changes: each keystroke asks for a page."""

    def __init__(self, product: Product | None = None) -> None:
        self._product = product
        self._kept: LRUCache[tuple[str, str, Language], _Drawn] = LRUCache(_KEPT)
        self._lock = Lock()

    def find(self, query: Query, known: Knowledge, language: Language) -> Found:
        """The page of results that ``query`` asks for. Takes milliseconds; may be called from any thread."""
        found = known.search.find(query.text)
        if not found:
            return Found(note=wording(language).search_nothing)
        skip, count = max(query.skip, 0), min(max(query.count, 1), MOST_HITS)
        drawn = [self._drawn(entry_id, known, language) for entry_id in found[skip : skip + count]]
        return Found(tuple(_hits(drawn, language)))

    def _drawn(self, entry_id: str, known: Knowledge, language: Language) -> _Drawn:
        key = (known.catalog.version, entry_id, language)
        with self._lock:
            if (kept := self._kept.get(key)) is not None:
                return kept
        drawn = _draw(known.catalog.entries[entry_id], known, language, self._product)
        with self._lock:
            self._kept[key] = drawn
        return drawn


def _draw(entry: Entry, known: Knowledge, language: Language, product: Product | None) -> _Drawn:
    # the id of no answer: whoever presses gets one of their own
    view = AnswerView(known.catalog, entry, new_answer_id(), product, is_from_paste=False)
    whole = answer_card(view, language)
    size = len(json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode())
    return _Drawn(entry, whole, size, glance_card(view, language))


def _hits(drawn: Sequence[_Drawn], language: Language) -> Iterator[Hit]:
    """The whole answer for each result, as long as there is room on the page; at a glance for the others."""
    room = MOST_BYTES - _ROOM * len(drawn)
    for result in drawn:
        fits = result.size - _ROOM <= room
        room -= result.size - _ROOM if fits else 0
        yield Hit(
            title=result.entry.title.in_(language),
            line=result_line(result.entry, language),
            picture=picture(result.entry.severity),
            card=result.whole if fits else result.glance,
        )
