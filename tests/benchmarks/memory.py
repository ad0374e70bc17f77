"""Memory after many turns of many people."""

from itertools import islice
from pathlib import Path

from tests.benchmarks.load import Messages, drive
from tests.benchmarks.process import serving
from tests.benchmarks.world import World


async def measure_memory(world: World, folder: Path, turns: tuple[int, ...], people: int) -> dict[int, float]:
    """Megabytes in use when so many turns are done, from a fresh start."""
    messages = Messages(world, people)
    resident: dict[int, float] = {}
    done = 0
    async with serving("reconnect", world, folder) as server:
        for target in turns:
            await drive(server.port, islice(messages, target - done), people=20)
            resident[target], done = server.resident_mb, target
    return resident
