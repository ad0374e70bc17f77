"""A person sees what is kept about them, gets it, and is forgotten. One bot for this module alone."""

import pytest

from cards.wording import wording
from tests.e2e.chat import Chat

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]

SAY = wording("en").privacy


async def test_from_the_privacy_card_to_being_forgotten(chat: Chat) -> None:
    await chat.type("AADSTS50076: it failed, zebra")
    await chat.press("Ask an admin")
    await chat.press("See what will be sent")
    await chat.press("Send")
    await chat.reads("Ticket #1")
    await chat.type("privacy")
    assert await chat.title() == SAY.title
    await chat.follow(f"{SAY.what_is_kept} ▾")
    await chat.reads("180 days after the last change")
    await chat.shoot("privacy")
    await chat.press(SAY.see_data)
    await chat.hears('"pasted": "AADSTS50076: it failed, zebra"')
    await chat.shoot("privacy-data")
    await chat.press(SAY.forget_me)
    await chat.reads(SAY.forget_title)
    await chat.press(SAY.forget_yes)
    await chat.reads(SAY.forgotten_title)
    await chat.reads("your tickets: 1")
    await chat.shoot("privacy-forgotten")
    await chat.reads_anywhere(wording("en").tickets.erased_for_person)
