"""Searching the catalog as people type."""

from unittest.mock import create_autospec

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog import search as reading
from catalog.catalog import Catalog
from catalog.loader import load_catalog
from catalog.search import COMMON, CatalogSearch
from tests.small_catalog import small_catalog

SMALL = CatalogSearch(small_catalog())


@pytest.fixture(scope="module")
def search(shipped: Catalog) -> CatalogSearch:
    return CatalogSearch(shipped)


def test_the_common_codes_are_all_in_the_catalog(shipped: Catalog) -> None:
    assert [code for code in COMMON if code not in shipped.entries] == []
    assert len(set(COMMON)) == len(COMMON)


@pytest.mark.parametrize("query", ["", "  ", "a", "AAD", "aadsts", "AADSTS ", "💥", "?!", "\x00", "\u202e"])
def test_nothing_to_go_by_gives_the_common_ones_first_and_all_after_them(
    search: CatalogSearch, shipped: Catalog, query: str
) -> None:
    found = search.find(query)
    assert found[: len(COMMON)] == COMMON
    assert sorted(found) == sorted(shipped.entries)


@pytest.mark.parametrize("entry_id", load_catalog().entries)
def test_every_entry_is_the_first_that_its_code_or_title_finds(
    search: CatalogSearch, shipped: Catalog, entry_id: str
) -> None:
    entry = shipped.entries[entry_id]
    if entry.code:
        assert search.find(entry.code)[0] == entry_id
        assert search.find(f"error {entry.code.removeprefix('AADSTS')}")[0] == entry_id
    twins = {other.id for other in shipped.entries.values() if other.title == entry.title}
    for title in (entry.title.en, entry.title.fr):
        assert twins & set(search.find(title)[:3]), title


@pytest.mark.parametrize(
    "query",
    ["AADSTS5003", "aadsts 5003", "AADSTS:5003", "5003", "ADSTS5003", "５００３", "(5003"],
)
def test_the_beginning_of_a_code_finds_those_that_go_on_so(search: CatalogSearch, query: str) -> None:
    found = search.find(query)
    assert "AADSTS50034" in found
    assert all(entry_id.startswith("AADSTS5003") for entry_id in found)


def test_the_code_itself_comes_before_longer_ones(search: CatalogSearch) -> None:
    found = search.find("50034")
    assert found[0] == "AADSTS50034"
    assert "AADSTS500341" in found[1:]


def test_a_pasted_message_is_found_by_its_code(search: CatalogSearch) -> None:
    query = "AADSTS50076: Due to a configuration change made by your administrator, or because you moved"
    assert search.find(query) == ("AADSTS50076",)


@pytest.mark.parametrize("query", ["AADSTS99999", "99999", "AADSTS500349", "aadsts500349: expired password"])
def test_no_neighbour_is_shown_for_a_code_that_is_not_there(search: CatalogSearch, query: str) -> None:
    assert search.find(query) == ()


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("expired password", "AADSTS50055"),
        ("mot de passe expiré", "AADSTS50055"),
        ("MOT DE PASSE EXPIRE", "AADSTS50055"),
        ("password exp", "AADSTS50055"),
        ("locked", "AADSTS50053"),
        ("verrouillé", "AADSTS50053"),
        ("UserStrongAuthClientAuthNRequired", "AADSTS50076"),
        ("needs admin approval", "AADSTS90094"),
        ("conditional access blocked", "AADSTS53003"),
        ("power automate dlp", "power-platform-dlp-block"),
        ("secret expired", "AADSTS7000222"),
    ],
)
def test_words_find_what_people_mean(search: CatalogSearch, query: str, wanted: str) -> None:
    assert wanted in search.find(query)[:3]


def test_a_word_written_wrongly_still_finds(search: CatalogSearch) -> None:
    assert "AADSTS50055" in search.find("expierd pasword")[:3]


def test_more_letters_never_lose_what_is_meant(search: CatalogSearch) -> None:
    """Each keystroke is a search; once the word can only be one, its entry stays."""
    for end in range(len("passw"), len("password expired") + 1):
        assert "AADSTS50055" in search.find("password expired"[:end])


def test_words_that_nothing_speaks_of_find_nothing(search: CatalogSearch) -> None:
    assert search.find("zebra giraffe xylophone") == ()


@pytest.mark.parametrize(
    "query",
    ["x" * 20_000, "5" * 20_000, "aadsts" * 3_000, "a " * 10_000, "{" * 5_000, "💥" * 5_000, "pass " * 4_000],
)
def test_a_hostile_query_is_read_as_far_as_people_type(
    search: CatalogSearch, query: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = create_autospec(reading._fold, side_effect=reading._fold)
    looked_up: list[str] = []
    monkeypatch.setattr(reading, "_fold", read)
    monkeypatch.setattr(CatalogSearch, "_by_words", lambda _, words: looked_up.extend(words))
    search.find(query)
    assert all(len(call.args[0]) <= reading.MOST_TYPED for call in read.call_args_list)
    assert read.called
    assert len(looked_up) <= reading.MOST_WORDS


@given(query=st.text(max_size=300))
def test_any_query_gives_entries_each_once(query: str) -> None:
    found = SMALL.find(query)
    assert len(set(found)) == len(found)
    assert set(found) <= set(small_catalog().entries)
