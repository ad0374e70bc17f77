"""Servers under measurement as processes: started, pinned to a core, watched and stopped."""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import psutil

from tests.benchmarks.world import World

SERVER_CORE, OTHER_CORE = min(os.sched_getaffinity(0)), max(os.sched_getaffinity(0))
_PATIENCE: Final = 20.0
"""Seconds that a server has to stop."""
_ROOT: Final = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Server:
    """A server that listens on ``port`` of the loopback interface."""

    kind: str
    port: int
    process: psutil.Process

    @property
    def cpu_seconds(self) -> float:
        """Processor time used so far."""
        times = self.process.cpu_times()
        return times.user + times.system

    @property
    def descriptors(self) -> int:
        """Files and sockets open now."""
        return self.process.num_fds()

    @property
    def resident_mb(self) -> float:
        """Memory in use now."""
        return self.process.memory_info().rss / 1e6


@asynccontextmanager
async def serving(
    kind: str, world: World, folder: Path, *, database: str | None = None, core: int = SERVER_CORE
) -> AsyncIterator[Server]:
    """A server of this kind on a core of its own, by default with an SQLite file in the folder."""
    addresses = json.dumps(world.addresses(database or f"sqlite:///{folder / kind}.sqlite3"))
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.benchmarks.server", kind, addresses, str(core)),
        cwd=_ROOT,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    try:
        port = await process.stdout.readline()
        if not port:
            raise RuntimeError(f"the {kind} server did not start")
        yield Server(kind, int(port), psutil.Process(process.pid))
    finally:
        await _end(process)


async def _end(process: asyncio.subprocess.Process) -> None:
    """Ask it to stop, and then no longer ask: a crowd may have made it deaf to signals."""
    if process.returncode is None:
        process.terminate()
    try:
        async with asyncio.timeout(_PATIENCE):
            await process.wait()
    except TimeoutError:
        process.kill()
        await process.wait()


@contextmanager
def pinned(core: int) -> Iterator[None]:
    """Keep this process to one core."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {core})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)
