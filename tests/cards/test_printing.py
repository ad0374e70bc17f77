"""Printed cards are the cards that are drawn, whoever they are for."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import product

import pytest

from cards.answer import answer_card
from cards.printing import Printer
from cards.views import AnswerView
from catalog.catalog import Catalog
from catalog.language import LANGUAGES
from catalog.model import Product, Role
from catalog.recognition import Details

DETAILS = Details(
    correlation_id="7b8c9d0e-aaaa-4bbb-8ccc-ddddeeeeffff",
    timestamp="2026-01-01 10:00:00Z",
    app='Fête "à" \\ la\nplage \ue000 </at> 😀',
)


def views(catalog: Catalog, entry_id: str) -> list[AnswerView]:
    entry = catalog.entries[entry_id]
    plain = AnswerView(catalog, entry, "first")
    return [
        *(replace(plain, product=product, role=role) for product, role in product_and_role()),
        replace(plain, details=DETAILS, answer_id="second"),
        replace(plain, details=DETAILS, answer_id="third", reference="ABCD2345"),
        replace(plain, reference="EFGH2345"),
        replace(plain, details=Details(trace_id="x")),
        replace(plain, details=Details(trace_id='","', timestamp='\\","\\', app='"', resource="\\")),
        replace(plain, other_codes=("AADSTS50034",), is_coded=False),
        replace(plain, known_since=datetime(2026, 1, 1, tzinfo=UTC)),
        replace(plain, is_from_paste=False),
        *(replace(plain, remedy=remedy) for remedy in plain.advice.remedies),
        *(replace(plain, quoted=message) for message in entry.messages.en),
    ]


def product_and_role() -> list[tuple[Product | None, Role]]:
    return list(product((None, *Product), Role))


def test_every_entry_is_printed_as_it_is_drawn(shipped: Catalog) -> None:
    printer = Printer()
    for entry_id in shipped.entries:
        view = AnswerView(shipped, shipped.entries[entry_id], "id", details=DETAILS)
        for language in LANGUAGES:
            printed = printer.print(view, language)
            assert printed.read() == answer_card(view, language)
            assert printed.gist == printed.read()["fallbackText"]


@pytest.mark.parametrize("unfolded", [True, False])
def test_whatever_a_card_depends_on_is_told_apart(shipped: Catalog, unfolded: bool) -> None:
    printer = Printer()
    for entry_id in ("AADSTS50076", "AADSTS500341"):
        for view in [*views(shipped, entry_id), *views(shipped, entry_id)]:
            for language in LANGUAGES:
                printed = printer.print(view, language, unfolded=unfolded)
                assert printed.read() == answer_card(view, language, unfolded=unfolded)
