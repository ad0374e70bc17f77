"""The fullest card of an admin, the fullest preview and the fullest incident, for every entry shipped."""

from itertools import pairwise

import pytest

from cards.admin import admin_ticket_card
from cards.asking import MAX_NOTE, preview_card
from cards.incidents import incident_card
from cards.ticket_views import Earlier, Findings, IncidentView, Row, Said
from catalog.catalog import Catalog
from catalog.language import LANGUAGES
from catalog.loader import load_catalog
from dialogs.escalation.lifecycle import MAX_TEXT
from dialogs.triage import MAX_PASTE
from tests.cards.schema import MOST_BYTES, size
from tests.cards.ticket_samples import NOON, admin_view, ticket_view

LONG = "7b8c9d0e-aaaa-4bbb-8ccc-ddddeeeeffff"


@pytest.mark.parametrize("entry_id", load_catalog().entries)
def test_the_fullest_cards_about_an_entry_fit(entry_id: str, shipped: Catalog) -> None:
    entry = shipped.entries[entry_id]
    for language in LANGUAGES:
        title, steps = entry.title.in_(language), entry.admin_steps.in_(language)
        findings = Findings(
            person="P" * 60,
            title=title,
            codes=("AADSTS500341",) * 3,
            sureness="sure",
            evidence="message",
            found="m" * 200,
            product="Power Platform",
            details=[(f"{name}:", LONG) for name in ("Correlation ID", "Trace ID", "Time", "App")],
            tried=("the first steps; it still failed",) * 3,
            note=words(MAX_NOTE),
            paste=words(MAX_PASTE),
        )
        earlier = tuple(Earlier(n, "confirmed", "P" * 60, title, NOON) for n in range(3))
        view = admin_view(
            "waiting",
            ticket=ticket_view("waiting", title=title),
            findings=findings,
            steps=steps,
            question=Said(words(MAX_TEXT), "Dana"),
            same_person=earlier,
            same_error=earlier,
        )
        rows = tuple(Row(ticket_view("claimed", title=title), "P" * 60, NOON) for _ in range(8))
        incident = IncidentView("i" * 12, 20, title, 300, NOON, rows, Said(words(MAX_TEXT), "Dana"), steps)
        for card in (
            admin_ticket_card(view, language, said="s" * 200),
            preview_card(findings, {"answer": "a" * 12}, language, cleaned=True),
            incident_card(incident, language),
        ):
            assert size(card) < MOST_BYTES, (language, size(card))


def words(length: int) -> str:
    """So many characters in short lines, the way stack traces are pasted."""
    lines = [f"   at Contoso.Line{number}()" for number in range(length // 20)]
    assert all(a != b for a, b in pairwise(lines))
    return "\n".join(lines)[:length]
