"""A card that is too large all the same is shown shorter, with its steps and buttons; never not at all."""

from dataclasses import replace
from typing import Any

import orjson
import pytest

from cards.answer import answer_card
from cards.elements import Card, card, container, press, steps, text
from cards.fitting import MOST_BYTES, fits, shortened, size
from cards.views import AnswerView
from catalog.language import LANGUAGES
from catalog.model import Text
from tests.cards import schema
from tests.cards.shown import CARDS, view

LONG = "é" * 20_000


def long_answer(**changes: Any) -> AnswerView:
    shown = view(**changes)
    entry = shown.entry.model_copy(update={"cause": Text(en=LONG, fr=LONG)})
    return replace(shown, entry=entry)


def words(element: Any) -> str:
    """Everything on a card that people read."""
    if isinstance(element, dict):
        return " ".join(words(part) for name, part in element.items() if name not in ("data", "fallback"))
    if isinstance(element, list):
        return " ".join(map(words, element))
    return str(element)


@pytest.mark.parametrize("language", LANGUAGES)
def test_steps_and_buttons_stay(language: Any) -> None:
    whole = answer_card(long_answer(), language)
    assert size(whole) > MOST_BYTES
    short = shortened(whole)
    assert schema.problems(short) == []
    assert schema.size(short) <= schema.MOST_BYTES
    assert short["actions"] == whole["actions"]
    advice = view().advice
    playbook = view().catalog.playbook(advice.remedies[0])
    shown = words(short)
    for step in playbook.steps(view().shown_product, view().role).in_(language):
        assert step in shown
    assert "ToggleVisibility" not in shown


def test_steps_that_are_folded_away_are_shown() -> None:
    folded = [
        container([steps(lines)], id=lines[0], visible=False) for lines in (["First.", "Second."], ["No."])
    ]
    short = shortened(card([text(LONG), *folded], language="en", fallback="x"))
    (_, shown) = short["body"]
    assert shown["isVisible"]
    assert [item["text"] for item in shown["items"]] == ["1. First.\n2. Second."]


def test_nothing_is_unfolded_beside_what_is_open() -> None:
    lists = [container([steps([name])], id=name, visible=name == "b") for name in "abc"]
    short = shortened(card([text(LONG), *lists], language="en", fallback="x"))
    assert [element.get("id") for element in short["body"]] == [None, "b"]


@pytest.mark.parametrize(
    "body",
    [
        [text(f"1. {LONG}\n2. {LONG}")],
        [text("x" * 100) for _ in range(2_000)],
        [text("\n".join(["x"] * 50_000))],
        [],
    ],
)
def test_whatever_is_too_much_ends_in_a_card_that_fits(body: list[Any]) -> None:
    actions = [press("Again", "help", {"long": "x" * length}) for length in (10, 20_000)]
    for kept in (actions[:1], actions):
        short = shortened(card(body, language="en", fallback=LONG, actions=kept))
        assert size(short) <= MOST_BYTES
        assert schema.problems(short) == []
        assert bool(short.get("actions")) == (len(kept) == 1)


@pytest.mark.parametrize("name", CARDS)
def test_of_every_card_something_can_be_shown(name: str) -> None:
    whole: Card = {**CARDS[name]("fr"), "fallbackText": LONG}
    short = shortened(whole)
    assert schema.problems(short) == []
    assert size(short) <= MOST_BYTES


@pytest.mark.parametrize(
    ("letter", "most"), [("a", MOST_BYTES // 2), ("é", MOST_BYTES // 2), ("😀", MOST_BYTES // 4)]
)
def test_size_is_counted_as_teams_does(letter: str, most: int) -> None:
    room = most - len(orjson.dumps({"a": ""})) // (2 if letter == "😀" else 1) - 1
    assert fits(orjson.dumps({"a": letter * room}))
    assert not fits(orjson.dumps({"a": letter * (room + 3)}))
