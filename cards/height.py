"""How high the elements of a card stand on a phone, estimated from the lengths of their texts.

A card decides by this what it can show at once and what it folds away. The estimate errs on the high side;
tests/e2e/test_phone.py draws every answer with Microsoft's renderer and measures it.
"""

from collections.abc import Iterable, Mapping
from math import ceil
from typing import Any, Final

from cards.elements import Element

SCREEN: Final = 650
"""CSS pixels in which a whole card can be read on a phone of 390 by 844, such as an iPhone 14: of these the
status bar takes 47, the chat's own bar 52, the box to write in 61 and the strip below it 34."""
ROOM: Final = SCREEN - 32
"""What a card fills of it: an estimate can be wrong by a line, and the elements stand apart."""
_TEXT_WIDTH: Final = 326.0
"""A card is 358 wide, 16 less on each side than the phone, and has a padding of 16."""
_LIST_INDENT: Final = 40.0
_PADDING: Final = 16.0
_LETTER: Final = {"small": 5.7, "large": 9.0}
_LINE: Final = {"small": 16.0, "large": 24.0}
_USUAL_LETTER: Final = 6.8
_USUAL_LINE: Final = 18.62
_RUNS_LINE: Final = 21.0
_BUTTONS: Final = 32.0
_SPACING: Final = {"none": 0.0, "small": 8.0, "default": 12.0, "medium": 16.0, "large": 20.0}


def height(elements: Iterable[Mapping[str, Any]]) -> float:
    """CSS pixels that the visible ones of ``elements`` take together, one below the other."""
    total = 0.0
    for element in elements:
        if element.get("isVisible", True):
            total += _SPACING[element.get("spacing", "default")] if total else 0.0
            total += _height(element)
    return total


def card_height(body: Iterable[Element]) -> float:
    """CSS pixels of a card with ``body`` and one row of buttons."""
    return height(body) + _SPACING["default"] + _BUTTONS + _PADDING


def _height(element: Mapping[str, Any]) -> float:
    match element["type"]:
        case "TextBlock":
            return _text_height(element["text"], element.get("size", "default"))
        case "Container":
            padding = 2 * _PADDING if "style" in element else 0.0
            return height(element["items"]) + padding
        case "ActionSet":
            return _BUTTONS
        case _:
            return _RUNS_LINE


def _text_height(text: str, size: str) -> float:
    letter, line = _LETTER.get(size, _USUAL_LETTER), _LINE.get(size, _USUAL_LINE)
    paragraphs = text.replace("**", "").split("\n")
    width = _TEXT_WIDTH - _LIST_INDENT if paragraphs[0].startswith("1. ") else _TEXT_WIDTH
    return line * sum(ceil(len(paragraph) * letter / width) for paragraph in paragraphs)
