"""A world for each kind of database."""

from collections.abc import AsyncIterator

import pytest

from tests.bot.deliveries.world import World, world


@pytest.fixture
async def around(address: str) -> AsyncIterator[World]:
    """A world in which a channel is set."""
    async with world(address) as made:
        await made.set_channel()
        yield made
