"""``reconnect serve`` in a process of its own, with somebody who talks to it over real HTTP."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import aiohttp

from tests.e2e.serving import READY, Serving, serving
from tests.fakes.connector import FakeConnector

JSON_LOGS: Final = {"RECONNECT_LOG_FORMAT": "json"}


@dataclass(slots=True)
class Running:
    """A bot that runs, and the channel that it answers to."""

    bot: Serving
    connector: FakeConnector
    client: aiohttp.ClientSession

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.bot.port}"

    async def post(self, body: dict[str, Any]) -> int:
        """Deliver an activity; the status of the answer."""
        body["serviceUrl"] = self.connector.service_url
        async with self.client.post(f"{self.url}/api/messages", json=body) as response:
            await response.read()
            return response.status

    @property
    def card(self) -> dict[str, Any]:
        """The card that the bot sent last."""
        card: dict[str, Any] = self.connector.calls[-1].body["attachments"][0]["content"]
        return card

    async def log(self) -> list[dict[str, Any]]:
        """Stop the bot; every line that it has written, each of which must be JSON."""
        self.bot.process.terminate()
        assert await self.bot.ended() == 0
        return [json.loads(line) for line in self.bot.said]


@asynccontextmanager
async def running(folder: Path, **variables: str) -> AsyncIterator[Running]:
    """Run the bot in ``folder`` with these settings, without credentials."""
    async with (
        FakeConnector() as connector,
        serving(folder, variables=JSON_LOGS | variables) as bot,
        aiohttp.ClientSession() as client,
    ):
        await bot.until(READY)
        yield Running(bot, connector, client)
