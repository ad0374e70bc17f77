"""How high cards stand on a phone, drawn with Microsoft's renderer in the look of the chat window.

A card is 358 CSS pixels wide: the phone's 390, less 16 on each side. Fonts, spacing and buttons are those of
the Agents Playground, which are those of Teams; a test holds the two drawings of one card against each other.
"""

import json
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Literal

from playwright.async_api import Browser, Page

from bot.site import RENDERER
from cards.answer import answer_card
from cards.elements import Card
from cards.remedies import differs_by_product
from cards.views import AnswerView
from catalog.catalog import Catalog
from catalog.language import LANGUAGES, Language
from catalog.model import Product

RENDERER_FILE: Final = Path(__file__).parents[3] / RENDERER
_HERE: Final = Path(__file__).parent
_NOON: Final = datetime(2025, 3, 14, 12, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Shown:
    """A card and what it is about, for a person who has to mend it."""

    what: str
    language: Language
    card: Card


@dataclass(frozen=True, slots=True)
class Measured:
    """A card's height in CSS pixels, and the rows that its widest set of buttons takes."""

    shown: Shown
    height: float
    rows: int

    def __str__(self) -> str:
        return f"{self.height:4.0f} px, buttons in {self.rows} row: {self.shown.language} {self.shown.what}"


def first_answers(catalog: Catalog) -> Iterator[Shown]:
    """Each entry's answer as it arrives: for every product, and every message that changes its meaning."""
    for entry in catalog.entries.values():
        plain = AnswerView(catalog, entry, "a" * 12)
        products: tuple[Product | None, ...] = entry.products or (
            (None, *Product) if differs_by_product(plain) else (None,)
        )
        quoted = [message for variant in entry.variants for message in variant.messages.en[:1]]
        views = [
            *(AnswerView(catalog, entry, "a" * 12, product=product) for product in products),
            *(AnswerView(catalog, entry, "a" * 12, quoted=message) for message in quoted),
            *([AnswerView(catalog, entry, "a" * 12, is_coded=False)] if entry.family else []),
            AnswerView(catalog, entry, "a" * 12, known_since=_NOON),
        ]
        for view in views:
            about = {
                view.product: view.product is not None,
                "quoted": view.quoted is not None,
                "uncoded": not view.is_coded,
                "known": view.known_since is not None,
            }
            what = " ".join([entry.id, *(str(name) for name, applies in about.items() if applies)])
            yield from (Shown(what, language, answer_card(view, language)) for language in LANGUAGES)


@asynccontextmanager
async def phone_page(browser: Browser) -> AsyncIterator[Page]:
    """A page for ``measure`` and ``shoot``; it needs no network."""
    async with await browser.new_context(offline=True, viewport={"width": 390, "height": 844}) as context:
        page = await context.new_page()
        await page.goto((_HERE / "page.html").as_uri())
        await page.add_script_tag(path=RENDERER_FILE)
        await page.add_script_tag(path=_HERE / "drawing.js")
        yield page


async def measure(page: Page, shown: Sequence[Shown]) -> list[Measured]:
    """Draw all of ``shown`` on ``page``, which is one of ``phone_page``, and measure them; highest first."""
    cards = json.dumps([each.card for each in shown])
    found = await page.evaluate("cards => measure(JSON.parse(cards))", cards)
    measured = [
        Measured(each, values["height"], values["rows"]) for each, values in zip(shown, found, strict=True)
    ]
    return sorted(measured, key=lambda each: each.height, reverse=True)


async def shoot(page: Page, card: Card, path: Path, *, theme: Literal["light", "dark"] = "light") -> None:
    """Save a picture of ``card`` on ``page``."""
    await page.evaluate("([card, theme]) => document.body.replaceChildren(draw(card, theme))", [card, theme])
    path.parent.mkdir(exist_ok=True, parents=True)
    await page.locator(".frame").screenshot(path=path)


def survey(measured: Sequence[Measured]) -> str:
    """How many cards are how high, by language, and the ten highest."""
    lines = []
    for language in LANGUAGES:
        heights = sorted(each.height for each in measured if each.shown.language == language)
        tenths = " ".join(f"{heights[len(heights) * tenth // 10]:.0f}" for tenth in range(10))
        lines.append(f"{language}: {len(heights)} cards; each tenth from {tenths} to {heights[-1]:.0f} px")
    rows = Counter(each.rows for each in measured)
    lines.append(f"rows of buttons: {dict(sorted(rows.items()))}")
    return "\n".join([*lines, *map(str, measured[:10])])
