"""Reading a card as a person or a client would."""

from collections.abc import Iterator
from typing import Any

from cards.printing import PrintedCard
from dialogs.messages import Outgoing


def only_card(outgoing: Outgoing) -> dict[str, Any]:
    """The one card of an answer, whether it was sent or replaces another."""
    cards = [reply.card for reply in outgoing.replies if reply.card] + [outgoing.replacement]
    found = [card for card in cards if card]
    assert len(found) == 1, outgoing
    [card] = found
    return card.read() if isinstance(card, PrintedCard) else card


def elements(node: Any) -> Iterator[dict[str, Any]]:
    """Every element and action in a card."""
    if isinstance(node, dict):
        if "type" in node:
            yield node
        for key, value in node.items():
            if key != "fallback":
                yield from elements(value)
    elif isinstance(node, list):
        for item in node:
            yield from elements(item)


def texts(card: dict[str, Any]) -> str:
    """All that can be read on a card, hidden parts too."""
    return "\n".join(item["text"] for item in elements(card) if "text" in item)


def presses(card: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The data of each button that comes back to us, by its title."""
    return {item["title"]: item["data"] for item in elements(card) if item["type"] == "Action.Execute"}


def title(card: dict[str, Any]) -> str:
    """The heading of a card."""
    return str(next(item["text"] for item in elements(card) if item["type"] == "TextBlock"))
