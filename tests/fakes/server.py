"""What every stand-in for a service is: an aiohttp application on a port of this machine."""

from types import TracebackType
from typing import Self

from aiohttp import web
from aiohttp.test_utils import TestServer


class FakeServer:
    """Real HTTP. Routes are added to ``app`` before it starts."""

    def __init__(self) -> None:
        self.app = web.Application()
        self._server = TestServer(self.app)

    async def __aenter__(self) -> Self:
        await self._server.start_server()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._server.close()

    @property
    def url(self) -> str:
        """Its address, without a slash at the end."""
        return str(self._server.make_url("")).rstrip("/")
