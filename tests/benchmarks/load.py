"""A closed loop of people who each wait for their answer before they write again."""

import asyncio
import json
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import count

from tests.benchmarks.pastes import PASTES, as_pasted_by
from tests.benchmarks.world import World
from tests.fakes.activities import message
from tests.fakes.entra import TENANT

_ID, _PERSON, _TEXT = "{activity}", "{person}", "{text}"
_numbers = count()
"""Of all calls of a run: an id that was heard already is answered from memory."""


class Messages:
    """Authentic calls without end, each with an id of its own: the mix in turn, from each person in turn.

    ``paste`` makes what is pasted in the call of a number from a text of the mix.
    """

    def __init__(
        self,
        world: World,
        people: int,
        texts: Iterable[str] = tuple(PASTES.values()),
        *,
        paste: Callable[[int, str], str] = as_pasted_by,
    ) -> None:
        self._head = (
            "POST /api/messages HTTP/1.1\r\nHost: bot\r\nContent-Type: application/json\r\n"
            f"Authorization: Bearer {world.entra.mint(world.service_url)}\r\nContent-Length: "
        )
        self._body = json.dumps(_body(_TEXT, world.service_url))
        self._texts = tuple(texts)
        self._paste = paste
        self._people = people

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        number = next(_numbers)
        turn, place = divmod(number, len(self._texts))
        text = json.dumps(self._paste(number, self._texts[place]))[1:-1]
        body = self._body.replace(_ID, f"a-{number}").replace(_PERSON, f"p-{turn % self._people}")
        body = body.replace(_TEXT, text)
        return f"{self._head}{len(body)}\r\n\r\n{body}".encode()


@dataclass(frozen=True, slots=True)
class Driven:
    """What was answered and how long it took, in seconds."""

    turns: int
    seconds: float

    @property
    def per_second(self) -> float:
        return self.turns / self.seconds


async def drive(port: int, calls: Iterator[bytes], *, people: int, seconds: float = float("inf")) -> Driven:
    """Send the calls over one connection for each person, until they or the seconds end."""
    started = time.perf_counter()
    turns = await asyncio.gather(*(_person(port, calls, started + seconds) for _ in range(people)))
    return Driven(sum(turns), time.perf_counter() - started)


async def _person(port: int, calls: Iterator[bytes], end: float) -> int:
    turns = 0
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    with closing(writer):
        while time.perf_counter() < end and (call := next(calls, None)) is not None:
            writer.write(call)
            await _answered(reader)
            turns += 1
    return turns


async def _answered(reader: asyncio.StreamReader) -> None:
    """Read one answer; anything but success ends the measurement."""
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    length = int(head.partition(b"content-length:")[2].partition(b"\r\n")[0])
    body = await reader.readexactly(length)
    if head.split(b" ", 2)[1] not in {b"200", b"201"}:
        raise RuntimeError(f"a call was not answered: {(head + body).decode()}")


def _body(text: str, service_url: str) -> dict[str, object]:
    return message(
        text,
        service_url=service_url,
        id=_ID,
        conversation={"id": f"a:{_PERSON}", "conversationType": "personal", "tenantId": TENANT},
        **{"from": {"id": f"29:{_PERSON}", "name": "Alex Wilber", "aadObjectId": _PERSON}},
    )
