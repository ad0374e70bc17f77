"""Cards as JSON: drawn and written once for everybody who is told the same, then only filled in."""

import re
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import fields, replace
from typing import Any, Final

import orjson

from cards.answer import answer_card
from cards.elements import Card
from cards.views import AnswerView
from catalog.language import Language
from catalog.recognition import Details
from catalog.record import record

_KEPT: Final = 512  # cards, of twelve kilobytes each
_OWN: Final = ("answer_id", "reference")
_DETAILS: Final = tuple(field.name for field in fields(Details))
_NOT_TOLD: Final = frozenset({"catalog", "entry", "advice", "details", *_OWN})
_TOLD: Final = tuple(field.name for field in fields(AnswerView) if field.name not in _NOT_TOLD)
"""What decides, beside the entry, what a card says; the gaps are what is filled in for each reader."""

_GAP: Final = "\ue000{}\ue001"  # private use: no wording has these
_GAPS: Final = re.compile("\ue000([a-z_]+)\ue001".encode())


@record(frozen=True, slots=True)
class PrintedCard:
    """A card as the JSON that goes on the wire. ``gist`` is its plain text for whoever cannot draw it."""

    json: bytes
    gist: str

    def read(self) -> Card:
        """The card as the object that it is."""
        card: Card = orjson.loads(self.json)
        return card


class _Plate:
    """A card with gaps: text and the name of what comes next, in turn."""

    def __init__(self, drawn: Card) -> None:
        self._parts = _GAPS.split(orjson.dumps(drawn))
        self._names = [name.decode() for name in self._parts[1::2]]
        self._gist = drawn["fallbackText"]

    def fill(self, values: Mapping[str, str]) -> PrintedCard:
        # Inside a string of JSON, no quote stands without a backslash before it: this parts values alone.
        strings = orjson.dumps(list(values.values()))[2:-2].split(b'","')
        written = dict(zip(values, strings, strict=False))  # of no value, one empty string
        parts = self._parts.copy()
        parts[1::2] = [written[name] for name in self._names]
        return PrintedCard(b"".join(parts), self._gist)


class Printer:
    """Prints the cards of one catalog; keeps the plates of those printed last. For one thread at a time."""

    def __init__(self) -> None:
        self._plates: OrderedDict[Hashable, _Plate] = OrderedDict()

    def print(self, view: AnswerView, language: Language, *, unfolded: bool = False) -> PrintedCard:
        """The same card as ``answer_card`` draws."""
        own = {name: value for name in _OWN if (value := getattr(view, name))}
        found = {name: value for name in _DETAILS if (value := getattr(view.details, name))}

        def draw(gaps: Mapping[str, str]) -> Card:
            details = Details(**{name: gaps[name] for name in found})
            changes: dict[str, Any] = {name: gaps[name] for name in own}
            return answer_card(replace(view, details=details, **changes), language, unfolded=unfolded)

        told = (getattr(view, name) for name in _TOLD)
        return self.copy((view.entry.id, language, unfolded, *told), own | found, draw)

    def copy(
        self, kind: Hashable, values: Mapping[str, str], draw: Callable[[Mapping[str, str]], Card]
    ) -> PrintedCard:
        """The card that ``draw`` makes of the values, with their JSON in their places.

        Cards of one ``kind`` differ by their values alone. Values are shown as they are, or not at all.
        """
        key = (kind, *values)
        plate = self._plates.get(key)
        if plate is None:
            plate = self._plates[key] = _Plate(draw({name: _GAP.format(name) for name in values}))
            if len(self._plates) > _KEPT:
                self._plates.popitem(last=False)
        else:
            self._plates.move_to_end(key)
        return plate.fill(values)
