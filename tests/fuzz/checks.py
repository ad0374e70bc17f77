"""What must be true of every answer, whatever came in."""

import json
from collections.abc import Iterator
from typing import Any, Final

from dialogs.messages import Card
from tests.cards.schema import MOST_BYTES, problems, size
from tests.fuzz.texts import MARK
from tests.fuzz.world import Answered, Bot

REFUSALS: Final = (400, 403, 413)
_LETTER_BY_LETTER: Final = frozenset(
    {("TextRun", "text"), ("Input.Text", "value"), ("AdaptiveCard", "fallbackText")}
)
"""Where words from outside may stand: what clients draw as they are."""
_WORDS: Final = frozenset({"text", "value", "title", "label", "fallbackText", "data"})
_valid: Final[set[str]] = set()
"""Shapes of cards that the schema has passed; it takes a tenth of a second for each."""


def check_answer(bot: Bot, answered: Answered) -> None:
    """No failure, nothing too large, nothing on a card that somebody else put there."""
    complaints = bot.complaints()
    assert not complaints, complaints
    assert answered.status == 200 or answered.status in REFUSALS, answered
    if answered.status != 200:
        assert answered.json["error"]["message"]
    assert len(answered.body) < MOST_BYTES or b"composeExtension" in answered.body
    for sent in answered.sent:
        check_message(sent)
    for card in answered.cards:
        check_card(card)


def check_message(sent: Any) -> None:
    """A message outside its cards is plain text, and mentions nobody."""
    if not isinstance(sent, dict) or sent.get("type") != "message":
        return
    assert sent.get("textFormat") == "plain" or not sent.get("text"), sent
    assert "entities" not in sent
    assert size(sent) < MOST_BYTES


def check_card(card: Card) -> None:
    """It fits, it is what the schema says, and words from outside stand only where they are drawn as such."""
    assert size(card) < MOST_BYTES
    if (shape := json.dumps(_shape(card))) not in _valid:
        assert problems(card) == []
        _valid.add(shape)
    assert "msteams" not in card
    loud = [where for where in _marked(card) if where not in _LETTER_BY_LETTER]
    assert not loud, (loud, card)


def _shape(node: Any) -> Any:
    """A card without the words on it: two of one shape are both valid or both not."""
    if isinstance(node, list):
        return [_shape(item) for item in node]
    if isinstance(node, dict):
        return {
            name: type(value).__name__ if name in _WORDS else _shape(value) for name, value in node.items()
        }
    return node


def _marked(node: Any, kind: str = "") -> Iterator[tuple[str, str]]:
    """The type and field of each place where the mark of an injection stands, data of buttons aside."""
    if isinstance(node, list):
        for item in node:
            yield from _marked(item, kind)
    if not isinstance(node, dict):
        return
    kind = node.get("type", kind)
    for name, value in node.items():
        if name == "data":
            continue
        if isinstance(value, str):
            if MARK in value or "{{DATE(2020-01-01" in value:
                yield kind, name
        else:
            yield from _marked(value, kind)
