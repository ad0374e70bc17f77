"""The operator's own folder changes while the bot runs."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp.test_utils import TestServer

from bot.app import create_app
from bot.catalog_in_use import read_catalog
from bot.settings import PREFIX, Settings
from tests.catalog.folders import CatalogFolder, line_of
from tests.fakes.activities import message
from tests.fakes.connector import FakeConnector
from tests.ports import free_port

ROOT = Path(__file__).parents[2]
CODE = "AADSTS1234567"
PATIENCE = 60.0


@dataclass(slots=True)
class Bot:
    """A running bot without credentials, the folder that its operator owns, and what it answered."""

    url: str
    own: CatalogFolder
    client: aiohttp.ClientSession
    connector: FakeConnector

    async def title(self) -> str:
        """The heading of the card that answers our code."""
        before = len(self.connector.bodies)
        body = message(f"{CODE}: it failed", service_url=self.connector.service_url)
        async with self.client.post(f"{self.url}/api/messages", json=body) as response:
            assert response.status == 200
        (answer,) = self.connector.bodies[before:]
        heading: str = answer["attachments"][0]["content"]["body"][0]["items"][0]["text"]
        return heading

    async def reload(self, **headers: str) -> tuple[int, Any]:
        async with self.client.post(f"{self.url}/reload", headers=headers) as response:
            return response.status, await response.json()


def write(own: CatalogFolder, title: str, **fields: Any) -> Path:
    """Write the operator's entry under ``title``."""
    texts = {"en": title, "fr": f"{title} (fr)"}
    return own.entry(id=CODE, title=texts, name=None, messages=None, examples=[CODE, f"{CODE}: x"], **fields)


def own_folder(tmp_path: Path) -> CatalogFolder:
    own = CatalogFolder(tmp_path / "own")
    write(own, "First words")
    return own


def database(tmp_path: Path) -> str:
    return f"sqlite+aiosqlite:///{tmp_path}/test.sqlite3"


@pytest.fixture
async def bot(tmp_path: Path) -> AsyncIterator[Bot]:
    own = own_folder(tmp_path)
    settings = Settings(catalog_dirs=(own.path,), database_url=database(tmp_path))
    app = create_app(settings, read_catalog(settings))
    async with TestServer(app) as server, FakeConnector() as connector, aiohttp.ClientSession() as client:
        yield Bot(str(server.make_url("")).rstrip("/"), own, client, connector)


async def test_a_good_file_is_in_use_from_the_next_message(bot: Bot) -> None:
    assert await bot.title() == "First words"
    write(bot.own, "Better words")
    assert await bot.title() == "First words"
    status, in_use = await bot.reload()
    assert (status, set(in_use)) == (200, {"version", "entries"})
    assert await bot.title() == "Better words"


async def test_a_broken_file_is_reported_by_path_and_line_and_changes_nothing(bot: Bot) -> None:
    _, before = await bot.reload()
    path = write(bot.own, "Broken words", severity="grave")
    status, answer = await bot.reload()
    assert status == 422
    assert answer["in_use"] == before
    (problem,) = answer["problems"]
    assert (problem["path"], problem["line"]) == (str(path), line_of(path, "severity:"))
    assert problem["severity"] == "error"
    assert "`severity` must be one of" in problem["message"]
    assert await bot.title() == "First words"


async def test_a_mended_file_is_taken_after_a_broken_one(bot: Bot) -> None:
    write(bot.own, "Broken words", severity="grave")
    await bot.reload()
    write(bot.own, "Mended words")
    assert (await bot.reload())[0] == 200
    assert await bot.title() == "Mended words"


async def test_messages_are_answered_while_the_catalog_is_read(bot: Bot) -> None:
    write(bot.own, "Better words")
    reading = asyncio.create_task(bot.reload())
    titles = [await bot.title() for _ in range(5)]
    assert (await reading)[0] == 200
    assert set(titles) <= {"First words", "Better words"}
    assert await bot.title() == "Better words"


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Forwarded-For": "192.0.2.7"},
        {"Forwarded": "for=192.0.2.7"},
        {"Host": "bot.example.com"},
        {"Host": "[::1"},
        {"Origin": "https://evil.example"},
        {"Sec-Fetch-Site": "cross-site"},
    ],
)
async def test_only_a_program_on_this_machine_may_ask(bot: Bot, headers: dict[str, str]) -> None:
    write(bot.own, "Better words")
    assert (await bot.reload(**headers))[0] == 403
    assert await bot.title() == "First words"


@asynccontextmanager
async def running(
    tmp_path: Path, own: CatalogFolder
) -> AsyncIterator[tuple[asyncio.subprocess.Process, str]]:
    """``reconnect serve`` as a process of its own, and its address."""
    port = free_port()
    mine = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields}
    environment = {name: value for name, value in os.environ.items() if name not in mine}
    environment |= {
        "RECONNECT_CATALOG_DIRS": str(own.path),
        "RECONNECT_DATABASE_URL": database(tmp_path),
        "RECONNECT_LOG_FORMAT": "json",
        "PYTHONPATH": str(ROOT),
    }
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "serve", "--port", str(port)),
        cwd=tmp_path,
        env=environment,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        await heard(process, "Press Ctrl-C")
        yield process, f"http://127.0.0.1:{port}"
    finally:
        if process.returncode is None:
            process.terminate()
        async with asyncio.timeout(PATIENCE):
            await process.communicate()


async def heard(process: Process, words: str) -> str:
    """The first line of the log from now on that holds ``words``."""
    assert process.stderr is not None
    async with asyncio.timeout(PATIENCE):
        async for line in process.stderr:
            if words in line.decode():
                return line.decode()
    raise AssertionError(f"the bot ended without saying {words!r}")


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="this system has no SIGHUP")
async def test_a_hangup_signal_reads_the_catalog_again(tmp_path: Path) -> None:
    own = own_folder(tmp_path)
    async with (
        FakeConnector() as connector,
        aiohttp.ClientSession() as client,
        running(tmp_path, own) as (process, url),
    ):
        bot = Bot(url, own, client, connector)
        path = write(own, "Broken words", severity="grave")
        process.send_signal(signal.SIGHUP)
        line = await heard(process, "catalog not reloaded")
        assert f"{path}:{line_of(path, 'severity:')}: error:" in line
        assert await bot.title() == "First words"
        write(own, "Better words")
        process.send_signal(signal.SIGHUP)
        await heard(process, "catalog reloaded")
        assert await bot.title() == "Better words"
    assert process.returncode == 0
