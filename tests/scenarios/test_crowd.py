"""More calls at once than a process can bear: turned away with a time to come back, and forgotten at once."""

import asyncio

import pytest

from bot.teams import endpoint
from dialogs.messages import Incoming, Outgoing, Reply
from tests.fakes.activities import message
from tests.fakes.stage import open_stage


class Slow:
    def __init__(self) -> None:
        self.opened = asyncio.Event()
        self.heard: list[Incoming] = []
        self.is_full = asyncio.Event()

    async def respond(self, incoming: Incoming) -> Outgoing:
        self.heard.append(incoming)
        if len(self.heard) == 3:
            self.is_full.set()
        await self.opened.wait()
        return Outgoing((Reply(text="answer"),))


async def test_too_many_calls_are_503_with_a_time_to_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(endpoint, "MOST_AT_ONCE", 3)
    slow = Slow()
    async with open_stage(slow) as bot:

        async def call() -> tuple[int, str | None]:
            body = message(service_url=bot.connector.service_url)
            async with bot.client.post(bot.url, json=body) as response:
                return response.status, response.headers.get("Retry-After")

        under_way = [asyncio.create_task(call()) for _ in range(3)]
        await slow.is_full.wait()
        assert await call() == (503, "5")
        slow.opened.set()
        assert await asyncio.gather(*under_way) == [(200, None)] * 3
        assert await call() == (200, None)
