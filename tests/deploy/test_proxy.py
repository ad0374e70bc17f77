"""Two replicas on one PostgreSQL behind the real proxy, with its configuration as it is shipped."""

import asyncio
import csv
import os
import shutil
import ssl
import struct
import subprocess
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import aiohttp
import pytest

from tests.databases import new_database
from tests.deploy.image import ROOT
from tests.deploy.test_compose import SERVICES
from tests.e2e.serving import READY, Serving, serving
from tests.fakes.activities import message
from tests.fakes.certificates import write_pem
from tests.fakes.connector import FakeConnector
from tests.fakes.entra import APP_ID, APP_PASSWORD, TENANT, FakeEntra
from tests.ports import free_port

HAPROXY: Final = shutil.which("haproxy", path=f"{os.environ['PATH']}:/usr/sbin")
DRAIN: Final[str] = SERVICES["bot-1"]["environment"]["RECONNECT_DRAIN_SECONDS"]
CONFIGURATION: Final = ROOT / "deploy/haproxy.cfg"
_A: Final = b"\0\1"
"""The kind of record that holds an IPv4 address."""
_PATIENCE: Final = 60.0
BROKEN_OFF: Final = 502
_TIMES: Final = 3
"""How often somebody sends a call that breaks off."""

pytestmark = pytest.mark.skipif(HAPROXY is None, reason="HAProxy is not installed")


class NameServer(asyncio.DatagramProtocol):
    """Stands in for Docker's: every name is this machine, and none has an IPv6 address."""

    def __init__(self) -> None:
        self.asked: set[str] = set()
        self._transport: Any = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        """Answer one question. Source of the layout: RFC 1035, 4.1."""
        end = data.index(b"\0", 12) + 5
        question, kind = data[12:end], data[end - 4 : end - 2]
        self.asked.add(question[1 : 1 + question[0]].decode())
        answers = 1 if kind == _A else 0
        header = data[:2] + b"\x81\x80" + struct.pack(">4H", 1, answers, 0, 0)
        record = b"\xc0\x0c" + _A + b"\0\1" + struct.pack(">IH", 1, 4) + bytes([127, 0, 0, 1])
        self._transport.sendto(header + question + record * answers, addr)


@asynccontextmanager
async def name_server() -> AsyncIterator[tuple[NameServer, int]]:
    """A name server on a port of its own."""
    loop = asyncio.get_running_loop()
    transport, server = await loop.create_datagram_endpoint(NameServer, local_addr=("127.0.0.1", 0))
    try:
        yield server, transport.get_extra_info("sockname")[1]
    finally:
        transport.close()


def haproxy(
    folder: Path,
    port: int,
    nameserver: int,
    *replicas: str,
    only_check: bool = False,
    more: Sequence[str] = (),
) -> subprocess.Popen[str]:
    """Start the proxy, or have it read our configuration only. ``more`` are further options."""
    variables = {
        "PROXY_HTTP": f"127.0.0.1:{free_port()}",
        "PROXY_HTTPS": f"127.0.0.1:{port}",
        "PROXY_CERTIFICATE": str(write_pem(folder / "reconnect.pem")),
        "PROXY_NAMESERVER": f"127.0.0.1:{nameserver}",
        "PROXY_REPLICA_1": replicas[0],
        "PROXY_REPLICA_2": replicas[1],
    }
    files = ("-f", str(CONFIGURATION), *more)
    command = [HAPROXY or "", *(["-c"] if only_check else []), *files]
    return subprocess.Popen(
        command,
        env={**os.environ, **variables},
        stdout=subprocess.PIPE if only_check else subprocess.DEVNULL,
        stderr=subprocess.STDOUT,
        text=True,
    )


@contextmanager
def proxy(folder: Path, replicas: Sequence[Serving], port: int, nameserver: int) -> Iterator["Watched"]:
    """Run the proxy in front of these replicas, so that it tells what it knows of them."""
    watched = Watched(free_port())
    asking = folder / "asking.cfg"
    asking.write_text(
        f"global\n    stats socket ipv4@127.0.0.1:{watched.port} level user\n", encoding="utf-8"
    )
    names = [f"bot-{number}:{bot.port}" for number, bot in enumerate(replicas, 1)]
    process = haproxy(folder, port, nameserver, *names, more=("-f", str(asking)))
    try:
        yield watched
    finally:
        process.kill()
        process.wait(30)


@dataclass(frozen=True, slots=True)
class Watched:
    """A proxy that runs, and answers questions about itself at ``port``."""

    port: int

    async def sees_both(self) -> None:
        """Wait until it counts on both replicas."""
        async with asyncio.timeout(_PATIENCE):
            while await self._states() != ["UP", "UP"]:  # noqa: ASYNC110 - another process looks for them
                await asyncio.sleep(0.05)

    async def _states(self) -> list[str]:
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        except OSError:
            return []  # it is only just starting
        writer.write(b"show stat\n")
        lines = (await reader.read()).decode().removeprefix("# ").splitlines()
        writer.close()
        return [row["status"] for row in csv.DictReader(lines) if row["svname"] in ("one", "two")]


