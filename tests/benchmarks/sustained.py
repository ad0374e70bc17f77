"""The highest even rate at which nearly everybody is answered quickly, and a burst of an outage."""

import asyncio
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from bot.clock import SystemClock
from bot.store import open_store
from cards.wording import wording
from dialogs.escalation.model import Actor
from dialogs.escalation.outbox import AdminChannel
from tests.benchmarks.load import Messages
from tests.benchmarks.open_loop import OpenLoop, Told
from tests.benchmarks.pastes import PASTES
from tests.benchmarks.process import Server
from tests.benchmarks.world import World
from tests.fakes.entra import TENANT
from tests.faults.channel import TEAMS_RATES

WITHIN: Final = 100.0
"""Milliseconds, from when a call was due to its answer; the connector takes 50 of them."""
AT_ALL: Final = 1_000.0
"""Milliseconds within which an answer still counts as one."""
_FACTOR: Final = 1.2
CHANNEL: Final = "19:admins@thread.tacv2"
_LATER: Final = frozenset(wording(language).too_many for language in ("en", "fr"))


@dataclass(frozen=True, slots=True)
class Step:
    """What one rate came to, in milliseconds."""

    rate: float
    middle: float
    p99: float
    is_answered: bool

    def is_kept(self, within: float) -> bool:
        """Whether all were answered, and 99 of 100 within so many milliseconds."""
        return self.is_answered and self.p99 < within


@dataclass(frozen=True, slots=True)
class Sustained:
    """Every rate that was tried."""

    steps: Sequence[Step]

    def highest(self, within: float) -> Step | None:
        """The highest rate that was kept; None where none was."""
        kept = [step for step in self.steps if step.is_kept(within)]
        return max(kept, key=lambda step: step.rate, default=None)


async def sustain(
    world: World, servers: Sequence[Server], *, start: float, seconds: float, most: int
) -> Sustained:
    """Raise the rate until two in a row are too much, or ``most`` were tried.

    Each that is not kept gets a second chance, for a noisy machine.
    """
    calls = iter(Messages(world, 1_000))
    loop = OpenLoop(*(server.port for server in servers))
    await loop.run(calls, count=100, rate=20 * start / 10)
    steps: list[Step] = []
    rate = start
    while len(steps) < most and not _is_too_much(steps):
        step = await _step(world, loop, calls, rate, seconds)
        if not step.is_kept(WITHIN):
            await asyncio.sleep(1.0)
            step = min(step, await _step(world, loop, calls, rate, seconds), key=lambda one: one.p99)
        steps.append(step)
        rate *= _FACTOR
    loop.close()
    return Sustained(steps)


async def _step(world: World, loop: OpenLoop, calls: Iterator[bytes], rate: float, seconds: float) -> Step:
    count = max(20, int(rate * seconds))
    evaded = world.evasions
    told = await loop.run(calls, count=count, rate=rate)
    is_answered = told.answered == count and world.evasions == evaded
    return Step(rate, told.quantile(50), told.quantile(99), is_answered)


def _is_too_much(steps: Sequence[Step]) -> bool:
    return len(steps) > 1 and not any(step.is_kept(AT_ALL) for step in steps[-2:])


@dataclass(frozen=True, slots=True)
class Burst:
    """What became of a crowd. ``over_rate`` names each rate of Teams that deliveries broke."""

    told: Told
    sent: int
    put_off: int
    failed: int
    unheard: int
    tickets: int
    over_rate: Sequence[str]

    @property
    def answered(self) -> int:
        """Messages that got their answer, and neither of the sentences that come in its place."""
        return self.told.answered - self.put_off - self.failed


async def burst(world: World, server: Server, *, count: int, seconds: float, escalating: int = 0) -> Burst:
    """So many messages of as many people within so many seconds; some of them ask an admin, later on."""
    world.remembers = True
    loop = OpenLoop(server.port)
    told = await loop.run(_crowd(world, count, escalating), count=count, rate=count / seconds)
    loop.close()
    await _settled(world, escalating)
    put_off = sum(world.texts[sentence] for sentence in _LATER)
    people = {f"a:p-{number}" for number in range(count - 2 * escalating)}
    return Burst(
        told,
        count,
        put_off=put_off,
        failed=world.evasions - put_off,
        unheard=len(people - world.calls.keys()),
        tickets=escalating,
        over_rate=list(_over_rate(world.calls.get(CHANNEL, []))),
    )


def _crowd(world: World, count: int, escalating: int) -> Iterator[bytes]:
    """Everybody pastes the same error; the first of them then ask an admin, and send what they were shown."""
    pasted = count - 2 * escalating
    yield from islice(Messages(world, pasted, [PASTES["code and sentence"]]), pasted)
    for typed in ("ask an admin: since this morning", "send"):
        yield from islice(Messages(world, escalating, [typed], paste=lambda _, text: text), escalating)


async def _settled(world: World, escalating: int) -> None:
    """Wait until nothing was delivered for three seconds: the longer, the more there is to deliver."""
    for _ in range(min(escalating, 30)):
        before = world.answers
        await asyncio.sleep(3.0)
        if world.answers == before:
            return


def _over_rate(times: list[float]) -> Iterator[str]:
    for rate in TEAMS_RATES:
        ends = enumerate(times)
        most = max((at - bisect_left(times, end - rate.seconds) + 1 for at, end in ends), default=0)
        if most > rate.sends:
            yield f"{most} calls within {rate.seconds:g} s"


async def open_admin_channel(world: World, address: str) -> None:
    """Give the tenant an admin channel, before the server starts."""
    async with open_store(address) as store:
        channel = AdminChannel(
            tenant=TENANT,
            team="19:team@thread.tacv2",
            channel=CHANNEL,
            service_url=world.service_url,
            name="Announcements",
            set_by=Actor("dana", "Dana"),
            set_at=SystemClock().now(),
        )
        await store.channels.set(channel)
