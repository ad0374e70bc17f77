"""Answer cards as JSON: drawn and written once for everybody who is told the same, then only filled in."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Final

import orjson
from cachetools import LRUCache

from cards.answer import answer_card
from cards.elements import Card
from cards.views import AnswerView
from catalog.language import Language
from catalog.recognition import Details

_KEPT: Final = 512  # cards, of twelve kilobytes each
_OWN: Final = ("answer_id", "reference")
_DETAILS: Final = tuple(field.name for field in fields(Details))
_NOT_TOLD: Final = frozenset({"catalog", "entry", "advice", "details", *_OWN})
_TOLD: Final = tuple(field.name for field in fields(AnswerView) if field.name not in _NOT_TOLD)
"""What decides, beside the entry, what a card says; the gaps are what is filled in for each reader."""

_GAP: Final = "\ue000{}\ue001"  # private use: no wording has these
_GAPS: Final = re.compile("\ue000([a-z_]+)\ue001".encode())


@dataclass(frozen=True, slots=True)
class PrintedCard:
    """A card as the JSON that goes on the wire. ``gist`` is its plain text for whoever cannot draw it."""

    json: bytes
    gist: str

    def read(self) -> Card:
        """The card as the object that it is."""
        card: Card = orjson.loads(self.json)
        return card


@dataclass(frozen=True, slots=True)
class _Plate:
    """A card with gaps: text and the name of what comes next, in turn."""

    parts: tuple[bytes, ...]
    gist: str

    def fill(self, values: Mapping[str, str]) -> PrintedCard:
        written = {name.encode(): orjson.dumps(value)[1:-1] for name, value in values.items()}
        parts = list(self.parts)
        parts[1::2] = [written[name] for name in parts[1::2]]
        return PrintedCard(b"".join(parts), self.gist)


class Printer:
    """Prints the answer cards of one catalog, and keeps the plates of those printed last."""

    def __init__(self) -> None:
        self._plates: LRUCache[tuple[object, ...], _Plate] = LRUCache(_KEPT)

    def print(self, view: AnswerView, language: Language, *, unfolded: bool = False) -> PrintedCard:
        """The same card as ``answer_card`` draws. For one thread at a time."""
        own = {name: value for name in _OWN if (value := getattr(view, name))}
        found = {name: value for name in _DETAILS if (value := getattr(view.details, name))}
        told = (getattr(view, name) for name in _TOLD)
        key = (view.entry.id, language, unfolded, *told, *own, *found)
        plate = self._plates.get(key)
        if plate is None:
            plate = self._plates[key] = _plate(view, own, found, language, unfolded=unfolded)
        return plate.fill(own | found)


def _plate(
    view: AnswerView, own: Iterable[str], found: Iterable[str], language: Language, *, unfolded: bool
) -> _Plate:
    details = Details(**{name: _GAP.format(name) for name in found})
    gaps: dict[str, Any] = {name: _GAP.format(name) for name in own}
    drawn = answer_card(replace(view, details=details, **gaps), language, unfolded=unfolded)
    return _Plate(tuple(_GAPS.split(orjson.dumps(drawn))), drawn["fallbackText"])
