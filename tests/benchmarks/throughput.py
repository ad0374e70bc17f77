"""Turns per second of our bot, of our endpoint alone, and of the SDK's own adapter, side by side."""

from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Final, Self

from tests.benchmarks.load import Messages, drive
from tests.benchmarks.pastes import as_nobody_pasted_it
from tests.benchmarks.process import Server, serving
from tests.benchmarks.world import World

_TICK: Final = 0.01
"""Seconds between two values of the processor time."""


@dataclass(frozen=True, slots=True)
class Load:
    """How much is sent: ``seconds`` to each case, ``slices`` times to those that are close to one another.

    Each server first gets ``warm_up`` turns. All servers are started anew ``starts`` times: where its memory
    happens to lie makes one process some per cent faster or slower than another.
    """

    people: int = 20
    starts: int = 6
    slices: int = 4
    seconds: float = 2.0
    warm_up: int = 1_000


@dataclass(frozen=True, slots=True)
class Case:
    """A server, how many seconds Entra takes to answer it, and whether each paste is new to it."""

    kind: str
    entra_delay: float
    is_new: bool = False

    @property
    def server(self) -> str:
        """Its name: one that has read much that was new is not the same any more."""
        return f"{self.kind}-new" if self.is_new else self.kind


OURS: Final = Case("reconnect", 0.0)
OURS_SLOW_ENTRA: Final = Case("reconnect", 0.1)
OURS_NEW: Final = Case("reconnect", 0.0, is_new=True)
SEAM: Final = Case("seam", 0.0)
CARD: Final = Case("card", 0.0)
STOCK: Final = Case("stock", 0.0)
STOCK_SLOW_ENTRA: Final = Case("stock", 0.1)
CLOSE: Final = (OURS, SEAM, CARD)
CASES: Final = (*CLOSE, OURS_NEW, STOCK, OURS_SLOW_ENTRA, STOCK_SLOW_ENTRA)


@dataclass(frozen=True, slots=True)
class Slice:
    """Turns that one server took, the seconds in which it did, and the processor time that it used."""

    turns: int
    seconds: float
    cpu_seconds: float


@dataclass(frozen=True, slots=True)
class Pace:
    """One case in one start. ``cpu_ms`` is the server's processor time for a turn."""

    per_second: float
    cpu_ms: float

    @classmethod
    def of(cls, slices: Sequence[Slice]) -> Self:
        """All slices together."""
        turns = sum(each.turns for each in slices)
        taken = max(sum(each.cpu_seconds for each in slices), _TICK)
        return cls(turns / sum(each.seconds for each in slices), taken / turns * 1000)


@dataclass(frozen=True, slots=True)
class Throughput:
    """Every start of every case; the cases of one start took turns."""

    starts: Sequence[dict[Case, Pace]]

    def per_second(self, case: Case) -> float:
        """The median over the starts."""
        return median(paces[case].per_second for paces in self.starts)

    def cpu_ms(self, case: Case) -> float:
        """The median over the starts."""
        return median(paces[case].cpu_ms for paces in self.starts)

    def ratio(self, case: Case, to: Case) -> float:
        """How many times as fast, as the median of the ratios within each start: noise hits both alike."""
        return median(paces[case].per_second / paces[to].per_second for paces in self.starts)

    def cpu_ratio(self, case: Case, to: Case) -> float:
        """The same by processor time for a turn, which other work on the machine disturbs less."""
        return median(paces[to].cpu_ms / paces[case].cpu_ms for paces in self.starts)


async def measure_throughput(world: World, folder: Path, load: Load) -> Throughput:
    """Drive every case in each start."""
    messages = {
        False: Messages(world, load.people),
        True: Messages(world, load.people, paste=as_nobody_pasted_it),
    }
    return Throughput([await _start(world, folder, load, messages) for _ in range(load.starts)])


async def _start(
    world: World, folder: Path, load: Load, messages: Mapping[bool, Messages]
) -> dict[Case, Pace]:
    """Start every server, and let the cases take turns."""
    async with AsyncExitStack() as stack:
        world.entra.token_delay = 0.0
        servers: dict[str, Server] = {}
        for name, kind in {case.server: case.kind for case in CASES}.items():
            database = f"sqlite:///{folder / name}.sqlite3"
            servers[name] = await stack.enter_async_context(serving(kind, world, folder, database=database))
            await drive(servers[name].port, islice(messages[False], load.warm_up), people=load.people)

        async def drive_one(case: Case) -> Slice:
            server = servers[case.server]
            world.entra.token_delay = case.entra_delay
            used, received = server.cpu_seconds, world.answers
            calls = messages[case.is_new]
            driven = await drive(server.port, calls, people=load.people, seconds=load.seconds)
            if world.answers - received != driven.turns:
                raise RuntimeError(f"{driven.turns} turns, but {world.answers - received} answers")
            return Slice(driven.turns, driven.seconds, server.cpu_seconds - used)

        slices = {case: [await drive_one(case)] for case in CASES}
        for _ in range(load.slices - 1):
            for case in CLOSE:
                slices[case].append(await drive_one(case))
        return {case: Pace.of(driven) for case, driven in slices.items()}
