"""The language that a person asks for is kept. One bot for this module alone: it remembers."""

import pytest

from tests.e2e.chat import Chat

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]


async def test_a_typed_language_is_spoken_from_then_on(chat: Chat) -> None:
    await chat.type("language fr")
    await chat.type("AADSTS50076")
    await chat.reads("Que faire maintenant")
    await chat.shoot("language-french")
    await chat.type("language en")
    await chat.type("AADSTS50076")
    await chat.reads("What to do now")


async def test_a_pressed_language_is_spoken_from_then_on(chat: Chat) -> None:
    await chat.press("Français")
    await chat.reads("Bonjour")
    await chat.shoot("welcome-french")
    await chat.type("AADSTS50034")
    await chat.reads("Voir un admin")
