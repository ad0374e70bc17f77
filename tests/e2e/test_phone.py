"""Every card, as it arrives, is one screen high on a phone, and its buttons stand in one row.

What was measured is written to tests/e2e/output/phone.txt, the ten highest answers last.
"""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Final

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page

from cards.height import SCREEN, card_height
from catalog.catalog import Catalog
from catalog.language import LANGUAGES
from tests.cards.shown import CARDS
from tests.e2e.chat import OUTPUT, Chat
from tests.e2e.phone.measuring import (
    Measured,
    Shown,
    first_answers,
    measure,
    phone_page,
    shoot,
    survey,
)

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]

LINE: Final = 22.0
"""CSS pixels of a line of text, and a little."""
LONG_READS: Final = {"answer-details", "privacy"}
"""Shown on request, to somebody who wants to read it all."""
OF_ADMINS: Final = ("admin-ticket", "incident")
"""Read in a channel, mostly on a desk, and as long as what people wrote."""
PICTURES: Final = {
    "AADSTS50076": "second-step",
    "AADSTS700082 power-platform": "unused",
    "AADSTS16000 uncoded": "all-folds",
    "AADSTS50034 known": "known-problem",
}


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def page(browser: Browser, renderer: Path) -> AsyncIterator[Page]:
    async with phone_page(browser) as page:
        yield page


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def answers(page: Page, shipped: Catalog) -> list[Measured]:
    """Every answer of the shipped catalog as it first arrives, highest first."""
    measured = await measure(page, list(first_answers(shipped)))
    OUTPUT.mkdir(exist_ok=True)
    (OUTPUT / "phone.txt").write_text(f"{survey(measured)}\n", encoding="utf-8")
    return measured


async def test_every_answer_is_one_screen_high(answers: list[Measured]) -> None:
    too_high = [str(each) for each in answers if each.height > SCREEN]
    assert too_high == [], f"shorten the texts of these entries; a screen has {SCREEN} px"


async def test_the_buttons_of_every_answer_stand_in_one_row(answers: list[Measured]) -> None:
    assert [str(each) for each in answers if each.rows > 1] == []


async def test_no_estimate_is_off_by_more_than_a_line(answers: list[Measured]) -> None:
    """Too low would let a card grow over the screen; too high folds what had room, which is no harm."""
    low = [str(each) for each in answers if each.height - card_height(each.shown.card["body"]) > LINE]
    assert low == []


async def test_the_other_cards_are_one_screen_high(page: Page) -> None:
    shown = [
        Shown(name, language, draw(language))
        for name, draw in CARDS.items()
        if name not in LONG_READS and not name.startswith(OF_ADMINS)
        for language in LANGUAGES
    ]
    measured = await measure(page, shown)
    assert [str(each) for each in measured if each.height > SCREEN or each.rows > 1] == []


async def test_a_card_is_as_high_here_as_in_the_chat_window(page: Page, shipped: Catalog, chat: Chat) -> None:
    await chat.type("AADSTS50076")
    there = await chat.height_on_phone()
    same = [each for each in first_answers(shipped) if (each.what, each.language) == ("AADSTS50076", "en")]
    (here,) = await measure(page, same)
    assert here.height == pytest.approx(there, abs=LINE / 2)


async def test_pictures_are_taken_in_the_light_and_in_the_dark(page: Page, shipped: Catalog) -> None:
    taken = 0
    for shown in first_answers(shipped):
        if name := PICTURES.get(shown.what):
            for theme in ("light", "dark"):
                path = OUTPUT / f"phone-{name}-{shown.language}-{theme}.png"
                await shoot(page, shown.card, path, theme=theme)
                taken += path.stat().st_size > 0
    assert taken == len(PICTURES) * len(LANGUAGES) * 2
