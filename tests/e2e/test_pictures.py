"""The pictures of the answer card that the README shows.

To save those pictures anew: RECONNECT_UPDATE_IMAGES=1 .venv/bin/pytest tests/e2e/test_pictures.py
"""

import os
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Final

import pytest
import pytest_asyncio
from playwright.async_api import Browser

from tests.e2e.chat import OUTPUT, Chat, chatting
from tests.e2e.conftest import WINDOW

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]

IMAGES: Final = Path(__file__).parents[2] / "docs/images"
MOST_BYTES: Final = 200_000
PICTURES: Final = {
    "answer": (
        "My Power Automate flow fails: AADSTS50076: Due to a configuration change made by your "
        "administrator, you must use multi-factor authentication to access 'Office 365 SharePoint Online'."
    ),
    "answer-fr": (
        "Mon flux Power Automate est bloqué : Le jeton d’actualisation a expiré en raison d’une inactivité. "
        "Le jeton a été émis le 2025-01-02T08:15:30Z et est resté inactif pendant 90.00:00:00."
    ),
}


@pytest_asyncio.fixture(loop_scope="session")
async def sharp_chat(browser: Browser, address: str) -> AsyncIterator[Chat]:
    """A chat window on a screen of a higher resolution."""
    async with (
        await browser.new_context(viewport=WINDOW, locale="en-US", device_scale_factor=1.5) as context,
        chatting(context, address) as chat,
    ):
        yield chat


@pytest.mark.parametrize("name", PICTURES)
async def test_pictures_are_taken(sharp_chat: Chat, name: str) -> None:
    folder = IMAGES if os.environ.get("RECONNECT_UPDATE_IMAGES") else OUTPUT
    await sharp_chat.use_font_of_teams()
    await sharp_chat.type(PICTURES[name])
    assert await sharp_chat.steps()
    await sharp_chat.shoot_card(folder / f"{name}.png")
    assert 10_000 < (IMAGES / f"{name}.png").stat().st_size < MOST_BYTES
