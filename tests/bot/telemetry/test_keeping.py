"""A dear value is fetched once for all who ask, and not kept too long."""

import asyncio

import pytest

from bot.telemetry.keeping import Kept


class Source:
    """Counts how often it was asked, and fails while it is told to."""

    def __init__(self) -> None:
        self.asked = 0
        self.now = 0.0
        self.is_broken = False

    async def fetch(self) -> int:
        self.asked += 1
        await asyncio.sleep(0)
        if self.is_broken:
            raise RuntimeError("broken")
        return self.asked


async def test_a_value_is_fetched_once_and_again_when_it_is_old() -> None:
    source = Source()
    kept = Kept(source.fetch, 5.0, timer=lambda: source.now)
    assert await asyncio.gather(*(kept.get() for _ in range(20))) == [1] * 20
    source.now = 4.9
    assert await kept.get() == 1
    source.now = 5.0
    assert await kept.get() == 2


async def test_a_failure_is_not_kept() -> None:
    source = Source()
    kept = Kept(source.fetch, 5.0, timer=lambda: source.now)
    source.is_broken = True
    with pytest.raises(RuntimeError):
        await kept.get()
    source.is_broken = False
    assert await kept.get() == 2
