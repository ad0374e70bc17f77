"""What a search is answered with: lines, cards that fit, pages, and sentences."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.wording import wording
from catalog.catalog import Catalog
from catalog.language import LANGUAGES, Language
from catalog.model import Product
from catalog.search import COMMON
from dialogs.assistant import Assistant
from dialogs.knowledge import Knowledge
from dialogs.messages import MOST_HITS, Found, Kind, Query
from dialogs.search import MOST_BYTES, Search
from tests.cards.schema import MOST_BYTES as MOST_OF_A_CARD
from tests.cards.schema import problems, size
from tests.dialogs.conftest import assistant_with, incoming, pressed
from tests.dialogs.reading import only_card, presses, texts, title
from tests.dialogs.stores import Memory
from tests.small_catalog import small_catalog

SMALL = Knowledge.of(small_catalog())


@pytest.fixture(scope="module")
def known(shipped: Catalog) -> Knowledge:
    return Knowledge.of(shipped)


def titles(found: Found) -> list[str]:
    return [hit.title for hit in found.hits]


def test_a_result_says_what_it_is_and_inserts_its_answer() -> None:
    [hit] = Search().find(Query("50076"), SMALL, "en").hits
    assert hit.title == title(hit.card) == "Your sign-in needs a second step"
    assert hit.line == "AADSTS50076 · You can fix this"
    assert hit.picture.startswith("data:image/png;base64,")
    assert "What you pasted" not in texts(hit.card), "nothing was pasted"


def test_the_product_that_most_people_use_decides_the_steps() -> None:
    [hit] = Search(Product.VIVA_GOALS).find(Query("50076"), SMALL, "en").hits
    assert "Select **Try again**." in texts(hit.card)
    assert "Viva Goals" not in presses(hit.card)


def test_finding_nothing_is_said_in_a_sentence() -> None:
    found = Search().find(Query("AADSTS99999"), SMALL, "fr")
    assert found == Found(note=wording("fr").search_nothing)


def test_pages_follow_each_other_without_gap_or_overlap(known: Knowledge) -> None:
    skips = range(0, len(known.catalog.entries) + 2 * MOST_HITS, MOST_HITS)
    pages = [Search().find(Query("", skip, MOST_HITS), known, "en").hits for skip in skips]
    lines = [(hit.title, hit.line) for page in pages for hit in page]
    assert len(lines) == len(known.catalog.entries)
    assert len(pages[0]) == MOST_HITS
    assert pages[-1] == ()
    assert [line.split(" ")[0] for _, line in lines[: len(COMMON)]] == list(COMMON)


@pytest.mark.parametrize("count", [-5, 0, 1, 26, 10**9])
def test_a_page_is_never_larger_than_teams_shows(known: Knowledge, count: int) -> None:
    hits = Search().find(Query("", 0, count), known, "en").hits
    assert len(hits) == min(max(count, 1), MOST_HITS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_fits_whatever_is_on_it(known: Knowledge, language: Language) -> None:
    for skip in range(0, len(known.catalog.entries), MOST_HITS):
        hits = Search().find(Query("", skip), known, language).hits
        cards = [hit.card for hit in hits]
        assert sum(len(json.dumps(card, ensure_ascii=False).encode()) for card in cards) < MOST_BYTES * 1.1
        assert all(size(card) < MOST_OF_A_CARD for card in cards)
        assert all(len(hit.picture) < 2_000 for hit in hits)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_card_that_is_inserted_is_valid_and_has_buttons(known: Knowledge, language: Language) -> None:
    hits = Search().find(Query(""), known, language).hits
    for hit in hits:
        assert problems(hit.card) == []
        assert presses(hit.card)


async def test_the_buttons_of_an_inserted_card_work_for_anybody(memory: Memory) -> None:
    assistant = assistant_with(SMALL, memory)
    [hit] = Search(Product.VIVA_GOALS).find(Query("50076"), SMALL, "en").hits
    for label, data in presses(hit.card).items():
        values = dict(data)
        outgoing = await assistant.respond(pressed(values.pop("verb"), values, conversation="19:elsewhere"))
        assert outgoing.replacement, label
        assert memory.given == [] or label in {"Viva Goals", "Power Platform", "Another app"}


async def test_a_card_at_a_glance_turns_into_the_whole_answer(memory: Memory, known: Knowledge) -> None:
    hits = Search().find(Query(""), known, "en").hits
    short = [hit for hit in hits if set(presses(hit.card)) == {wording("en").what_to_do}]
    for hit in short:
        data = dict(presses(hit.card)[wording("en").what_to_do])
        outgoing = await assistant_with(known, memory).respond(pressed(data.pop("verb"), data))
        assert outgoing.replacement is not None
        assert title(only_card(outgoing)) == hit.title
        assert "It worked" in presses(only_card(outgoing))


@pytest.mark.parametrize(
    ("stored", "locale", "expected"),
    [
        (None, None, "Your sign-in needs a second step"),
        (None, "fr-CA", "Il manque une étape à votre connexion"),
        ("en", "fr-FR", "Your sign-in needs a second step"),
        ("fr", "en-US", "Il manque une étape à votre connexion"),
    ],
)
async def test_preference_then_locale_decide_the_language(
    assistant: Assistant, memory: Memory, stored: str | None, locale: str | None, expected: str
) -> None:
    if stored is not None:
        memory.languages["tenant", incoming().person.key] = "fr" if stored == "fr" else "en"
    outgoing = await assistant.respond(incoming(kind=Kind.SEARCH, query=Query("50076"), locale=locale))
    assert outgoing.found is not None
    assert titles(outgoing.found) == [expected]
    assert not outgoing.replies
    assert memory.given == [], "what is searched for is not kept"


def test_a_search_that_fails_is_answered_with_the_reference_and_posts_nothing(assistant: Assistant) -> None:
    outgoing = assistant.failure(incoming(kind=Kind.SEARCH, query=Query("x"), locale="fr"), "k3v9q2ab")
    assert outgoing.found is not None
    assert "k3v9q2ab" in str(outgoing.found.note)
    assert not outgoing.replies


@given(text=st.text(max_size=300), skip=st.integers(), count=st.integers())
def test_any_query_is_answered(text: str, skip: int, count: int) -> None:
    found = Search().find(Query(text, skip, count), SMALL, "en")
    assert len(found.hits) <= MOST_HITS
    assert text not in (found.note or "") or text in wording("en").search_nothing


def test_a_card_is_drawn_once_for_each_catalog_and_language(known: Knowledge) -> None:
    search = Search()
    first, second = (search.find(Query("50076"), known, "en").hits[0].card for _ in range(2))
    assert first is second
    assert search.find(Query("50076"), known, "fr").hits[0].card != first
    assert search.find(Query("50076"), SMALL, "en").hits[0].card != first
