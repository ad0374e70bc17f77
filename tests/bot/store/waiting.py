"""Waiting for what is stored behind the turn."""

import asyncio

from bot.store import Store


async def stored(store: Store) -> None:
    """Have everything stored that was taken, however long a busy disk takes."""
    async with asyncio.timeout(60):
        while store.backlog:
            await store.flush()
