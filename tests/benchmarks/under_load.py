"""What the bot bears: ``python -m tests.benchmarks.under_load [SECONDS]``; writes to docs/performance.md.

The last measurement takes so many seconds, a quarter of an hour where nothing is said.
"""

import asyncio
import os
import sys
import tempfile
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from tests.benchmarks.beside import OURS, STOCK, Beside, Modest, beside
from tests.benchmarks.process import OTHER_CORE, SERVER_CORE, pinned, serving
from tests.benchmarks.soak import Soak, soak
from tests.benchmarks.sustained import Burst, Sustained, burst, open_admin_channel, sustain
from tests.benchmarks.world import World, world
from tests.benchmarks.worst import Worst, measure_worst
from tests.databases import new_database, postgresql_server


@dataclass(frozen=True, slots=True)
class Extent:
    """How much is sent. Times are in seconds, rates in turns a second; for ``look`` others are watched."""

    seconds: float = 5.0
    start: float = 20.0
    stock_start: float = 2.0
    crowd: int = 5_000
    crowd_seconds: float = 10.0
    escalating: int = 60
    soak_rate: float = 60.0
    soak_seconds: float = 900.0
    modest: Modest = field(default_factory=Modest)
    most_rates: int = 40
    tries: int = 5
    look: float = 2.0
    has_replicas: bool = True


@dataclass(frozen=True, slots=True)
class Results:
    """What one run found. ``busy`` is what else kept the machine busy before it and after it, in cores."""

    extent: Extent
    busy: tuple[float, float]
    one: Sustained
    two: Sustained | None
    stock: Sustained
    beside: Beside
    crowd: Burst
    stock_crowd: Burst
    soaked: Soak
    worst: Worst


async def measure(extent: Extent, say: Callable[[str], None]) -> Results:
    """Measure everything; ``say`` hears what is being measured."""
    before = await _busy(extent.look)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        say("Long pastes")
        with pinned(SERVER_CORE):
            worst = await measure_worst(extent.tries)
        with pinned(OTHER_CORE):
            say("Highest rate, one process")
            one = await _sustained(OURS, folder, extent, start=extent.start)
            say("Highest rate, the stock adapter")
            stock = await _sustained(STOCK, folder, extent, start=extent.stock_start)
            say("Both in turn")
            both = await _beside(folder, extent)
            say("A crowd")
            crowd = await _burst(OURS, folder, extent)
            say("A crowd before the stock adapter")
            stock_crowd = await _burst(STOCK, folder, extent)
        two = None
        if extent.has_replicas:
            say("Highest rate, two replicas on PostgreSQL")
            two = await _replicas(folder, extent)
        with pinned(OTHER_CORE):
            say("Hours in minutes")
            soaked = await _soak(folder, extent)
    busy = (before, await _busy(extent.look))
    return Results(extent, busy, one, two, stock, both, crowd, stock_crowd, soaked, worst)


async def _busy(seconds: float) -> float:
    """How many cores others keep busy while nothing of ours runs."""
    psutil.cpu_percent()
    await asyncio.sleep(seconds)
    return psutil.cpu_percent() / 100 * (os.cpu_count() or 1)


async def _around(stack: AsyncExitStack) -> World:
    """The surroundings, with a connector that takes 50 ms over everything."""
    made = await stack.enter_async_context(world())
    made.delay = 0.05
    return made


async def _sustained(kind: str, folder: Path, extent: Extent, *, start: float) -> Sustained:
    async with AsyncExitStack() as stack:
        around = await _around(stack)
        server = await stack.enter_async_context(serving(kind, around, _empty(folder)))
        return await sustain(around, [server], start=start, seconds=extent.seconds, most=extent.most_rates)


async def _beside(folder: Path, extent: Extent) -> Beside:
    """Both wait on the same core: only one of them has anything to do at a time."""
    async with AsyncExitStack() as stack:
        around = await _around(stack)
        servers = {
            kind: await stack.enter_async_context(serving(kind, around, _empty(folder)))
            for kind in (OURS, STOCK)
        }
        return await beside(around, servers, extent.modest)


async def _replicas(folder: Path, extent: Extent) -> Sustained:
    """Each replica has a core; on two cores, ours is shared with one of them."""
    with postgresql_server() as postgresql:
        database = await new_database(postgresql)
        async with AsyncExitStack() as stack:
            around = await _around(stack)
            servers = [
                await stack.enter_async_context(serving(OURS, around, folder, database=database, core=core))
                for core in (SERVER_CORE, OTHER_CORE)
            ]
            return await sustain(
                around, servers, start=extent.start, seconds=extent.seconds, most=extent.most_rates
            )


async def _burst(kind: str, folder: Path, extent: Extent) -> Burst:
    is_ours = kind == OURS
    async with AsyncExitStack() as stack:
        around = await _around(stack)
        here = _empty(folder)
        if is_ours:
            await open_admin_channel(around, f"sqlite:///{here / kind}.sqlite3")
        server = await stack.enter_async_context(serving(kind, around, here))
        escalating = extent.escalating if is_ours else 0
        return await burst(
            around, server, count=extent.crowd, seconds=extent.crowd_seconds, escalating=escalating
        )


async def _soak(folder: Path, extent: Extent) -> Soak:
    async with AsyncExitStack() as stack:
        around = await _around(stack)
        server = await stack.enter_async_context(serving(OURS, around, _empty(folder)))
        return await soak(around, server, rate=extent.soak_rate, seconds=extent.soak_seconds)


def _empty(folder: Path) -> Path:
    return Path(tempfile.mkdtemp(dir=folder))


def main() -> None:
    """Run everything and write the part of the page."""
    from tests.benchmarks.load_report import section, write  # noqa: PLC0415 - it reads our types

    extent = Extent(soak_seconds=float(sys.argv[1])) if len(sys.argv) > 1 else Extent()
    results = asyncio.run(measure(extent, lambda what: print(f"{what} …", flush=True)))
    print(section(results))
    write(results)


if __name__ == "__main__":
    main()
