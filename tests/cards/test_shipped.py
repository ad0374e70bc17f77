"""Every entry of the shipped catalog, drawn for every product, in every language."""

from itertools import product as pairs

import pytest

from cards.answer import answer_card, failing_card
from cards.views import AnswerView
from catalog.catalog import Catalog
from catalog.language import LANGUAGES
from catalog.loader import load_catalog
from catalog.model import Product
from catalog.recognition import Details
from tests.cards.schema import MOST_BYTES, problems, size

LONGEST = Details(*("7b8c9d0e-aaaa-4bbb-8ccc-ddddeeeeffff",) * 3, app="a" * 80, resource="r" * 120)


@pytest.mark.parametrize("entry_id", load_catalog().entries)
def test_the_cards_of_an_entry_fit(entry_id: str, shipped: Catalog) -> None:
    for product, language in pairs((None, *Product), LANGUAGES):
        view = fullest_view(shipped, entry_id, product)
        for card in (answer_card(view, language), failing_card(view, language)):
            assert size(card) < MOST_BYTES, (product, language, size(card))


@pytest.mark.parametrize("entry_id", load_catalog().entries)
def test_the_answer_card_of_an_entry_is_valid(entry_id: str, shipped: Catalog) -> None:
    for language in LANGUAGES:
        assert problems(answer_card(fullest_view(shipped, entry_id, None), language)) == []


def fullest_view(catalog: Catalog, entry_id: str, product: Product | None) -> AnswerView:
    codes = ("AADSTS50000", "AADSTS70002", "AADSTS65005")
    entry = catalog.entries[entry_id]
    return AnswerView(catalog, entry, "0" * 12, product=product, details=LONGEST, other_codes=codes)
