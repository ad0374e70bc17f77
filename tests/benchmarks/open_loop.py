"""An open loop: calls leave when their time has come, whether earlier ones were answered or not.

A latency is counted from the moment at which its call was due, so that a server that stalls is charged for
everybody who had to wait meanwhile (no coordinated omission).
"""

import asyncio
import time
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import quantiles
from typing import Final

_CONNECTIONS: Final = 900
"""At most: what is beyond waits for one, on its own time."""
_PATIENCE: Final = 60.0


@dataclass(slots=True)
class Told:
    """What came back: seconds of each call from when it was due, and how many had each status."""

    latencies: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    seconds: float = 0.0

    @property
    def answered(self) -> int:
        """Calls that were taken: we say 200, the SDK's own adapter 201."""
        return sum(count for status, count in self.statuses.items() if 200 <= status < 300)

    @property
    def refused(self) -> int:
        """Calls that were answered with an error."""
        return self.statuses.total() - self.answered - self.lost

    @property
    def lost(self) -> int:
        """Calls without any answer at all."""
        return self.statuses[0]

    def quantile(self, percent: int) -> float:
        """Milliseconds within which so many percent of the calls were answered."""
        return quantiles(self.latencies, n=100)[percent - 1] * 1e3 if len(self.latencies) > 1 else 0.0


class OpenLoop:
    """Calls at an even rate to one or several ports in turn, over connections that are kept."""

    def __init__(self, *ports: int) -> None:
        self._ports = ports
        self._idle: dict[int, deque[tuple[asyncio.StreamReader, asyncio.StreamWriter]]] = {
            port: deque() for port in ports
        }
        self._places = asyncio.Semaphore(_CONNECTIONS)

    async def run(self, calls: Iterator[bytes], *, count: int, rate: float) -> Told:
        """Send so many calls, so many a second, and wait for every answer."""
        told, started = Told(), time.perf_counter()
        tasks = []
        for number in range(count):
            due = started + number / rate
            if (wait := due - time.perf_counter()) > 0.001:
                await asyncio.sleep(wait)
            port = self._ports[number % len(self._ports)]
            tasks.append(asyncio.create_task(self._call(port, next(calls), due, told)))
        await asyncio.gather(*tasks)
        told.seconds = time.perf_counter() - started
        return told

    def close(self) -> None:
        """Hang up."""
        for idle in self._idle.values():
            for _, writer in idle:
                writer.close()

    async def _call(self, port: int, call: bytes, due: float, told: Told) -> None:
        try:
            async with asyncio.timeout(_PATIENCE), self._places:
                status = await self._exchange(port, call)
        except (OSError, asyncio.IncompleteReadError, TimeoutError):
            status = 0
        told.latencies.append(time.perf_counter() - due)
        told.statuses[status] += 1

    async def _exchange(self, port: int, call: bytes) -> int:
        idle = self._idle[port]
        reader, writer = idle.pop() if idle else await asyncio.open_connection("127.0.0.1", port)
        try:
            writer.write(call)
            head = (await reader.readuntil(b"\r\n\r\n")).lower()
            length = int(head.partition(b"content-length:")[2].partition(b"\r\n")[0])
            await reader.readexactly(length)
        except BaseException:
            writer.close()
            raise
        idle.append((reader, writer))
        return int(head.split(b" ", 2)[1])
