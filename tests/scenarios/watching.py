"""The whole application, with credentials and without, for whoever watches over it."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from typing import Any

import aiohttp
import pytest
from aiohttp.test_utils import TestServer
from pydantic import SecretStr

from bot.app import DESK, create_app
from bot.settings import Settings
from bot.teams import CLOUDS, CloudName
from catalog.catalog import Catalog
from dialogs.escalation.desk import Desk
from tests.fakes.connector import FakeConnector
from tests.fakes.entra import APP_ID, APP_PASSWORD, TENANT, FakeEntra


@dataclass(slots=True)
class Watched:
    """A bot that runs, and what is around it."""

    url: str
    client: aiohttp.ClientSession
    connector: FakeConnector
    entra: FakeEntra
    desk: Desk
    is_signed: bool

    async def get(self, path: str, **headers: str) -> tuple[int, Any]:
        """The status, and the text or the JSON."""
        async with self.client.get(self.url + path, headers=headers) as response:
            is_json = response.content_type == "application/json"
            return response.status, await (response.json() if is_json else response.text())

    async def post(self, body: dict[str, Any], *, token: str | None = None) -> int:
        """Deliver an activity as Teams does; the status of the answer."""
        body["serviceUrl"] = self.connector.service_url
        headers = {}
        if self.is_signed:
            headers["Authorization"] = f"Bearer {token or self.entra.mint(body['serviceUrl'])}"
        async with self.client.post(f"{self.url}/api/messages", json=body, headers=headers) as response:
            await response.read()
            return response.status

    async def metrics(self) -> dict[str, float]:
        """Each sample by its name and labels, as written."""
        status, text = await self.get("/metrics")
        assert status == 200
        lines = [line for line in text.splitlines() if line and not line.startswith("#")]
        return {name: float(value) for name, value in (line.rsplit(" ", 1) for line in lines)}


@asynccontextmanager
async def watched(
    address: str,
    catalog: Catalog,
    monkeypatch: pytest.MonkeyPatch,
    *,
    signed: bool = False,
    connector: FakeConnector | None = None,
    token_lifetime: int = 3599,
    **settings: Any,
) -> AsyncIterator[Watched]:
    """Run the application on this database. ``signed`` gives it credentials; ``connector`` runs already."""
    credentials = {"app_id": APP_ID, "app_password": SecretStr(APP_PASSWORD), "tenant_id": TENANT}
    chosen = Settings(_env_file=None, database_url=address, **{**(credentials if signed else {}), **settings})
    async with AsyncExitStack() as stack:
        entra = await stack.enter_async_context(FakeEntra())
        entra.token_lifetime = token_lifetime
        client = await stack.enter_async_context(aiohttp.ClientSession())
        channel = await stack.enter_async_context(FakeConnector()) if connector is None else connector
        cloud = replace(
            CLOUDS[CloudName.PUBLIC], login=entra.url, metadata=entra.metadata, services=(channel.url,)
        )
        monkeypatch.setitem(CLOUDS, CloudName.PUBLIC, cloud)
        app = create_app(chosen, catalog)
        async with TestServer(app) as server:
            url = str(server.make_url("")).rstrip("/")
            yield Watched(url, client, channel, entra, app[DESK], is_signed=signed)
