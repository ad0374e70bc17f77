"""No acknowledged ticket is lost, none is doubled, and everything is delivered in the end.

A few seconds of each here; ``make faults`` takes its time and writes down what it finds.
"""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.store.address import sqlite_address
from tests.databases import new_database
from tests.faults.breaking import full, locked, small_disk, stopped
from tests.faults.channel import FlakyChannel
from tests.faults.conftest import Extent
from tests.faults.load import TENANTS, Load
from tests.faults.replicas import Replica
from tests.faults.report import Report
from tests.faults.server import TIMEOUT, set_channels
from tests.faults.verdict import Verdict, judge

DRAIN = 900.0
LIFE = 2.5
"""Seconds that a process lives at most, once it answers."""


@dataclass
class Rig:
    """Replicas under load, between one database and one channel."""

    address: str
    replicas: list[Replica]
    channel: FlakyChannel
    client: aiohttp.ClientSession
    load: Load

    async def verdict(self) -> Verdict:
        """End the load, wait until everything is delivered, and judge."""
        await self.load.stop()
        return await judge(self.address, self.channel, self.load.asked, patience=DRAIN)

    async def restart(self, replica: Replica) -> None:
        await replica.kill()
        replica.start()
        await replica.answers(self.client)


@asynccontextmanager
async def rig(
    address: str,
    log: Path,
    extent: Extent,
    *,
    replicas: int = 1,
    share: float = 0.0,
    patience: float = TIMEOUT,
) -> AsyncIterator[Rig]:
    """Running processes under load. What they log goes to ``log``."""
    running = [Replica(address, log, patience) for _ in range(replicas)]
    async with FlakyChannel(share=share) as channel, aiohttp.ClientSession() as client:
        await set_channels(address, channel.service_url, TENANTS)
        for replica in running:
            replica.start()
        await asyncio.gather(*(replica.answers(client) for replica in running))
        load = Load(running, channel, client)
        load.start(people=extent.people, pause=extent.pause)
        yield Rig(address, running, channel, client, load)
        for replica in running:
            await replica.stop()


@pytest.fixture(params=["sqlite", "postgresql"])
async def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database of each kind."""
    if request.param == "sqlite":
        return sqlite_address(tmp_path / "reconnect.sqlite3")
    return await new_database(request.getfixturevalue("broken_postgresql"))


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """What the processes log."""
    return tmp_path / "log"


def kind(address: str) -> str:
    return "SQLite" if address.startswith("sqlite") else "PostgreSQL"


async def test_killed_at_random_moments(log: Path, database: str, extent: Extent, report: Report) -> None:
    moments = random.Random(3)
    async with rig(database, log, extent) as running:
        [replica] = running.replicas
        for _ in range(extent.kills):
            await asyncio.sleep(moments.uniform(0.05, LIFE))
            await running.restart(replica)
        found = await running.verdict()
        assert found.wrong == []
        assert replica.kills == extent.kills
        assert found.changes > extent.kills / 2, "there was little to lose"
    report.add(f"process killed {extent.kills} times, {kind(database)}", running.load.asked, found)


async def test_one_of_two_replicas_killed(
    log: Path, broken_postgresql: Any, extent: Extent, report: Report
) -> None:
    address, moments = await new_database(broken_postgresql), random.Random(5)
    async with rig(address, log, extent, replicas=2) as running:
        for _ in range(extent.kills):
            await asyncio.sleep(moments.uniform(0.05, LIFE))
            await running.restart(moments.choice(running.replicas))
        found = await running.verdict()
        assert found.wrong == []
    report.add(f"one of two replicas killed, {extent.kills} times", running.load.asked, found)


async def test_two_replicas_send_nothing_twice(log: Path, broken_postgresql: Any, extent: Extent) -> None:
    """What a busy machine answers late would be sent again, so it may take its time."""
    address = await new_database(broken_postgresql)
    async with rig(address, log, extent, replicas=2, patience=60.0) as running:
        await asyncio.sleep(extent.flaky)
        found = await running.verdict()
        assert (found.wrong, found.repeated) == ([], 0)


async def test_three_calls_in_ten_fail(log: Path, database: str, extent: Extent, report: Report) -> None:
    async with rig(database, log, extent, share=0.3) as running:
        await asyncio.sleep(extent.flaky)
        found = await running.verdict()
        assert found.wrong == []
        failed = running.channel.count - running.channel.faults[""]
        assert failed > running.channel.count * 0.2
    report.add(
        f"{failed:,} of {running.channel.count:,} calls failed, {kind(database)}", running.load.asked, found
    )


async def test_a_locked_database(log: Path, tmp_path: Path, extent: Extent, report: Report) -> None:
    path = tmp_path / "reconnect.sqlite3"
    address = f"{sqlite_address(path)}?timeout={extent.patience}"
    async with rig(address, log, extent) as running:
        await asyncio.sleep(extent.calm)
        async with locked(path):
            await asyncio.sleep(extent.gone)
        await asyncio.sleep(extent.calm)
        found = await running.verdict()
        assert found.wrong == []
        assert running.load.asked.refused > 0, "nobody was told"
    report.add(f"SQLite locked for {extent.gone:.0f} s", running.load.asked, found)


async def test_a_database_that_is_gone(
    log: Path, broken_postgresql: Any, extent: Extent, report: Report
) -> None:
    async with rig(await new_database(broken_postgresql), log, extent) as running:
        await asyncio.sleep(extent.calm)
        async with stopped(broken_postgresql):
            await asyncio.sleep(extent.gone)
        await asyncio.sleep(extent.calm)
        found = await running.verdict()
        assert found.wrong == []
        assert running.load.asked.refused > 0, "nobody was told"
    report.add(f"PostgreSQL stopped for {extent.gone:.0f} s", running.load.asked, found)


async def test_a_full_disk(log: Path, tmp_path: Path, extent: Extent, report: Report) -> None:
    with small_disk(tmp_path / "disk") as folder:
        async with rig(sqlite_address(folder / "reconnect.sqlite3"), log, extent) as running:
            await asyncio.sleep(extent.calm)
            with full(folder, running.replicas[0].pid):
                await asyncio.sleep(extent.gone)
            await asyncio.sleep(extent.calm)
            found = await running.verdict()
            assert found.wrong == []
            assert running.load.asked.refused > 0, "nobody was told"
    report.add(f"disk full for {extent.gone:.0f} s, SQLite", running.load.asked, found)
