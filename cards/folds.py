"""What a card folds away: one row of words, each of which unfolds its part, without a round trip."""

from collections.abc import Sequence
from dataclasses import dataclass

from cards.elements import Element, container, link, links, toggle


@dataclass(frozen=True, slots=True)
class Fold:
    """A part of a card that opens when its ``label`` is pressed."""

    id: str
    label: str
    items: Sequence[Element]
    is_open: bool = False


def fold_elements(folds: Sequence[Fold]) -> list[Element]:
    """The row of words, and below it whatever is open."""
    return [
        links([link(f"{fold.label} ▾", toggle([fold.id])) for fold in folds], spacing="default"),
        *(container(fold.items, id=fold.id, style="emphasis", visible=fold.is_open) for fold in folds),
    ]
