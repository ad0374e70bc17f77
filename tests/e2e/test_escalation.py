"""The whole way of a ticket in a real browser: Alex asks, and answers as an admin in Announcements."""

from typing import Final

import pytest
from playwright.async_api import Locator, expect

from tests.e2e.chat import OUTPUT, Chat

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]

TICKET: Final = OUTPUT / "ticket-person.png"
ADMIN: Final = OUTPUT / "ticket-admin.png"
"""The pictures in docs/images are copies of these."""
PASTE: Final = (
    "AADSTS500341: The user account {EUII Hidden} has been deleted from the contoso directory. "
    "Correlation ID: 7b8c9d0e-aaaa-4bbb-8ccc-ddddeeeeffff Timestamp: 2025-03-04 08:15:30Z "
    "client_secret=abc~1234567890.abcdefghijklmnopqrstu"
)
_AT_REST: Final = """() => new Promise(done => {
    let waiting = setTimeout(done, 1000);
    const again = () => { clearTimeout(waiting); waiting = setTimeout(done, 1000); };
    new MutationObserver(again).observe(document, { subtree: true, childList: true, characterData: true });
})"""
"""Ends a second after the window has changed last."""
NOTE: Final = "Since Monday, also on my phone. I need the goals for Thursday’s meeting."


async def test_from_the_paste_to_the_confirmation(chat: Chat) -> None:
    await chat.use_font_of_teams()
    await ask(chat)
    channel = await announcements(chat)
    await act(chat, channel)
    await answer(chat)
    await resolve(chat)
    await confirm(chat)


async def ask(chat: Chat) -> None:
    """Paste, ask with a note, look at the preview, send."""
    await chat.paste(PASTE)
    await chat.press("Still failing")
    await chat.reads("Let us try something else")
    await chat.press("Ask an admin")
    await chat.reads("Anything they should know?")
    await chat.reads("What have you tried already?")
    await chat.shoot("ticket-1-form")
    await fill(chat.card, NOTE)
    await chat.press("See what will be sent")
    await chat.reads("This is what an admin will get")
    await chat.reads("client_secret=[***]")
    await chat.reads(NOTE)
    await chat.shoot("ticket-2-preview")
    await chat.press("Send")
    await chat.reads("Ticket #1 · new")
    await chat.reads("Nobody has taken it up yet.")
    await chat.shoot("ticket-3-sent")


async def announcements(chat: Chat) -> Locator:
    """The ticket's card in the channel that make run has set up by itself."""
    await go_to(chat, "Announcements")
    card = chat.page.locator(".ac-adaptiveCard", has_text="asks for help")
    await expect(card).to_contain_text("AADSTS500341 is in the paste")
    await expect(card).to_contain_text(NOTE)
    await expect(card.get_by_text("client_secret=[***]")).to_be_hidden()
    for fold in ("What was pasted ▾", "What you can do ▾"):
        await card.get_by_text(fold).click()
    await expect(card.get_by_text("client_secret=[***]")).to_be_visible()
    await card.scroll_into_view_if_needed()
    await chat.shoot("ticket-4-channel")
    ADMIN.parent.mkdir(exist_ok=True)
    await card.screenshot(path=ADMIN)
    return card


async def act(chat: Chat, card: Locator) -> None:
    """Claim, give it to nobody else after all, and ask back."""
    await button(card, "Claim").click()
    await expect(card).to_contain_text("being worked on · Alex Wilber")
    await hears(chat, "Alex Wilber claimed #1.")
    await chat.shoot("ticket-5-claimed")
    await button(card, "Assign to…").click()
    form = chat.page.locator(".ac-adaptiveCard", has_text="Who takes ticket #1?")
    await form.scroll_into_view_if_needed()
    await form.get_by_role("combobox").click()
    await chat.shoot("ticket-6-assign")
    await expect(chat.page.get_by_role("option", name="Megan Bowen")).to_be_visible()
    await chat.page.keyboard.press("Escape")
    await button(form, "Back").click()
    await button(card, "Ask back").click()
    await fill(card, "Which goals can you not open?")
    await card.scroll_into_view_if_needed()
    await chat.shoot("ticket-7-question")
    await button(card, "Send").click()
    await expect(card).to_contain_text("waiting for an answer")
    await hears(chat, "asked Alex Wilber: Which goals can you not open?")


async def answer(chat: Chat) -> None:
    """The question stands on the person's card, with a box for the answer."""
    await go_to(chat, "Personal Chat")
    card = ticket(chat)
    await expect(card).to_contain_text("Which goals can you not open?")
    await hears(chat, "asks about your ticket #1")
    await card.scroll_into_view_if_needed()
    await chat.shoot("ticket-8-asked")
    await card.screenshot(path=TICKET)
    await fill(card, "Those of the Sales team.")
    await button(card, "Answer").click()
    await expect(card).to_contain_text("being worked on")
    await chat.shoot("ticket-9-answered")


async def resolve(chat: Chat) -> None:
    """The answer is in the thread; resolving needs a note."""
    await go_to(chat, "Announcements")
    await hears(chat, "Alex Wilber answered: Those of the Sales team.")
    card = chat.page.locator(".ac-adaptiveCard", has_text="asks for help")
    await button(card, "Resolve").first.click()
    await button(card, "Resolve").last.click()
    await expect(card).to_contain_text("Please write a few words.")
    await fill(card, "Your account is back. Sign in again.")
    await card.scroll_into_view_if_needed()
    await chat.shoot("ticket-10-resolve")
    await button(card, "Resolve").last.click()
    await expect(card).to_contain_text("resolved · Alex Wilber")
    await expect(button(card, "Reopen")).to_be_visible()
    await chat.shoot("ticket-11-resolved")


async def confirm(chat: Chat) -> None:
    """The note has reached the person, who says that it works."""
    await go_to(chat, "Personal Chat")
    card = ticket(chat)
    await expect(card).to_contain_text("Your account is back. Sign in again.")
    await hears(chat, "Alex Wilber resolved your ticket #1")
    await chat.shoot("ticket-12-note")
    await button(card, "It works now").click()
    await expect(card).to_contain_text("Done: you said that it works again.")
    await chat.type("my tickets")
    await chat.reads("Ticket #1 · confirmed")
    await chat.shoot("ticket-13-confirmed")


def ticket(chat: Chat) -> Locator:
    return chat.page.locator(".ac-adaptiveCard", has_text="Ticket #1").first


def button(card: Locator, label: str) -> Locator:
    return card.get_by_role("button", name=label, exact=True)


async def fill(card: Locator, text: str) -> None:
    """Write into the box that is open, key by key: the window overlooks what is filled in at once."""
    await card.locator("textarea:visible").click()
    await card.page.keyboard.type(text)


async def go_to(chat: Chat, place: str) -> None:
    """Open another conversation; what was there before is there again, once the window is at rest."""
    await chat.page.get_by_text(place, exact=True).first.click()
    await chat.page.evaluate(_AT_REST)


async def hears(chat: Chat, text: str) -> None:
    """Wait for a line; the log panel of the chat window may repeat it."""
    await expect(chat.page.get_by_text(text).first).to_be_visible()
