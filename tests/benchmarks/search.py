"""How long a search takes while people type; each keystroke is a search of its own, as in Teams.

By itself: ``python -m tests.benchmarks.search``.
"""

import asyncio
import json
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from statistics import fmean, median, quantiles
from typing import Final

from tests.benchmarks.process import OTHER_CORE, pinned, serving
from tests.benchmarks.world import World, world
from tests.fakes.activities import searched

TYPED: Final = (
    "50076",
    "AADSTS7000222",
    "expired password",
    "mot de passe expiré",
    "conditional access",
    "consentement",
    "pasword",
    "x9q",
)
WANTED_P99: Final = 50.0
"""Milliseconds."""
_WARM_UP: Final = 20


@dataclass(frozen=True, slots=True)
class SearchReport:
    """Milliseconds that each search took, the number of people who typed at once, and the mean kilobytes."""

    people: int
    taken: Sequence[float]
    kilobytes: float

    @property
    def middle(self) -> float:
        return median(self.taken)

    @property
    def p99(self) -> float:
        return quantiles(self.taken, n=100)[-1]

    @property
    def is_met(self) -> bool:
        """Whether nearly every search is as quick as was promised."""
        return self.p99 < WANTED_P99


def keystrokes() -> Iterator[str]:
    """What the search box holds after each key: first nothing, then a letter more each time."""
    return (text[:end] for text in TYPED for end in range(len(text) + 1))


async def search_report(searches: int = 2_000, *, people: int = 1) -> SearchReport:
    """Measure the bot as it is served, on a core of its own, with authentic calls."""
    with tempfile.TemporaryDirectory() as name, pinned(OTHER_CORE):
        async with world() as around, serving("reconnect", around, Path(name)) as server:
            await _person(server.port, around, _WARM_UP)
            measured = await asyncio.gather(
                *(_person(server.port, around, searches // people) for _ in range(people))
            )
    answers = [answer for person in measured for answer in person]
    return SearchReport(people, [taken * 1e3 for taken, _ in answers], fmean(s for _, s in answers) / 1e3)


async def _person(port: int, around: World, searches: int) -> list[tuple[float, int]]:
    """Seconds and bytes of each search of one person, who waits for each before the next."""
    token = around.entra.mint(around.service_url)
    answers: list[tuple[float, int]] = []
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=2**20)
    with closing(writer):
        for text in islice(cycle(keystrokes()), searches):
            call = _call(text, around.service_url, token)
            started = time.perf_counter()
            writer.write(call)
            size = await _answer(reader)
            answers.append((time.perf_counter() - started, size))
    return answers


def _call(text: str, service_url: str, token: str) -> bytes:
    body = json.dumps(searched(text, service_url=service_url)).encode()
    head = (
        "POST /api/messages HTTP/1.1\r\nHost: bot\r\nContent-Type: application/json\r\n"
        f"Authorization: Bearer {token}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


async def _answer(reader: asyncio.StreamReader) -> int:
    """The size of one answer; anything but success ends the measurement."""
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    length = int(head.partition(b"content-length:")[2].partition(b"\r\n")[0])
    body = await reader.readexactly(length)
    if head.split(b" ", 2)[1] != b"200" or b"composeExtension" not in body:
        raise RuntimeError(f"a search was not answered: {(head + body[:500]).decode()}")
    return length


def main() -> None:
    """Show what one person meets, and what five who type at once do."""
    for people in (1, 5):
        found = asyncio.run(search_report(people=people))
        print(
            f"{people} typing: median {found.middle:.1f} ms, 99th percentile {found.p99:.1f} ms "
            f"(wanted: under {WANTED_P99:.0f} ms), {found.kilobytes:.0f} kB a page"
        )


if __name__ == "__main__":
    main()
