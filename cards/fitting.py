"""The size that Teams takes, and what is shown of a card that is larger."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

import orjson

from cards.elements import Card, Element, text

MOST_BYTES: Final = 28 * 1024
"""Of UTF-16, in which Teams counts a message's card."""
_TOGGLE: Final = "Action.ToggleVisibility"
_READ: Final = frozenset({"text", "title", "label", "placeholder", "fallbackText", "inlines"})
_CUTS: Final = (2_000, 1_000, 500, 250, 120, 60)
"""Characters of a text that are kept, tried one after the other."""


def size(card: Card) -> int:
    """Bytes of UTF-16 that a card takes on the wire."""
    return size_of(orjson.dumps(card))


def size_of(json: bytes) -> int:
    """The same for a card that is JSON already."""
    return len(json.decode().encode("utf-16-le"))


def fits(json: bytes) -> bool:
    """Whether Teams takes it."""
    return 2 * len(json) <= MOST_BYTES or size_of(json) <= MOST_BYTES


def shortened(card: Card) -> Card:
    """The same card without what is folded away, its texts cut until Teams takes it: a last resort.

    Where all steps are folded away, the first of them are shown. Buttons stay if they can.
    """
    return next(candidate for candidate in _shorter(card) if size(candidate) <= MOST_BYTES)


def _shorter(card: Card) -> Iterator[Card]:
    """Ever shorter forms of ``card``; the last one always fits."""
    body = card.get("body", ())
    plain = _open(body)
    if not any(_folds_steps(element) for element in _within(plain)):
        folded = next((element["id"] for element in _within(body) if _folds_steps(element)), None)
        plain = _open(body, asked=folded)
    for most in _CUTS:
        yield _cut({**card, "body": plain}, most)
    gist = text(card.get("fallbackText", "")[: _CUTS[0]])
    yield _cut({**card, "body": [gist]}, _CUTS[0])
    yield {**_cut({**card, "actions": []}, _CUTS[0]), "body": [gist]}


def _open(elements: Iterable[Element], *, asked: str | None = None) -> list[Element]:
    """What is visible, and what has the id ``asked``, without the words that unfold the rest."""
    shown = []
    for element in elements:
        if (element.get("isVisible", True) or element["id"] == asked) and not _unfolds(element):
            items = {"items": _open(element["items"], asked=asked)} if "items" in element else {}
            shown.append({**element, **items, "isVisible": True})
    return shown


def _unfolds(element: Element) -> bool:
    actions = [run.get("selectAction", {}) for run in element.get("inlines", ()) if isinstance(run, dict)]
    return any(action.get("type") == _TOGGLE for action in [*actions, *element.get("actions", ())])


def _within(elements: Iterable[Element]) -> Iterator[Element]:
    for element in elements:
        yield element
        yield from _within(element.get("items", ()))


def _folds_steps(element: Element) -> bool:
    """Whether it holds steps that can be shown and hidden."""
    steps = (one for one in _within([element]) if one["type"] == "TextBlock" and one["text"][:3] == "1. ")
    return "id" in element and any(steps)


def _cut(value: Any, most: int, name: str = "") -> Any:
    """``value`` with ``most`` characters of each line that people read; what comes back to us stays."""
    if isinstance(value, dict):
        return {key: part if key == "data" else _cut(part, most, key) for key, part in value.items()}
    if isinstance(value, list):
        return [_cut(part, most, name) for part in value]
    if isinstance(value, str) and name in _READ:
        return "\n".join(
            line if len(line) <= most else f"{line[:most].rstrip()}…" for line in value.split("\n")
        )
    return value
