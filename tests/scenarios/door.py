"""The whole bot at its door, with credentials, and counts of what got in."""

import sqlite3
from collections import Counter
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp.test_utils import TestServer
from pydantic import SecretStr
from structlog.testing import capture_logs

from bot.app import create_app
from bot.settings import Settings
from bot.teams import CLOUDS, CloudName
from tests.fakes.activities import message
from tests.fakes.connector import FakeConnector
from tests.fakes.entra import APP_ID, APP_PASSWORD, TENANT, FakeEntra
from tests.small_catalog import small_catalog


@dataclass(slots=True)
class Door:
    """The whole bot at its door. ``turns`` are the turns that it took, ``rows`` what its database holds."""

    entra: FakeEntra
    connector: FakeConnector
    client: aiohttp.ClientSession
    url: str
    log: Sequence[Mapping[str, Any]]
    rows: Counter[str] = field(default_factory=Counter)

    @property
    def turns(self) -> int:
        return sum(line["event"] == "turn" for line in self.log)

    def good(self, **claims: Any) -> str:
        return self.entra.mint(self.connector.service_url, **claims)

    async def knock(self, body: dict[str, Any], headers: Mapping[str, str]) -> int:
        async with self.client.post(self.url, json=body, headers=headers) as response:
            await response.read()
            return response.status

    async def bring(self, token: str, **changes: Any) -> int:
        """Deliver a paste with this token, as somebody with the token could."""
        body = message(**{"service_url": self.connector.service_url, **changes})
        return await self.knock(body, {"Authorization": f"Bearer {token}"})


@asynccontextmanager
async def door(folder: Path, monkeypatch: pytest.MonkeyPatch, **changes: Any) -> AsyncIterator[Door]:
    """The application as it is served, with credentials; its rows are counted when it has closed."""
    database = folder / "reconnect.sqlite3"
    async with FakeEntra() as entra, FakeConnector() as connector, aiohttp.ClientSession() as client:
        public = CLOUDS[CloudName.PUBLIC]
        here = replace(public, login=entra.url, metadata=entra.metadata, services=(connector.url,))
        monkeypatch.setitem(CLOUDS, CloudName.PUBLIC, here)
        chosen = {"app_password": SecretStr(APP_PASSWORD), **changes}
        settings = Settings(
            _env_file=None,
            app_id=APP_ID,
            tenant_id=TENANT,
            database_url=f"sqlite+aiosqlite:///{database}",
            **chosen,
        )
        with capture_logs() as log:
            async with TestServer(create_app(settings, small_catalog())) as server:
                opened = Door(entra, connector, client, str(server.make_url("/api/messages")), log)
                yield opened
        opened.rows = rows(database)


def rows(database: Path) -> Counter[str]:
    """How many rows each table of the application has."""
    with sqlite3.connect(database) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type='table'")]
        counted = {
            table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in tables
            if not table.startswith(("sqlite_", "alembic_"))
        }
    return Counter(counted)
