"""A person at the chat window: types, pastes, presses, and reads what is on the screen."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from playwright.async_api import BrowserContext, Locator, Page, expect

OUTPUT: Final = Path(__file__).parent / "output"
PHONE: Final = 358
"""Width of a card on a phone 390 points wide, in CSS pixels: Teams leaves a margin of 16 on each side."""
_BOX: Final = "[data-lexical-editor=true]"
_MESSAGES: Final = "[aria-label='Message author']"
_CARDS: Final = ".ac-adaptiveCard"
_FONT: Final = "* { font-family: 'Segoe UI', 'Liberation Sans', Arial, sans-serif !important; }"
"""The font of Teams, or one as wide."""


class Chat:
    """One conversation in the chat window."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.requests: list[str] = []
        self._newest = -1
        page.on("request", lambda request: self.requests.append(request.url))

    @property
    def card(self) -> Locator:
        """The newest card, once it is there. A channel shows the newest post first."""
        return self.page.locator(_CARDS).nth(self._newest)

    async def paste(self, text: str) -> None:
        """Paste ``text``, send it, and wait for the answer."""
        await self.page.locator(_BOX).click()
        await self.page.evaluate("text => navigator.clipboard.writeText(text)", text)
        await self.page.keyboard.press("ControlOrMeta+V")
        await self._send()

    async def type(self, text: str) -> None:
        """Write ``text``, send it, and wait for the answer. Keeps line ends, which a paste here loses."""
        await self.page.locator(_BOX).click()
        await self.page.keyboard.insert_text(text)
        await self._send()

    async def mention(self, text: str) -> None:
        """Mention the bot, write ``text``, send it, and wait for the answer."""
        await self._write_mention(text)
        await self._send()

    async def post(self, text: str) -> None:
        """Mention the bot in a new post of a channel, and wait for the answer."""
        self._newest = 0
        await self._write_mention(text)
        answers = self.page.locator(_CARDS)
        before = await answers.count()
        await self.page.get_by_role("button", name="Post", exact=True).click()
        await expect(answers).to_have_count(before + 1)

    async def _write_mention(self, text: str) -> None:
        await self.page.locator(_BOX).first.click()
        await self.page.keyboard.type("@Te")
        await self.page.get_by_role("menuitem", name="Test Bot").click()
        await self.page.keyboard.insert_text(f" {text}")

    async def _send(self) -> None:
        answers = self.page.locator(_MESSAGES)
        before = await answers.count()
        await self.page.keyboard.press("Enter")
        await expect(answers).to_have_count(before + 1)

    async def press(self, label: str) -> None:
        """Press the button of the newest card that is labelled so."""
        await self.card.get_by_role("button", name=label, exact=True).click()

    async def follow(self, label: str) -> None:
        """Press words of the newest card."""
        await self.card.get_by_text(label, exact=True).locator("visible=true").click()

    async def go_to(self, place: str) -> None:
        """Open another conversation by its name in the list, and wait for the bot's hello there."""
        await self.page.get_by_text(place, exact=True).click()
        await expect(self.page.locator(_CARDS)).to_have_count(1)

    async def title(self) -> str:
        """The heading of the newest card."""
        return await self.card.get_by_role("heading").first.inner_text()

    async def steps(self) -> list[str]:
        """The numbered steps of the newest card that can be seen."""
        return await self.card.locator("ol:visible > li").all_inner_texts()

    async def reads(self, text: str | re.Pattern[str]) -> None:
        """Wait until ``text`` can be read on the newest card."""
        await expect(self.card).to_contain_text(text, use_inner_text=True)

    async def reads_anywhere(self, text: str) -> None:
        """Wait until ``text`` can be read on any card."""
        await expect(self.page.locator(_CARDS).filter(has_text=text)).not_to_have_count(0)

    async def hides(self, text: str | re.Pattern[str]) -> None:
        """Wait until ``text`` can no longer be read on the newest card."""
        await expect(self.card).not_to_contain_text(text, use_inner_text=True)

    async def hears(self, text: str) -> None:
        """Wait until the bot says ``text`` outside a card."""
        await expect(self.page.locator("span", has_text=text).last).to_be_visible()

    async def shoot(self, name: str) -> None:
        """Save a picture of the window."""
        OUTPUT.mkdir(exist_ok=True)
        await self.page.screenshot(path=OUTPUT / f"{name}.png")

    async def shoot_card(self, path: Path) -> None:
        """Save a picture of the newest card alone."""
        path.parent.mkdir(exist_ok=True, parents=True)
        await self.card.screenshot(path=path)

    async def use_font_of_teams(self) -> None:
        """Draw text as wide as Teams does, on machines that lack its font."""
        await self.page.add_style_tag(content=_FONT)

    async def height_on_phone(self) -> float:
        """Draw all cards as wide as a phone does; the height of the newest, in CSS pixels."""
        await self.use_font_of_teams()
        await self.page.add_style_tag(content=f"{_CARDS} {{ width: {PHONE}px; }}")
        box = await self.card.bounding_box()
        assert box is not None
        return box["height"]


@asynccontextmanager
async def chatting(context: BrowserContext, address: str) -> AsyncIterator[Chat]:
    """Open a new conversation in the chat window at ``address``, and wait until the bot has said hello."""
    async with await context.new_page() as page:
        chat = Chat(page)
        await page.goto(address)
        await expect(chat.card).to_be_visible()
        yield chat
