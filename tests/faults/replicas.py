"""Processes of the bot, killed without warning and started again."""

import asyncio
import multiprocessing
import os
import signal
from dataclasses import dataclass, field
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Final

import aiohttp

from tests.faults import server
from tests.ports import free_port

_CONTEXT: Final = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["tests.faults.server"])
"""Processes are forked from one that has imported everything: a start takes a moment instead of seconds."""

PATIENCE: Final = 60.0


@dataclass(slots=True)
class Replica:
    """One process of the bot. It keeps its port from start to start."""

    address: str
    log: Path
    patience: float = server.TIMEOUT
    """Seconds that the channel has to answer."""
    port: int = field(default_factory=free_port)
    kills: int = 0
    _process: ForkServerProcess | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/api/messages"

    @property
    def pid(self) -> int:
        assert self._process is not None
        assert self._process.pid is not None
        return self._process.pid

    def start(self) -> None:
        self._process = _CONTEXT.Process(
            target=server.run, args=(self.address, self.port, str(self.log), self.patience), daemon=True
        )
        self._process.start()

    async def answers(self, client: aiohttp.ClientSession) -> None:
        """Wait until the process takes calls."""
        async with asyncio.timeout(PATIENCE):
            while True:
                try:
                    async with client.get(self.url):
                        return
                except aiohttp.ClientError:
                    await asyncio.sleep(0.02)

    async def kill(self) -> None:
        """End the process at once, whatever it is doing."""
        os.kill(self.pid, signal.SIGKILL)
        await self._ended()
        self.kills += 1

    async def stop(self) -> None:
        """Ask the process to end, as an operator does."""
        os.kill(self.pid, signal.SIGTERM)
        await self._ended()

    async def _ended(self) -> None:
        assert self._process is not None
        await asyncio.to_thread(self._process.join, PATIENCE)
        assert self._process.exitcode is not None, "the process did not end"
        self._process.close()
        self._process = None
