"""The time from ``reconnect serve`` to its first answer."""

import asyncio
import os
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import aiohttp
from aiohttp.test_utils import unused_port

from tests.benchmarks.world import World
from tests.fakes.activities import message


async def measure_startup(world: World, rounds: int) -> float:
    """Seconds, as the median of the rounds; each starts with nothing but the installed program."""
    return median([await _start(world) for _ in range(rounds)])


async def _start(world: World) -> float:
    port, received = unused_port(), world.answers
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        process = await asyncio.create_subprocess_exec(
            *(Path(sys.executable).with_name("reconnect"), "serve", "--port", str(port)),
            cwd=folder,
            env={name: value for name, value in os.environ.items() if not name.startswith("RECONNECT_")},
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
        )
        try:
            await _ask(port, message("AADSTS50076", service_url=world.service_url), process)
            taken = time.perf_counter() - started
        finally:
            if process.returncode is None:
                process.terminate()
            await process.wait()
    if world.answers != received + 1:
        raise RuntimeError("the first message was not answered")
    return taken


async def _ask(port: int, activity: object, process: asyncio.subprocess.Process) -> None:
    async with aiohttp.ClientSession() as session:
        while process.returncode is None:
            try:
                async with session.post(f"http://127.0.0.1:{port}/api/messages", json=activity) as response:
                    response.raise_for_status()
                    return
            except aiohttp.ClientConnectorError:
                await asyncio.sleep(0.005)
    assert process.stderr is not None
    told = (await process.stderr.read()).decode()
    raise RuntimeError(f"reconnect serve ended before it answered: {told}")
