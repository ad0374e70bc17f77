"""Everybody who must not get in, at the door of the whole bot; and a count of who did: nobody."""

import asyncio
import sqlite3
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
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
from tests.fakes.activities import executed, message, searched
from tests.fakes.connector import FakeConnector
from tests.fakes.entra import APP_ID, APP_PASSWORD, TENANT, FakeEntra
from tests.scenarios.forging import ELSEWHERE, FOREIGN, FORGED, HEADERS, OTHER_TENANT, wrong_claims
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
        here = replace(public, login=entra.url, metadata=entra.metadata, services=(connector.origin,))
        monkeypatch.setitem(CLOUDS, CloudName.PUBLIC, here)
        settings = Settings(
            _env_file=None,
            app_id=APP_ID,
            app_password=SecretStr(APP_PASSWORD),
            tenant_id=TENANT,
            database_url=f"sqlite+aiosqlite:///{database}",
            **changes,
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


Knock = tuple[str, dict[str, Any], dict[str, str]]


def activities(**changes: Any) -> list[dict[str, Any]]:
    """One of each kind that the bot would act on: a paste, a press that is kept, a search."""
    return [
        message(**changes),
        executed("language.set", {"language": "fr"}, **changes),
        searched("aadsts", **changes),
    ]


def intruders(at: Door) -> Iterator[Knock]:
    """Everybody, by name: what they send, with which headers."""
    url, entra = at.connector.service_url, at.entra
    for name, headers in HEADERS.items():
        sent = {header: value.replace("{good}", at.good()) for header, value in headers.items()}
        yield from ((name, body, sent) for body in activities(service_url=url))
    for name, forge in FORGED.items():
        bearer = {"Authorization": f"Bearer {forge(entra, url)}"}
        yield from ((name, body, bearer) for body in activities(service_url=url))
    for name, claims in wrong_claims().items():
        bearer = {"Authorization": f"Bearer {at.good(**claims)}"}
        yield from ((name, body, bearer) for body in activities(service_url=url))
    good = {"Authorization": f"Bearer {at.good()}"}
    for name, changes in FOREIGN.items():
        yield from ((name, body, good) for body in activities(**{"service_url": url, **changes}))
    for elsewhere in (*ELSEWHERE, f"{url}v2", url.rstrip("/"), url.upper()):
        yield from (
            (f"a good token, at {elsewhere}", body, good) for body in activities(service_url=elsewhere)
        )
    for elsewhere in ELSEWHERE:
        bearer = {"Authorization": f"Bearer {entra.mint(elsewhere)}"}
        yield from ((f"sent to {elsewhere}", body, bearer) for body in activities(service_url=elsewhere))


async def test_nobody_gets_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each is told 401 or 403; nothing reaches assistant, store or connector."""
    async with door(tmp_path, monkeypatch) as at:
        knocks = list(intruders(at))
        statuses = [(name, body["type"], await at.knock(body, headers)) for name, body, headers in knocks]
    got_in = [knock for knock in statuses if knock[2] not in (401, 403)]
    assert len({name for name, _, _ in statuses}) >= 80
    assert len(statuses) >= 240
    assert got_in == []
    assert at.turns == 0
    assert at.connector.calls == []
    assert at.connector.rosters_read == 0
    assert at.rows.total() == 0
    assert len(at.rows) >= 8


async def test_whoever_may_gets_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Guards the count above against counting nothing."""
    async with door(tmp_path, monkeypatch) as at:
        for body in activities(service_url=at.connector.service_url):
            assert await at.knock(body, {"Authorization": f"Bearer {at.good()}"}) == 200
    assert at.turns == 3
    assert len(at.connector.calls) == 1
    assert (at.rows["answers"], at.rows["preferences"]) == (1, 1)


async def test_what_is_delivered_again_is_not_done_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same activity, at the same time, later, and with another text under the same id."""
    async with door(tmp_path, monkeypatch) as at:
        token = at.good()
        assert {*await asyncio.gather(*(at.bring(token, id="one") for _ in range(10)))} == {200}
        assert await at.bring(token, id="one") == 200
        assert await at.bring(at.good(), id="one", text="AADSTS50079") == 200
    assert at.turns == len(at.connector.calls) == at.rows["answers"] == 1


async def test_a_token_serves_nobody_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A good token, carried to another tenant, channel or service URL, under an id that was answered."""
    async with door(tmp_path, monkeypatch) as at:
        token = at.good()
        assert await at.bring(token, id="one") == 200
        other = {"conversation": {"id": "a:personal", "tenantId": OTHER_TENANT}, "channelData": None}
        assert await at.bring(token, id="one", **other) == 403
        assert await at.bring(token, id="one", channelId="webchat") == 401
        assert await at.bring(token, id="one", service_url="https://smba.trafficmanager.net/teams/") == 401
    assert at.turns == len(at.connector.calls) == 1


async def test_a_stolen_token_speaks_as_anybody_of_the_tenant_until_it_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bearer token is not bound to what was sent with it: this gets in, and the documentation says so.

    The answer goes to the channel, not to the thief.
    """
    async with door(tmp_path, monkeypatch) as at:
        stolen = at.good()
        elsewhere = {"conversation": {"id": "a:another", "tenantId": TENANT}, "id": "made up"}
        assert await at.bring(stolen, **elsewhere) == 200
        assert [call.conversation for call in at.connector.calls] == ["a:another"]
        ended = at.good(exp=int(time.time()) - 301)
        assert await at.bring(ended, **elsewhere) == 401
    assert at.turns == 1


async def test_two_tenants_with_equal_ids_are_two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was answered to one tenant is not handed to another under the same ids."""
    async with door(tmp_path, monkeypatch, allowed_tenants=(TENANT, OTHER_TENANT)) as at:
        assert await at.bring(at.good(), id="one") == 200
        other = {"conversation": {"id": "a:personal", "tenantId": OTHER_TENANT}, "channelData": None}
        assert await at.bring(at.good(), id="one", **other) == 200
    assert at.turns == 2


async def test_many_strangers_do_not_make_us_ask_for_keys_each_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with door(tmp_path, monkeypatch) as at:
        assert await at.bring(at.good()) == 200
        for number in range(50):
            token = at.entra.mint(at.connector.service_url, key_id=f"made-up-{number}")
            assert await at.bring(token) == 401
        assert at.entra.metadata_calls <= 2
