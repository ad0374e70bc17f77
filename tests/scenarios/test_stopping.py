"""A real process is told to stop while it works: nothing that it took is lost."""

import asyncio
from collections import Counter
from datetime import timedelta
from pathlib import Path

import aiohttp

from bot.clock import SystemClock
from bot.store import Store, open_store
from bot.store.address import sqlite_address
from dialogs.escalation.model import Actor, Whereabouts
from dialogs.escalation.notices import on_opening
from dialogs.escalation.outbox import AdminChannel
from tests.dialogs.escalation.samples import draft, person_numbered
from tests.e2e.serving import READY, serving
from tests.fakes.activities import message
from tests.fakes.connector import FakeConnector
from tests.scenarios.running import Running, running
from tests.scenarios.test_logs import turns

CLIENTS = 24
TICKETS = 13
"""More than may be sent to one channel within six seconds."""


async def talk(chat: Running, asked: Counter[str]) -> None:
    """Send one message after the other until nobody takes it; each is answered, or was never taken."""
    while True:
        body = message("AADSTS50076")
        try:
            status = await chat.post(body)
        except aiohttp.ClientError:
            asked["refused"] += 1
            assert body["id"] not in answered(chat), "a message that was refused may be sent again"
            return
        assert status == 200
        asked["answered"] += 1
        assert answered(chat)[body["id"]] == 1


def answered(chat: Running) -> Counter[str]:
    """How often each activity was answered."""
    return Counter(str(call.activity_id) for call in chat.connector.calls)


async def test_no_turn_is_lost_under_load(tmp_path: Path) -> None:
    limits = {"RECONNECT_PERSON_LIMIT": "0", "RECONNECT_CONVERSATION_LIMIT": "0"}
    async with running(tmp_path, **limits) as chat:
        chat.connector.delay = 0.2
        asked: Counter[str] = Counter()
        clients = [asyncio.create_task(talk(chat, asked)) for _ in range(CLIENTS)]
        async with asyncio.timeout(60):
            while asked["answered"] < CLIENTS:  # noqa: ASYNC110
                await asyncio.sleep(0.02)
        log = await chat.log()
        await asyncio.gather(*clients)
    assert asked["refused"] == CLIENTS
    written = turns(log)
    assert Counter(line["outcome"] for line in written) == {"answer": asked["answered"]}
    assert [line for line in log if line["level"] in ("warning", "error")] == []


async def test_it_is_not_ready_at_once_and_answers_until_it_has_drained(tmp_path: Path) -> None:
    async with running(tmp_path, RECONNECT_DRAIN_SECONDS="600") as chat:
        async with chat.client.get(f"{chat.url}/readyz") as response:
            assert response.status == 200
        chat.bot.process.terminate()
        await chat.bot.until("Stopping.")
        async with chat.client.get(f"{chat.url}/readyz") as response:
            assert response.status == 503
            assert (await response.json())["checks"]["stopping"]["ok"] is False
        assert await chat.post(message("AADSTS50076")) == 200
        chat.bot.process.terminate()  # asked twice: it does not wait
        assert await chat.bot.ended() == 0


async def open_tickets(store: Store, service_url: str) -> None:
    """Give the admins a channel, and something to read in it."""
    now = SystemClock().now()
    channel = AdminChannel(
        tenant="contoso",
        team="19:team@thread.tacv2",
        channel="19:c@thread.tacv2",
        service_url=service_url,
        name="Help desk",
        set_by=Actor("dana", "Dana"),
        set_at=now,
    )
    await store.channels.set(channel)
    for number in range(TICKETS):
        who = person_numbered(number)
        where = Whereabouts(service_url, f"a:{who.id}", "contoso")
        await store.tickets.open(draft(person=who, where=where, opened_at=now), on_opening)


async def test_deliveries_in_hand_are_handed_back_and_made_by_the_next(tmp_path: Path) -> None:
    address = sqlite_address(tmp_path / "data/reconnect.sqlite3")
    async with FakeConnector() as connector:
        async with open_store(address) as store:
            await open_tickets(store, connector.service_url)
        connector.delay = 0.3
        async with serving(tmp_path) as bot:
            await bot.until(READY)
            async with asyncio.timeout(60):
                while not connector.calls:  # noqa: ASYNC110
                    await asyncio.sleep(0.01)
            bot.process.terminate()
            assert await bot.ended() == 0
        made = len(connector.calls)
        assert 0 < made < TICKETS
        async with open_store(address) as store:
            now = SystemClock().now() + timedelta(minutes=10)
            free = await store.deliveries.take("another", limit=99, now=now, lease=timedelta(minutes=1))
            assert len(free) == TICKETS - made, "none is held by the process that has ended"
            await store.deliveries.hand_back("another")
        async with serving(tmp_path) as bot:
            await bot.until(READY)
            async with asyncio.timeout(60):
                while len(connector.calls) < TICKETS:  # noqa: ASYNC110
                    await asyncio.sleep(0.05)
    assert len(connector.calls) == TICKETS, "and none is made twice"
