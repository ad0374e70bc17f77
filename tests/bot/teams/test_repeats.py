"""Things done once however often they are asked for."""

import asyncio

import pytest

from bot.teams.repeats import Repeats


class Work:
    def __init__(self) -> None:
        self.done = 0

    async def __call__(self) -> int:
        await asyncio.sleep(0)
        self.done += 1
        return self.done

    async def fail(self) -> int:
        await asyncio.sleep(0)
        raise RuntimeError("broken")


async def test_a_repeat_gets_the_first_result() -> None:
    repeats: Repeats[int] = Repeats()
    work = Work()
    assert await asyncio.gather(*(repeats.once("a", work) for _ in range(5))) == [1] * 5
    assert await repeats.once("a", work) == 1
    assert await repeats.once("b", work) == 2


async def test_a_result_is_forgotten_in_time() -> None:
    repeats: Repeats[int] = Repeats(seconds=0.01)
    work = Work()
    await repeats.once("a", work)
    await asyncio.sleep(0.02)
    assert await repeats.once("a", work) == 2


async def test_no_more_than_so_many_are_kept() -> None:
    repeats: Repeats[int] = Repeats(most=2)
    work = Work()
    for key in "abc":
        await repeats.once(key, work)
    assert await repeats.once("a", work) == 4


async def test_work_that_failed_is_done_again_and_its_repeats_learn_of_it() -> None:
    repeats: Repeats[int] = Repeats()
    work = Work()
    outcomes = await asyncio.gather(*(repeats.once("a", work.fail) for _ in range(3)), return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == [RuntimeError] * 3
    assert await repeats.once("a", work) == 1


async def test_work_that_was_cancelled_is_done_again() -> None:
    repeats: Repeats[int] = Repeats()
    work = Work()
    first = asyncio.create_task(repeats.once("a", work))
    await asyncio.sleep(0)
    first.cancel()
    with pytest.raises(asyncio.CancelledError):
        await first
    assert await repeats.once("a", work) == 1
