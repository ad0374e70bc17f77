"""The Agents Playground, Microsoft's own Teams-like client, run beside the bot on this machine."""

import asyncio
import os
import re
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

PORT: Final = 56150
_PROGRAM: Final = Path(__file__).parents[2] / "node_modules/@microsoft/m365agentsplayground/cli.js"
_LOOPBACK_ONLY: Final = Path(__file__).with_name("loopback.cjs")
_LISTENING: Final = re.compile(rb"Listening on (\d+)")
_START: Final = 30.0
"""Seconds that the Playground has to start."""
_GRACE: Final = 5.0
"""Seconds that it has to stop by itself."""


class PlaygroundError(Exception):
    """The Playground did not start."""


def missing() -> str | None:
    """Why the Playground cannot run here, in one sentence; None when it can."""
    if shutil.which("node") is None:
        return "Node.js is not installed, so there is no chat window."
    if not _PROGRAM.exists():
        return "The chat window is not installed: make run installs it, with npm."
    return None


@asynccontextmanager
async def playground(endpoint: str, *, port: int = PORT) -> AsyncIterator[str]:
    """Run the Playground against the bot at ``endpoint``; gives the address to open.

    It takes another port by itself where ``port`` is in use. Raises PlaygroundError.
    """
    with TemporaryDirectory(prefix="reconnect-chat-") as folder:
        process = await _start(endpoint, port, Path(folder) / "log.txt")
        try:
            yield f"http://localhost:{await _listening_port(process)}"
        finally:
            await _stop(process)


async def _start(endpoint: str, port: int, log: Path) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        *("node", "--require", str(_LOOPBACK_ONLY), str(_PROGRAM), "start"),
        *("-e", endpoint),
        *("-c", "msteams"),
        *("-p", str(port)),
        "--disable-telemetry",
        env={**os.environ, "M365_AGENTS_PLAYGROUND_LOGFILE": str(log), "TEAMSAPPTESTER_BROWSER": "none"},
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        start_new_session=True,  # Ctrl-C reaches the bot alone, which then stops this
    )


async def _listening_port(process: asyncio.subprocess.Process) -> int:
    """The port that the Playground says it took; that line is all that it writes to standard output."""
    assert process.stdout is not None  # noqa: S101 - it was started with a pipe
    try:
        async with asyncio.timeout(_START):
            async for line in process.stdout:
                if found := _LISTENING.search(line):
                    return int(found[1])
    except TimeoutError:
        raise PlaygroundError(f"The chat window did not start within {_START:.0f} seconds.") from None
    raise PlaygroundError("The chat window stopped as soon as it was started.")


async def _stop(process: asyncio.subprocess.Process) -> None:
    if process.returncode is not None:
        return
    process.terminate()
    try:
        async with asyncio.timeout(_GRACE):
            await process.wait()
    except TimeoutError:
        process.kill()
        await process.wait()
