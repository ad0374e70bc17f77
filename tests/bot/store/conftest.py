"""An open store on a fresh database of each kind."""

from collections.abc import AsyncIterator

import pytest

from bot.store import Store, open_store


@pytest.fixture
async def store(address: str) -> AsyncIterator[Store]:
    """An open store on a fresh database."""
    async with open_store(address) as opened:
        yield opened
