"""The bot as people start it: the console script, in a process of its own."""

import asyncio
import os
import re
import sys
from asyncio.subprocess import DEVNULL, PIPE, STDOUT, Process
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tests.ports import free_port

RECONNECT: Final = Path(sys.executable).with_name("reconnect")
READY: Final = "Press Ctrl-C to stop."
_PATIENCE: Final = 60.0
"""Seconds to wait for a line, or for the end."""


@dataclass(slots=True)
class Serving:
    """A ``reconnect serve`` that was started, and what it has said so far.

    It is always listened to: a program that nobody listens to stands still once the pipe is full.
    """

    process: Process
    port: int
    said: list[str] = field(default_factory=list)
    _read: int = 0
    _news: asyncio.Event = field(default_factory=asyncio.Event)
    _has_ended: bool = False

    async def listen(self) -> None:
        """Take down what it says, until it ends."""
        assert self.process.stdout is not None
        async for line in self.process.stdout:
            self.said.append(line.decode().rstrip())
            self._news.set()
        self._has_ended = True
        self._news.set()

    async def until(self, wanted: str) -> None:
        """Read on until a line holds ``wanted``. Raises AssertionError where it ends before that."""
        async with asyncio.timeout(_PATIENCE):
            while True:
                for line in self.said[self._read :]:
                    self._read += 1
                    if wanted in line:
                        return
                if self._has_ended:
                    break
                self._news.clear()
                await self._news.wait()
        raise AssertionError("\n".join(["reconnect serve ended, having said:", *self.said]))

    async def ended(self) -> int:
        """Wait for the end; the exit code."""
        async with asyncio.timeout(_PATIENCE):
            while not self._has_ended:
                self._news.clear()
                await self._news.wait()
            return await self.process.wait()

    @property
    def chat_address(self) -> str:
        """Where it says that the chat window is."""
        found = re.search(r"Chat with it at (http\S+)", "\n".join(self.said))
        assert found, self.said
        return found[1]


@asynccontextmanager
async def serving(
    folder: Path,
    *options: str,
    port: int | None = None,
    variables: Mapping[str, str] | None = None,
    program: Sequence[str] = (str(RECONNECT),),
) -> AsyncIterator[Serving]:
    """Run ``reconnect serve`` in ``folder``, with the settings that nobody has changed."""
    port = port or free_port()
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("RECONNECT_")}
    process = await asyncio.create_subprocess_exec(
        *(*program, "serve", "--port", str(port), *options),
        cwd=folder,
        env={**inherited, **(variables or {})},
        stdin=DEVNULL,
        stdout=PIPE,
        stderr=STDOUT,
    )
    bot = Serving(process, port)
    listening = asyncio.create_task(bot.listen(), name="listen to the bot")
    try:
        yield bot
    finally:
        if process.returncode is None:
            process.terminate()
        async with asyncio.timeout(_PATIENCE):
            await listening
            await process.wait()
