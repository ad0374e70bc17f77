import os
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Final

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, ViewportSize, async_playwright, expect

from bot.cli.playground import missing
from tests.e2e.chat import Chat, chatting
from tests.e2e.phone.measuring import RENDERER_FILE
from tests.e2e.serving import READY, serving

CHROMIUM: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
OPTIONS: Final = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

WINDOW: Final[ViewportSize] = {"width": 1280, "height": 1300}

expect.set_options(timeout=60_000)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of the browser; RECONNECT_CHROMIUM may name one of its family."""
    named = os.environ.get("RECONNECT_CHROMIUM")
    found = next((path for name in ([named] if named else CHROMIUM) if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip(f"{named or 'Chromium'} is not installed, so no browser can be driven.")
    return found


@pytest.fixture(scope="session")
def needs_chat_window() -> None:
    if reason := missing():
        pytest.skip(reason)


@pytest.fixture(scope="session")
def renderer() -> Path:
    """The program that draws cards, which the chat window's packages bring."""
    if not RENDERER_FILE.is_file():
        pytest.skip("The card renderer is not installed; npm ci installs it.")
    return RENDERER_FILE


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser(chromium: str) -> AsyncIterator[Browser]:
    async with (
        async_playwright() as playwright,
        await playwright.chromium.launch(executable_path=chromium, args=OPTIONS) as browser,
    ):
        yield browser


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def address(needs_chat_window: None, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[str]:
    """Where the chat window of a bot is, which starts anew for each module."""
    folder: Path = tmp_path_factory.mktemp("serving")
    async with serving(folder, "--chat") as bot:
        await bot.until(READY)
        yield bot.chat_address


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def context(browser: Browser) -> AsyncIterator[BrowserContext]:
    """A browser that keeps what it has loaded, which makes the next window open sooner."""
    async with await browser.new_context(viewport=WINDOW, locale="en-US") as context:
        await context.grant_permissions(["clipboard-read", "clipboard-write"])
        yield context


@pytest_asyncio.fixture(loop_scope="session")
async def chat(context: BrowserContext, address: str) -> AsyncIterator[Chat]:
    async with chatting(context, address) as chat:
        yield chat
