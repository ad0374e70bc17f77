"""Each card in each language is a file here.

After a wanted change: RECONNECT_UPDATE_GOLDEN=1 .venv/bin/pytest tests/cards
"""

import inspect
import json
import os
from importlib import import_module
from itertools import product
from pathlib import Path
from pkgutil import iter_modules

import pytest

import cards
from catalog.language import LANGUAGES, Language
from tests.cards.schema import MOST_BYTES, problems, size
from tests.cards.shown import CARDS

GOLDEN = Path(__file__).parent / "golden"
EVERY = list(product(sorted(CARDS), LANGUAGES))


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_a_card_is_drawn_as_its_file_says(name: str, language: Language) -> None:
    path = GOLDEN / f"{name}.{language}.json"
    drawn = json.dumps(CARDS[name](language), ensure_ascii=False, indent=1) + "\n"
    if os.environ.get("RECONNECT_UPDATE_GOLDEN"):
        path.write_text(drawn, encoding="utf-8")
    assert drawn == path.read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_a_card_is_valid_and_fits(name: str, language: Language) -> None:
    card = CARDS[name](language)
    assert problems(card) == []
    assert size(card) < MOST_BYTES
    assert card["fallbackText"].strip()


def test_no_golden_file_is_left_over() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == {f"{name}.{language}.json" for name, language in EVERY}


def test_every_card_function_has_a_golden_file() -> None:
    modules = [import_module(f"cards.{module.name}") for module in iter_modules(cards.__path__)]
    functions = {
        name
        for module in modules
        for name, value in inspect.getmembers(module, inspect.isfunction)
        if name.endswith("_card") and value.__module__ == module.__name__
    }
    drawn = {f"{name.replace('-', '_')}_card" for name in CARDS}
    assert functions <= drawn
