"""Our bot and the stock adapter in turn, in loads that both bear: always a ratio, whatever the machine."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

from tests.benchmarks.load import Messages, drive
from tests.benchmarks.open_loop import OpenLoop
from tests.benchmarks.process import Server
from tests.benchmarks.world import World

OURS: Final = "reconnect"
STOCK: Final = "stock"


@dataclass(frozen=True, slots=True)
class Modest:
    """What each is given in a round: an even ``rate`` for ``seconds``, then ``people`` without a pause."""

    rate: float = 2.0
    people: int = 20
    seconds: float = 10.0
    rounds: int = 3


@dataclass(frozen=True, slots=True)
class Pace:
    """Of one round: milliseconds until half of the even calls were answered, and all turns a second."""

    middle: float
    per_second: float


@dataclass(frozen=True, slots=True)
class Beside:
    """Every round, in which one came right after the other, so that other work hits both alike."""

    given: Modest
    rounds: Sequence[Mapping[str, Pace]]

    def middle(self, kind: str) -> float:
        """The median over the rounds."""
        return median(paces[kind].middle for paces in self.rounds)

    def per_second(self, kind: str) -> float:
        """The median over the rounds."""
        return median(paces[kind].per_second for paces in self.rounds)

    @property
    def sooner(self) -> float:
        """How many times as long the stock adapter takes, as the median of the ratios of each round."""
        return median(paces[STOCK].middle / paces[OURS].middle for paces in self.rounds)

    @property
    def more(self) -> float:
        """How many times as many turns ours makes, likewise."""
        return median(paces[OURS].per_second / paces[STOCK].per_second for paces in self.rounds)


async def beside(world: World, servers: Mapping[str, Server], given: Modest) -> Beside:
    """Give both the same, one after the other, round by round."""
    calls = Messages(world, 1_000)

    async def pace(server: Server) -> Pace:
        loop = OpenLoop(server.port)
        count = max(2, int(given.rate * given.seconds))
        told = await loop.run(calls, count=count, rate=given.rate)
        loop.close()
        if told.answered != count:
            raise RuntimeError(f"the {server.kind} server answered {count} calls so: {told.statuses}")
        driven = await drive(server.port, calls, people=given.people, seconds=given.seconds)
        return Pace(median(told.latencies) * 1e3, driven.per_second)

    for server in servers.values():
        await drive(server.port, calls, people=given.people, seconds=1.0)
    rounds = [{kind: await pace(server) for kind, server in servers.items()} for _ in range(given.rounds)]
    return Beside(given, rounds)
