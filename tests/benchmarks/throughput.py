"""Turns per second of our bot, of our endpoint alone, and of the SDK's own adapter, side by side."""

from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Final

from tests.benchmarks.load import Messages, drive
from tests.benchmarks.pastes import as_nobody_pasted_it
from tests.benchmarks.process import Server, serving
from tests.benchmarks.world import World

_TICK: Final = 0.01
"""Seconds between two values of the processor time."""


@dataclass(frozen=True, slots=True)
class Load:
    """How much is sent: ``seconds`` to each case in each round; first ``warm_up`` turns to each server.

    The servers are started anew ``starts`` times: where its memory happens to lie makes one process some per
    cent faster or slower than another.
    """

    people: int = 20
    starts: int = 4
    rounds: int = 2
    seconds: float = 4.0
    warm_up: int = 1_000


@dataclass(frozen=True, slots=True)
class Case:
    """A server, how many seconds Entra takes to answer it, and whether each paste is new to it."""

    kind: str
    entra_delay: float
    is_new: bool = False


OURS: Final = Case("reconnect", 0.0)
OURS_SLOW_ENTRA: Final = Case("reconnect", 0.1)
OURS_NEW: Final = Case("reconnect", 0.0, is_new=True)
SEAM: Final = Case("seam", 0.0)
CARD: Final = Case("card", 0.0)
STOCK: Final = Case("stock", 0.0)
STOCK_SLOW_ENTRA: Final = Case("stock", 0.1)
CASES: Final = (OURS, SEAM, CARD, OURS_NEW, STOCK, OURS_SLOW_ENTRA, STOCK_SLOW_ENTRA)


@dataclass(frozen=True, slots=True)
class Pace:
    """One round of one case. ``cpu_ms`` is the server's processor time for a turn."""

    per_second: float
    cpu_ms: float


@dataclass(frozen=True, slots=True)
class Throughput:
    """Every round of every case; the cases of one round ran one right after the other."""

    rounds: Sequence[dict[Case, Pace]]

    def per_second(self, case: Case) -> float:
        """The median over the rounds."""
        return median(paces[case].per_second for paces in self.rounds)

    def cpu_ms(self, case: Case) -> float:
        """The median over the rounds."""
        return median(paces[case].cpu_ms for paces in self.rounds)

    def ratio(self, case: Case, to: Case) -> float:
        """How many times as fast, as the median of the ratios within each round: noise hits both alike."""
        return median(paces[case].per_second / paces[to].per_second for paces in self.rounds)

    def cpu_ratio(self, case: Case, to: Case) -> float:
        """The same by processor time for a turn, which other work on the machine disturbs less."""
        return median(paces[to].cpu_ms / paces[case].cpu_ms for paces in self.rounds)


async def measure_throughput(world: World, folder: Path, load: Load) -> Throughput:
    """Drive every case in each round."""
    messages = {
        False: Messages(world, load.people),
        True: Messages(world, load.people, paste=as_nobody_pasted_it),
    }
    rounds: list[dict[Case, Pace]] = []
    for _ in range(load.starts):
        rounds += await _rounds(world, folder, load, messages)
    return Throughput(rounds)


async def _rounds(
    world: World, folder: Path, load: Load, messages: Mapping[bool, Messages]
) -> list[dict[Case, Pace]]:
    """The rounds of one start."""
    async with AsyncExitStack() as stack:
        world.entra.token_delay = 0.0
        servers: dict[str, Server] = {}
        for kind in dict.fromkeys(case.kind for case in CASES):
            servers[kind] = await stack.enter_async_context(serving(kind, world, folder))
            await drive(servers[kind].port, islice(messages[False], load.warm_up), people=load.people)

        async def pace(case: Case) -> Pace:
            server = servers[case.kind]
            world.entra.token_delay = case.entra_delay
            used, received = server.cpu_seconds, world.answers
            calls = messages[case.is_new]
            driven = await drive(server.port, calls, people=load.people, seconds=load.seconds)
            if world.answers - received != driven.turns:
                raise RuntimeError(f"{driven.turns} turns, but {world.answers - received} answers")
            taken = max(server.cpu_seconds - used, _TICK)
            return Pace(driven.per_second, taken / driven.turns * 1000)

        return [{case: await pace(case) for case in CASES} for _ in range(load.rounds)]
