"""Hostile pastes on the bot's cards, drawn by the real renderer with its Markdown, and what of them acts.

The cards are what the bot sends for generated pastes, notes, names and presses over real HTTP.
"""

import asyncio
import json
import zlib
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from playwright.async_api import Browser, Page

from bot.store.address import sqlite_address
from cards.elements import card, outside, text, verbatim
from catalog.catalog import Catalog
from dialogs.messages import Card
from tests.fakes.activities import ALEX, executed, message
from tests.fuzz.counting import IS_FULL, made
from tests.fuzz.texts import ERRORS, INJECTIONS, MARK, texts
from tests.fuzz.world import Bot, bot, buttons

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]

ROOT: Final = Path(__file__).parents[2]
MARKDOWN: Final = ROOT / "node_modules/markdown-it/dist/markdown-it.min.js"
PASTES: Final = 1_000 if IS_FULL else 40
_ALLOWED: Final = ("DIV", "SPAN", "P", "BUTTON", "LABEL", "TEXTAREA", "INPUT", "OPTION", "SELECT")

_LOOK: Final = """
([cards, mark, allowed]) => {
  const found = [];
  let marks = 0;
  for (const [number, json] of cards.entries()) {
    const card = new AdaptiveCards.AdaptiveCard();
    card.parse(json);
    const drawn = card.render();
    document.body.replaceChildren(drawn);
    const say = (what) => found.push(`card ${number}: ${what}`);
    for (const one of drawn.querySelectorAll('script, style, iframe, object, embed, at, svg, link, form'))
      say(`<${one.localName}>`);
    for (const one of drawn.querySelectorAll('*'))
      for (const { name, value } of one.attributes) {
        if (name.startsWith('on')) say(`${name} on <${one.localName}>`);
        if (['href', 'src', 'style', 'action', 'id', 'class'].includes(name) && value.includes(mark))
          say(`${name}=${value}`);
      }
    const walker = document.createTreeWalker(drawn, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      if (!walker.currentNode.data.includes(mark)) continue;
      marks += 1;
      for (let one = walker.currentNode.parentElement; one !== drawn; one = one.parentElement)
        if (!allowed.includes(one.tagName)) say(`<${one.localName}> around ${walker.currentNode.data}`);
    }
  }
  return [found, marks, document.body.innerText];
}
"""
"""Draws each card, and lists what a paste has brought into the page beside its letters."""


@asynccontextmanager
async def drawing(browser: Browser, renderer: Path) -> AsyncIterator[Page]:
    """An empty page that can draw cards. What it would load is refused, and fails the test."""
    context = await browser.new_context(offline=True)
    complaints: list[str] = []
    page = await context.new_page()
    page.on("request", lambda request: complaints.append(request.url))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("dialog", lambda dialog: complaints.append(dialog.message))
    await page.set_content("<!doctype html><body></body>")
    await page.add_script_tag(path=MARKDOWN)
    await page.add_script_tag(path=renderer)
    try:
        yield page
        assert complaints == []
    finally:
        await context.close()


async def look(page: Page, cards: list[Card]) -> tuple[list[str], int, str]:
    found, marks, text = await page.evaluate(_LOOK, [cards, MARK, _ALLOWED])
    return found, marks, text


def _shown(running: Bot, paste: str, words: str) -> Iterator[Card]:
    """Every card on the way from a paste to a ticket, with hostile words in each box and in the name."""
    number = zlib.crc32(paste.encode("utf-8", "surrogatepass"))
    person = {"id": f"29:{number}", "name": words[:60], "aadObjectId": f"p-{number}"}

    def post(body: dict[str, Any]) -> list[Card]:
        return running.post({**body, "from": person, "serviceUrl": running.service_url}).cards

    shown = post(message(paste))
    yield from shown
    ask = next((data for card in shown for data in buttons(card) if data["verb"].startswith("admin.")), None)
    if ask is None:
        return
    preview = post(executed("admin.preview", {**ask, "note": words}))
    yield from preview
    send = next((data for card in preview for data in buttons(card) if data["verb"] == "admin.send"), None)
    if send is None:
        return
    for ticket in post(executed("admin.send", send)):
        yield ticket
        yield from _worked_on(running, ticket, words)


def _worked_on(running: Bot, ticket: Card, words: str) -> Iterator[Card]:
    """An admin asks back and resolves, in hostile words."""
    data = next((data for data in buttons(ticket) if "ticket" in data), None)
    for verb, box in (("desk.claim", ""), ("desk.ask_back", "question"), ("desk.resolve", "resolution")):
        if data is not None:
            body = executed(verb, {**data, box: words, "verb": verb})
            yield from running.post({**body, "from": ALEX, "serviceUrl": running.service_url}).cards


def _collect(catalog: Catalog, folder: Path) -> list[Card]:
    cards: dict[str, Card] = {}
    with bot(sqlite_address(folder / "fuzz.sqlite3"), catalog) as running:

        def check(hostile: tuple[str, str, str]) -> None:
            error, paste, words = hostile
            for card in _shown(running, f"{error} {paste}", words):
                cards[json.dumps(card)] = card

        for one in INJECTIONS:
            check((ERRORS[0], one, one))
        run = settings(
            max_examples=PASTES,
            database=None,
            deadline=None,
            derandomize=True,
            phases=(Phase.generate,),
            suppress_health_check=list(HealthCheck),
        )(given(st.tuples(st.sampled_from(ERRORS), texts(), texts()))(check))
        run()
        assert running.complaints() == []
    return list(cards.values())


async def test_nothing_of_a_paste_becomes_more_than_letters(
    browser: Browser, renderer: Path, shipped: Catalog, tmp_path: Path
) -> None:
    cards = await asyncio.to_thread(_collect, shipped, tmp_path)
    assert len(cards) > PASTES
    marks = 0
    async with drawing(browser, renderer) as page:
        for start in range(0, len(cards), 50):
            found, seen, _ = await look(page, cards[start : start + 50])
            assert found == []
            marks += seen
    assert marks > PASTES  # pastes are shown, as letters
    made["pastes drawn in Chromium"] = PASTES + len(INJECTIONS)


@pytest.mark.parametrize("injection", [INJECTIONS[0], *INJECTIONS[12:15]])
async def test_the_same_words_in_a_block_of_text_would_be_noticed(
    browser: Browser, renderer: Path, injection: str
) -> None:
    drawn = card([text(injection)], language="en", fallback="")
    async with drawing(browser, renderer) as page:
        found, _, _ = await look(page, [drawn])
    assert found


async def test_a_paste_is_drawn_as_it_was_written(browser: Browser, renderer: Path) -> None:
    """Words between braces included, which blocks of text read as a date."""
    body = [element for one in INJECTIONS for element in (outside(one), verbatim("x", one))]
    async with drawing(browser, renderer) as page:
        found, _, read = await look(page, [card(body, language="en", fallback="")])
    assert found == []
    squeezed = "".join(read.replace("\u200b", "").split())
    missing = [one for one in INJECTIONS if squeezed.count("".join(one.split())) < 2]
    assert missing == []
