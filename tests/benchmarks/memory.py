"""Memory over many turns of many people, and whether it still grows once everything bounded is full."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from math import sqrt
from pathlib import Path
from statistics import fmean
from typing import Final

from tests.benchmarks.load import Messages, drive
from tests.benchmarks.process import serving
from tests.benchmarks.world import World

_SURE: Final = 2.262
"""Student's t for 95 per cent with nine degrees of freedom: eleven looks, two of them for the line."""
_SMALLEST: Final = 0.016
"""Megabytes for every thousand turns: 16 bytes a turn, the smallest object that one could leave behind."""


@dataclass(frozen=True, slots=True)
class MemoryUse:
    """Megabytes in use by turns done; the line is laid through those from ``settled`` turns on."""

    resident: Mapping[int, float]
    settled: int

    @property
    def slope(self) -> float:
        """Megabytes for every thousand turns, once it has settled."""
        turns, used = self._settled
        middle, level = fmean(turns), fmean(used)
        spread = sum((turn - middle) ** 2 for turn in turns)
        return sum((turn - middle) * (mb - level) for turn, mb in zip(turns, used, strict=True)) / spread

    @property
    def noise(self) -> float:
        """How far from the truth the slope may be by the scatter around the line, with 95 per cent."""
        turns, used = self._settled
        middle, level = fmean(turns), fmean(used)
        spread = sum((turn - middle) ** 2 for turn in turns)
        line = (level + self.slope * (turn - middle) for turn in turns)
        scatter = sum((mb - expected) ** 2 for mb, expected in zip(used, line, strict=True))
        return _SURE * sqrt(scatter / max(len(turns) - 2, 1) / spread)

    @property
    def _settled(self) -> tuple[list[float], list[float]]:
        found = sorted(item for item in self.resident.items() if item[0] >= self.settled)
        return [turns / 1000 for turns, _ in found], [mb for _, mb in found]

    @property
    def is_flat(self) -> bool:
        """Whether no growth is what the looks say, as far as they can tell, or less than an object a turn.

        Memory comes in pages: one touched for the first time is a step, which no scatter around a line shows.
        """
        return self.slope <= max(self.noise, _SMALLEST)


async def measure_memory(
    world: World, folder: Path, *, turns: int, settled: int, step: int, people: int
) -> MemoryUse:
    """Look at the memory of a fresh process after every ``step`` turns, up to ``turns``."""
    messages = Messages(world, people)
    resident: dict[int, float] = {}
    async with serving("reconnect", world, folder) as server:
        for done in range(step, turns + 1, step):
            await drive(server.port, islice(messages, step), people=20)
            resident[done] = server.resident_mb
    return MemoryUse(resident, settled)
