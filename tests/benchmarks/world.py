"""What surrounds the bot under measurement: a fake Entra, and a connector that swallows what it is sent."""

import asyncio
import json
import time
from collections import Counter, defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, field
from typing import Final
from urllib.parse import unquote

from aiohttp import web
from aiohttp.test_utils import RawTestServer

from cards.wording import wording
from catalog.language import LANGUAGES
from tests.fakes.entra import FakeEntra

_EVASIONS: Final = tuple(
    sentence.encode()
    for language in LANGUAGES
    for sentence in (wording(language).too_many, wording(language).failure_title)
)


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where a server under measurement finds its surroundings, and the database that it may make."""

    login: str
    metadata: str
    service: str
    database: str


@dataclass(slots=True)
class World:
    """The surroundings, and how many answers the connector has received.

    ``evasions`` of them only asked to come back later, or said that it went wrong. ``delay`` is what it
    takes over each, in seconds. ``calls`` has the moment of each, by conversation, and
    ``texts`` what was said outside cards, where ``remembers`` is set.
    """

    entra: FakeEntra
    origin: str = ""
    answers: int = 0
    evasions: int = 0
    delay: float = 0.0
    remembers: bool = False
    calls: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    texts: Counter[str] = field(default_factory=Counter)

    @property
    def service_url(self) -> str:
        return f"{self.origin}/teams/"

    def addresses(self, database: str) -> dict[str, str]:
        """What a server process is told, as JSON."""
        return asdict(Addresses(self.entra.url, self.entra.metadata, self.origin, database))

    async def swallow(self, request: web.BaseRequest) -> web.Response:
        """The connector: reads an answer and acknowledges it."""
        body = await request.read()
        self.answers += 1
        self.evasions += any(sentence in body for sentence in _EVASIONS)
        if self.remembers:
            self._remember(request.path, body)
        if self.delay:
            await asyncio.sleep(self.delay)
        return web.Response(body=b'{"id":"1"}', content_type="application/json")

    def _remember(self, path: str, body: bytes) -> None:
        said = json.loads(body or b"{}")
        named = said.get("channelData", {}).get("channel", {}).get("id") or path.split("/")[4]
        self.calls[unquote(named).partition(";")[0]].append(time.monotonic())
        if text := said.get("text"):
            self.texts[text] += 1


@asynccontextmanager
async def world() -> AsyncIterator[World]:
    """The surroundings, listening."""
    async with FakeEntra() as entra:
        around = World(entra)
        async with RawTestServer(around.swallow) as connector:
            around.origin = str(connector.make_url("")).rstrip("/")
            yield around
