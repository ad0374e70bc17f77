"""Values fetched from afar: one fetch at a time, renewed early, served while they are good."""

import asyncio

import pytest
from structlog.testing import capture_logs

from bot.teams.renewal import Lease, Renewed


class Source:
    """Gives 1, 2, 3…, renewed after 80 seconds and good for 100, as slowly and as badly as told."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.fetches = 0
        self.fails = False
        self.gate = asyncio.Event()
        self.gate.set()

    async def fetch(self) -> Lease[int]:
        self.fetches += 1
        await self.gate.wait()
        if self.fails:
            raise RuntimeError("the source is down")
        return Lease(self.fetches, renew_after=80, good_for=100)

    def renewed(self) -> Renewed[int]:
        return Renewed("test value", self.fetch, lambda: self.now)


async def settle() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def test_many_who_wait_share_one_fetch() -> None:
    source = Source()
    renewed = source.renewed()
    assert await asyncio.gather(*(renewed.get() for _ in range(20))) == [1] * 20
    assert source.fetches == 1


async def test_a_good_value_is_not_fetched_again() -> None:
    source = Source()
    renewed = source.renewed()
    await renewed.get()
    source.now += 79
    assert await renewed.get() == 1
    assert source.fetches == 1


async def test_an_ageing_value_is_served_while_its_successor_is_fetched() -> None:
    source = Source()
    renewed = source.renewed()
    await renewed.get()
    source.gate.clear()
    source.now += 85
    assert await renewed.get() == 1
    await settle()
    assert (source.fetches, renewed.is_renewing) == (2, True)
    assert await renewed.get() == 1
    source.gate.set()
    await settle()
    assert await renewed.get() == 2
    assert source.fetches == 2


async def test_a_renewal_that_fails_leaves_the_old_value_and_pauses() -> None:
    source = Source()
    renewed = source.renewed()
    await renewed.get()
    source.fails = True
    source.now += 85
    with capture_logs() as logs:
        for _ in range(5):
            assert await renewed.get() == 1
            await settle()
    assert source.fetches == 2
    assert [log["name"] for log in logs] == ["test value"]
    source.now += 6
    source.fails = False
    await renewed.get()
    await settle()
    assert await renewed.get() == 3


async def test_a_value_past_its_time_is_never_served() -> None:
    source = Source()
    renewed = source.renewed()
    await renewed.get()
    source.fails = True
    source.now += 101
    with pytest.raises(RuntimeError):
        await renewed.get()
    source.fails = False
    assert await renewed.get() == 3


async def test_one_who_gives_up_waiting_does_not_stop_the_fetch_for_others() -> None:
    source = Source()
    source.gate.clear()
    renewed = source.renewed()
    impatient = asyncio.create_task(renewed.get())
    patient = asyncio.create_task(renewed.get())
    await settle()
    impatient.cancel()
    await settle()
    source.gate.set()
    assert await patient == 1


async def test_closing_stops_a_fetch_under_way() -> None:
    source = Source()
    source.gate.clear()
    renewed = source.renewed()
    renewed.warm()
    await settle()
    await renewed.close()
    assert not renewed.is_renewing
