"""The bot as people start it: the console script, in a process of its own."""

import asyncio
import os
import re
import socket
import sys
from asyncio.subprocess import DEVNULL, PIPE, STDOUT, Process
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

RECONNECT: Final = Path(sys.executable).with_name("reconnect")
READY: Final = "Press Ctrl-C to stop."
_PATIENCE: Final = 60.0
"""Seconds to wait for a line, or for the end."""


@dataclass(slots=True)
class Serving:
    """A ``reconnect serve`` that was started, and what it has said so far."""

    process: Process
    port: int
    said: list[str] = field(default_factory=list)

    async def until(self, wanted: str) -> None:
        """Read on until a line holds ``wanted``. Raises AssertionError where it ends before that."""
        assert self.process.stdout is not None
        async with asyncio.timeout(_PATIENCE):
            async for line in self.process.stdout:
                self.said.append(line.decode().rstrip())
                if wanted in self.said[-1]:
                    return
        raise AssertionError("\n".join(["reconnect serve ended, having said:", *self.said]))

    async def ended(self) -> int:
        """Wait for the end; the exit code."""
        assert self.process.stdout is not None
        async with asyncio.timeout(_PATIENCE):
            self.said += (await self.process.stdout.read()).decode().splitlines()
            return await self.process.wait()

    @property
    def chat_address(self) -> str:
        """Where it says that the chat window is."""
        found = re.search(r"Chat with it at (http\S+)", "\n".join(self.said))
        assert found, self.said
        return found[1]


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


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
    try:
        yield Serving(process, port)
    finally:
        await _stop(process)


async def _stop(process: Process) -> None:
    if process.returncode is None:
        process.terminate()
        async with asyncio.timeout(_PATIENCE):
            await process.communicate()
