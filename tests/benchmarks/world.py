"""What surrounds the bot under measurement: a fake Entra, and a connector that swallows what it is sent."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass

from aiohttp import web
from aiohttp.test_utils import RawTestServer

from tests.fakes.entra import FakeEntra


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where a server under measurement finds its surroundings, and the database that it may make."""

    login: str
    metadata: str
    service: str
    database: str


@dataclass(slots=True)
class World:
    """The surroundings, and how many answers the connector has received."""

    entra: FakeEntra
    origin: str = ""
    answers: int = 0

    @property
    def service_url(self) -> str:
        return f"{self.origin}/teams/"

    def addresses(self, database: str) -> dict[str, str]:
        """What a server process is told, as JSON."""
        return asdict(Addresses(self.entra.url, self.entra.metadata, self.origin, database))

    async def swallow(self, request: web.BaseRequest) -> web.Response:
        """The connector: reads an answer and acknowledges it."""
        await request.read()
        self.answers += 1
        return web.Response(body=b'{"id":"1"}', content_type="application/json")


@asynccontextmanager
async def world() -> AsyncIterator[World]:
    """The surroundings, listening."""
    async with FakeEntra() as entra:
        around = World(entra)
        async with RawTestServer(around.swallow) as connector:
            around.origin = str(connector.make_url("")).rstrip("/")
            yield around
