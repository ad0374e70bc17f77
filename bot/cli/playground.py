"""The Agents Playground, Microsoft's own Teams-like client, run beside the bot on this machine."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

PROGRAM: Final = Path("node_modules/.bin/agentsplayground")
PORT: Final = 56150
_GRACE: Final = 5.0
"""Seconds that the Playground has to stop by itself."""


def missing() -> str | None:
    """Why the Playground cannot run here, in one sentence; None when it can."""
    if shutil.which("node") is None:
        return "Node.js is not installed, so there is no chat window."
    if not PROGRAM.exists():
        return "The chat window is not installed; make run installs it."
    return None


@asynccontextmanager
async def playground(bot_port: int, *, port: int = PORT) -> AsyncIterator[str]:
    """Run the Playground against the bot on ``bot_port``; gives the address to open."""
    process = await asyncio.create_subprocess_exec(
        str(PROGRAM),
        "start",
        *("-e", f"http://127.0.0.1:{bot_port}/api/messages"),
        *("-c", "msteams"),
        *("-p", str(port)),
        "--disable-telemetry",
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield f"http://localhost:{port}"
    finally:
        await _stop(process)


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
