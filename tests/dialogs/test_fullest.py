"""An operator's texts that no card has room for are refused where they stand."""

from pathlib import Path
from typing import Any

import pytest

from bot.catalog_in_use import read_catalog
from bot.settings import Settings
from catalog.catalog import Catalog
from catalog.loader import catalog_of
from catalog.problems import CatalogError, Problem
from catalog.sources import read_sources
from dialogs.fullest import fullest_cards, too_large
from tests.cards.schema import MOST_BYTES, problems, size
from tests.catalog.folders import ENTRY, PLAYBOOK, CatalogFolder, line_of

LONG = "A word of no use. " * 800
UNHELPFUL = {"playbook": "sit-and-wait", "because": {"en": LONG, "fr": "Non."}}


def found(tmp_path: Path) -> list[Problem]:
    sources = read_sources(tmp_path)
    return too_large(sources, catalog_of(sources))


def french(base: dict[str, Any], text: str | list[str] = LONG) -> dict[str, Any]:
    return {**base, "fr": text}


@pytest.mark.parametrize(
    ("field", "value", "card"),
    [
        ("cause", french(ENTRY["cause"]), "answer"),
        ("title", french(ENTRY["title"], "Un mot. " * 90), "admins’ list of tickets"),
        ("verify", french(ENTRY["verify"]), "answer"),
        ("still_failing", french(ENTRY["still_failing"]), "advice when it still fails"),
        ("steps", french(ENTRY["steps"], [LONG]), "answer"),
        ("admin_steps", french(ENTRY["admin_steps"], [LONG]), "admins’ ticket"),
        ("variants", [{"product": "viva-goals", "cause": french(ENTRY["cause"])}], "answer"),
        (
            "variants",
            [{"messages": {"en": ["Not so."]}, "still_failing": french(ENTRY["cause"])}],
            "advice when it still fails",
        ),
    ],
)
def test_too_long_a_text_of_an_entry(tmp_path: Path, field: str, value: Any, card: str) -> None:
    folder = CatalogFolder(tmp_path)
    folder.playbook()
    path = folder.entry(**{field: value})
    longest = "Un mot." if field == "title" else LONG[:40]
    (problem,) = found(tmp_path)
    assert (problem.path, problem.line) == (path, line_of(path, longest))
    assert problem.severity == "error"
    assert problem.message.startswith(f"The {card} of `AADSTS50076` has up to ")
    assert "bytes in `fr`; 28,672 at most." in problem.message


def test_too_long_steps_of_a_playbook_are_one_problem_for_all_its_entries(tmp_path: Path) -> None:
    folder = CatalogFolder(tmp_path)
    steps = {"steps": {"en": [LONG], "fr": ["Rien."]}}
    path = folder.playbook(procedures=[{"roles": ["admin"], **steps}, *PLAYBOOK["procedures"]])
    for entry_id in ("AADSTS50076", "AADSTS50079"):
        folder.entry(id=entry_id)
    (problem,) = found(tmp_path)
    assert (problem.path, problem.line) == (path, line_of(path, LONG[:40]))
    assert "bytes in `en`" in problem.message


def test_too_long_a_difference_of_a_family(tmp_path: Path) -> None:
    folder = CatalogFolder(tmp_path)
    folder.playbook()
    path = folder.family(first="AADSTS50076", differs={"en": LONG, "fr": "Non."})
    folder.entry(family="twins")
    (problem,) = found(tmp_path)
    assert (problem.path, problem.line) == (path, line_of(path, LONG[:40]))


def test_what_fits_is_read(tmp_path: Path) -> None:
    folder = CatalogFolder(tmp_path)
    folder.playbook()
    folder.entry(cause={"en": "A word. " * 300, "fr": "Un mot. " * 300})
    assert found(tmp_path) == []


def test_the_bot_does_not_start_with_it_and_says_why(tmp_path: Path) -> None:
    path = CatalogFolder(tmp_path).entry(cause=french(ENTRY["cause"]))
    with pytest.raises(CatalogError) as refused:
        read_catalog(Settings(catalog_dirs=(tmp_path,)))
    assert str(refused.value).startswith(f"{path}:{line_of(path, LONG[:40])}: error: The answer")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_cards_that_are_measured_can_be_drawn(shipped: Catalog, language: Any) -> None:
    cards = list(fullest_cards(shipped, shipped.entries["AADSTS50020"], language))
    assert {name for name, _ in cards} >= {"answer", "choice", "ticket", "incident", "search result"}
    for _, card in cards:
        assert problems(card) == []
        assert size(card) < MOST_BYTES
