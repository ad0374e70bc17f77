"""Hours of an ordinary day in minutes: whether memory and open files stay as they are."""

import time
from collections.abc import Sequence
from dataclasses import dataclass

from tests.benchmarks.load import Messages
from tests.benchmarks.open_loop import OpenLoop
from tests.benchmarks.process import Server
from tests.benchmarks.world import World


@dataclass(frozen=True, slots=True)
class Sample:
    """How the process was after so many turns."""

    minutes: float
    turns: int
    megabytes: float
    descriptors: int


@dataclass(frozen=True, slots=True)
class Soak:
    """The whole run; ``lost`` are turns without an answer."""

    samples: Sequence[Sample]
    rate: float
    lost: int

    @property
    def growth(self) -> float:
        """Megabytes for 1,000 turns, from the middle of the run, when every cache is full, to its end."""
        middle, last = self.samples[len(self.samples) // 2], self.samples[-1]
        return (last.megabytes - middle.megabytes) / max(last.turns - middle.turns, 1) * 1e3


async def soak(world: World, server: Server, *, rate: float, seconds: float, samples: int = 12) -> Soak:
    """Keep an even rate from 1,000 people, and look at the process now and then."""
    calls = iter(Messages(world, 1_000))
    loop = OpenLoop(server.port)
    started, turns, lost = time.perf_counter(), 0, 0
    seen: list[Sample] = []
    each = max(1, int(rate * seconds / samples))
    for _ in range(samples):
        told = await loop.run(calls, count=each, rate=rate)
        turns += each
        lost += each - told.answered
        minutes = (time.perf_counter() - started) / 60
        seen.append(Sample(minutes, turns, server.resident_mb, server.descriptors))
    loop.close()
    return Soak(seen, rate, lost)
