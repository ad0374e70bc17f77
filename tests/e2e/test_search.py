"""Searching from the message box of the real chat window, and inserting what was found."""

import pytest
from playwright.async_api import Locator, expect

from cards.wording import wording
from tests.e2e.chat import OUTPUT, Chat

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]


async def search(chat: Chat, text: str) -> Locator:
    """Open the search box and type ``text``, letter by letter; what is shown below it."""
    await chat.page.get_by_role("button", name="Trigger Message Extension App").click()
    await chat.page.get_by_role("menuitem", name="Search Command").click()
    box = chat.page.get_by_placeholder("Enter a search term")
    await box.press_sequentially(text, delay=10)
    return chat.page.get_by_role("group").filter(has=box)


async def insert(chat: Chat, found: Locator, title: str) -> None:
    """Choose the result with this title, and send the message that it was put into."""
    await found.get_by_text(title, exact=True).click()
    await expect(found).to_have_count(0)
    await expect(chat.page.get_by_role("textbox").locator(".ac-adaptiveCard")).to_have_count(1)
    await chat.page.get_by_role("button", name="Send Message").click()


async def test_a_result_is_found_by_words_shown_with_its_picture_and_inserted(chat: Chat) -> None:
    found = await search(chat, "expired password")
    await expect(found.get_by_text("AADSTS50055 · You can fix this")).to_be_visible()
    pictures = found.locator("img")
    assert await pictures.first.evaluate("image => image.naturalWidth") == 64
    OUTPUT.mkdir(exist_ok=True)
    await found.screenshot(path=OUTPUT / "search.png")
    await insert(chat, found, "Your password has expired")
    await chat.reads("What happened")
    assert await chat.title() == "Your password has expired"
    await chat.shoot("search-inserted")


async def test_the_buttons_of_an_inserted_card_work(chat: Chat) -> None:
    await insert(chat, await search(chat, "50076"), "Your sign-in needs a second step")
    await chat.press("It worked")
    await chat.reads(wording("en").worked_title)


async def test_a_code_that_is_not_there_is_said_not_to_be(chat: Chat) -> None:
    found = await search(chat, "AADSTS999999")
    await expect(found.get_by_text(wording("en").search_nothing)).to_be_visible()


async def test_results_follow_the_language_that_was_chosen(chat: Chat) -> None:
    await chat.press("Français")
    await chat.reads("Bonjour, je suis Reconnect")
    found = await search(chat, "50055")
    await expect(found.get_by_text("AADSTS50055 · Vous pouvez y remédier")).to_be_visible()
    await chat.page.get_by_role("button", name="Close").click()
    await chat.press("English")
    await chat.reads("Hello, I am Reconnect")
