"""Every entry of the shipped catalog on every card that shows it, as full as it can be, in every language."""

import pytest

from cards.answer import answer_card
from cards.views import LONGEST_DETAILS, AnswerView
from catalog.catalog import Catalog
from catalog.language import LANGUAGES
from catalog.loader import load_catalog
from dialogs.fullest import fullest_cards
from tests.cards.schema import MOST_BYTES, problems, size


@pytest.mark.parametrize("entry_id", load_catalog().entries)
def test_the_cards_of_an_entry_fit(entry_id: str, shipped: Catalog) -> None:
    for language in LANGUAGES:
        for name, card in fullest_cards(shipped, shipped.entries[entry_id], language):
            assert size(card) < MOST_BYTES, (name, language, size(card))


@pytest.mark.parametrize("entry_id", load_catalog().entries)
def test_the_answer_card_of_an_entry_is_valid(entry_id: str, shipped: Catalog) -> None:
    view = AnswerView(shipped, shipped.entries[entry_id], "0" * 12, details=LONGEST_DETAILS)
    for language in LANGUAGES:
        assert problems(answer_card(view, language)) == []
