"""Two replicas on one PostgreSQL behind the real proxy, with its configuration as it is shipped."""

import asyncio
import os
import shutil
import ssl
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, contextmanager
from pathlib import Path
from typing import Any, Final

import aiohttp
import pytest

from tests.databases import new_database
from tests.deploy.image import ROOT
from tests.e2e.serving import READY, Serving, free_port, serving
from tests.fakes.activities import message
from tests.fakes.certificates import write_pem
from tests.fakes.connector import FakeConnector

HAPROXY: Final = shutil.which("haproxy", path=f"{os.environ['PATH']}:/usr/sbin")
CONFIGURATION: Final = ROOT / "deploy/haproxy.cfg"
_PATIENCE: Final = 60.0
_CHECKED: Final = 2.5
"""Seconds after which the proxy has looked at each replica again."""

pytestmark = pytest.mark.skipif(HAPROXY is None, reason="HAProxy is not installed")


def haproxy(folder: Path, port: int, *replicas: str, only_check: bool = False) -> subprocess.Popen[str]:
    """Start the proxy, or have it read our configuration only."""
    variables = {
        "PROXY_HTTP": f"127.0.0.1:{free_port()}",
        "PROXY_HTTPS": f"127.0.0.1:{port}",
        "PROXY_CERTIFICATE": str(write_pem(folder / "reconnect.pem")),
        "PROXY_REPLICA_1": replicas[0],
        "PROXY_REPLICA_2": replicas[1],
    }
    command = [HAPROXY or "", *(["-c"] if only_check else []), "-f", str(CONFIGURATION)]
    return subprocess.Popen(
        command,
        env={**os.environ, **variables},
        stdout=subprocess.PIPE if only_check else subprocess.DEVNULL,
        stderr=subprocess.STDOUT,
        text=True,
    )


@contextmanager
def proxy(folder: Path, replicas: Sequence[Serving], port: int) -> Iterator[None]:
    """Run the proxy in front of these replicas."""
    process = haproxy(folder, port, *(f"127.0.0.1:{bot.port}" for bot in replicas))
    try:
        yield
    finally:
        process.kill()
        process.wait(30)


def replica(address: str, folder: Path, port: int | None = None) -> AbstractAsyncContextManager[Serving]:
    """Start a replica on this database."""
    return serving(folder, port=port, variables={"RECONNECT_DATABASE_URL": address})


class People:
    """People who write through the proxy."""

    def __init__(self, client: aiohttp.ClientSession, connector: FakeConnector, port: int) -> None:
        self._client = client
        self._connector = connector
        self._url = f"https://localhost:{port}"
        self._tls = ssl.create_default_context()
        self._tls.check_hostname = False
        self._tls.verify_mode = ssl.CERT_NONE

    async def get(self, path: str) -> int:
        async with self._client.get(self._url + path, ssl=self._tls) as response:
            return response.status

    async def write(self, number: int) -> int:
        """One person pastes an error; the status that Teams would see."""
        body = message("AADSTS50076", service_url=self._connector.service_url)
        body["conversation"] = {**body["conversation"], "id": f"a:{number}"}
        body["from"] = {**body["from"], "id": f"29:{number}", "aadObjectId": f"person-{number}"}
        async with self._client.post(f"{self._url}/api/messages", json=body, ssl=self._tls) as response:
            return response.status

    async def all_are_answered(self, count: int) -> None:
        """So many people write at once. Who wrote to a replica that dies may be answered twice."""
        before = len(self._connector.calls)
        assert await asyncio.gather(*(self.write(n) for n in range(count))) == [200] * count
        answered = {call.conversation for call in self._connector.calls[before:]}
        assert answered == {f"a:{n}" for n in range(count)}

    async def until(self, path: str, status: int) -> None:
        async with asyncio.timeout(_PATIENCE):
            while True:
                try:
                    if await self.get(path) == status:
                        return
                except aiohttp.ClientError:
                    pass
                await asyncio.sleep(0.05)


def test_the_configuration_is_one_that_the_proxy_takes(tmp_path: Path) -> None:
    process = haproxy(tmp_path, free_port(), "bot-1:3978", "bot-2:3978", only_check=True)
    said, _ = process.communicate(timeout=30)
    assert process.returncode == 0, said
    assert "WARNING" not in said


async def test_two_replicas_start_at_once_and_one_may_die(postgresql: Any, tmp_path: Path) -> None:
    """Both find an empty database and make its tables; each is killed once while people write."""
    address = await new_database(postgresql)
    async with AsyncExitStack() as stack:
        opened = stack.enter_async_context
        replicas = [await opened(replica(address, tmp_path)) for _ in range(2)]
        port = free_port()
        stack.enter_context(proxy(tmp_path, replicas, port))
        connector = await opened(FakeConnector())
        people = People(await opened(aiohttp.ClientSession()), connector, port)
        await asyncio.gather(*(bot.until(READY) for bot in replicas))
        await people.until("/", 200)

        await people.all_are_answered(20)
        for bot in replicas:
            writing = asyncio.create_task(people.all_are_answered(40), name="people")
            await asyncio.sleep(0.05)
            bot.process.kill()
            await writing
            await people.all_are_answered(20)
            again = await opened(replica(address, tmp_path, bot.port))
            await again.until(READY)
            await asyncio.sleep(_CHECKED)
        await people.all_are_answered(20)

        for path in ("/reload", "/metrics", "/healthz", "/readyz", "/api/messages/more"):
            assert await people.get(path) == 404, path
        assert await people.get("/privacy") == 200