@dataclass(frozen=True, slots=True)
class Installation:
    """What the replicas share: a database, an app registration, a channel."""

    database: str
    folder: Path
    entra: FakeEntra
    connector: FakeConnector

    def replica(self, port: int | None = None, *, drain: str = "0") -> AbstractAsyncContextManager[Serving]:
        """Start a replica, on this port where it had one."""
        variables = {
            "PYTHONPATH": str(ROOT),
            "STAND_IN_LOGIN": self.entra.url,
            "STAND_IN_METADATA": self.entra.metadata,
            "STAND_IN_SERVICE": self.connector.url,
            "RECONNECT_APP_ID": APP_ID,
            "RECONNECT_APP_PASSWORD": APP_PASSWORD,
            "RECONNECT_TENANT_ID": TENANT,
            "RECONNECT_DATABASE_URL": self.database,
            "RECONNECT_DRAIN_SECONDS": drain,
        }
        program = (sys.executable, "-m", "tests.deploy.signed_in")
        return serving(self.folder, port=port, variables=variables, program=program)


class People:
    """People who write through the proxy."""

    def __init__(self, client: aiohttp.ClientSession, where: Installation, port: int) -> None:
        self._client = client
        self._connector = where.connector
        self._headers = {"Authorization": f"Bearer {where.entra.mint(where.connector.service_url)}"}
        self._url = f"https://localhost:{port}"
        self._tls = ssl.create_default_context()
        self._tls.check_hostname = False
        self._tls.verify_mode = ssl.CERT_NONE

    async def get(self, path: str) -> int:
        async with self._client.get(self._url + path, ssl=self._tls) as response:
            return response.status

    async def write(self, number: int, *, times: int = _TIMES) -> int:
        """One person pastes an error, so many times if need be; the status that Teams would see."""
        body = message("AADSTS50076", service_url=self._connector.service_url)
        body["conversation"] = {**body["conversation"], "id": f"a:{number}"}
        body["from"] = {**body["from"], "id": f"29:{number}", "aadObjectId": f"person-{number}"}
        for _ in range(times):
            try:
                async with self._client.post(
                    f"{self._url}/api/messages", json=body, headers=self._headers, ssl=self._tls
                ) as response:
                    if response.status != BROKEN_OFF:
                        return response.status
            except aiohttp.ServerDisconnectedError:
                continue  # the replica died before it had read the call; whoever called sends it again
        return BROKEN_OFF

    async def all_are_answered(self, count: int) -> None:
        """So many people write at once. Who wrote to a replica that dies may be answered twice."""
        before = len(self._connector.calls)
        assert await asyncio.gather(*(self.write(n) for n in range(count))) == [200] * count
        answered = {call.conversation for call in self._connector.calls[before:]}
        assert answered == {f"a:{n}" for n in range(count)}

    async def nobody_notices(self, process: Process) -> None:
        """While it ends, people write one after the other; each is answered once, and need not ask again."""
        before = len(self._connector.calls)
        number = 0
        while process.returncode is None:
            assert await self.write(number, times=1) == 200
            number += 1
        assert [call.conversation for call in self._connector.calls[before:]] == [
            f"a:{n}" for n in range(number)
        ]


def test_the_configuration_is_one_that_the_proxy_takes(tmp_path: Path) -> None:
    process = haproxy(tmp_path, free_port(), free_port(), "bot-1:3978", "bot-2:3978", only_check=True)
    said, _ = process.communicate(timeout=30)
    assert process.returncode == 0, said
    assert "WARNING" not in said


async def test_two_replicas_start_at_once_and_one_may_die_or_stop(postgresql: Any, tmp_path: Path) -> None:
    """Both find an empty database and make its tables; each is killed once while people write; one stops."""
    async with AsyncExitStack() as stack:
        opened = stack.enter_async_context
        entra, connector = await opened(FakeEntra()), await opened(FakeConnector())
        where = Installation(await new_database(postgresql), tmp_path, entra, connector)
        replicas = [await opened(where.replica()) for _ in range(2)]
        port = free_port()
        names, nameserver = await opened(name_server())
        watched = stack.enter_context(proxy(tmp_path, replicas, port, nameserver))
        people = People(await opened(aiohttp.ClientSession()), where, port)
        await asyncio.gather(*(bot.until(READY) for bot in replicas))
        await watched.sees_both()
        assert names.asked == {"bot-1", "bot-2"}

        await people.all_are_answered(20)
        for bot in replicas:
            writing = asyncio.create_task(people.all_are_answered(40), name="people")
            await asyncio.sleep(0.05)
            bot.process.kill()
            await writing
            await people.all_are_answered(20)
            again = await opened(where.replica(bot.port, drain=DRAIN))
            await again.until(READY)
            await watched.sees_both()
        await people.all_are_answered(20)

        again.process.terminate()
        await people.nobody_notices(again.process)
        assert again.process.returncode == 0

        for path in ("/reload", "/metrics", "/healthz", "/readyz", "/api/messages/more"):
            assert await people.get(path) == 404, path
        assert await people.get("/privacy") == 200
