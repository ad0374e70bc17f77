"""How the bot sends: one token, one client, only to the channel, and patient within a turn."""

import asyncio
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from structlog.testing import capture_logs

from tests.fakes.activities import message
from tests.fakes.connector import FakeConnector, Trouble
from tests.fakes.entra import APP_ID, APP_PASSWORD
from tests.fakes.stage import stage


async def test_twenty_turns_at_once_share_one_token_and_hold_nobody_else_up() -> None:
    async with stage(held=True) as bot:
        bodies = [message(service_url=bot.connector.service_url) for _ in range(20)]
        turns = asyncio.gather(*map(bot.post, bodies))
        assert (await bot.send(json=bodies[0])).status == 401
        assert not turns.done()
        bot.entra.gate.set()
        assert {answer.status for answer in await turns} == {200}
        assert bot.entra.token_calls == 1


async def test_the_token_is_asked_for_as_the_app_and_carried_by_each_reply() -> None:
    async with stage() as bot:
        for _ in range(3):
            await bot.post(message(service_url=bot.connector.service_url))
        assert bot.entra.forms == [
            {
                "grant_type": "client_credentials",
                "client_id": APP_ID,
                "client_secret": APP_PASSWORD,
                "scope": "https://api.botframework.com/.default",
            }
        ]
        assert {call.authorization for call in bot.connector.calls} == {"Bearer token-1"}


async def test_the_connection_is_kept_between_turns() -> None:
    async with stage() as bot:
        for _ in range(10):
            await bot.post(message(service_url=bot.connector.service_url))
        assert len(bot.connector.calls) == 10
        assert len({call.peer for call in bot.connector.calls}) == 1


@pytest.mark.parametrize("status", [412, 429, 502, 503, 504])
async def test_what_is_likely_to_pass_is_tried_again(status: int) -> None:
    async with stage() as bot:
        bot.connector.troubles.append(Trouble(status))
        assert (await bot.post(message(service_url=bot.connector.service_url))).status == 200
        assert len(bot.connector.calls) == 2


@pytest.mark.parametrize("as_date", [False, True], ids=["seconds", "date"])
async def test_retry_after_is_kept_to(as_date: bool) -> None:
    async with stage() as bot:
        began = time.perf_counter()
        moment = format_datetime(datetime.now(UTC) + timedelta(seconds=2), usegmt=True)
        bot.connector.troubles.append(Trouble(429, {"Retry-After": moment if as_date else "1"}))
        await bot.post(message(service_url=bot.connector.service_url))
        assert len(bot.connector.calls) == 2
        assert time.perf_counter() - began > 0.9


@pytest.mark.parametrize(
    ("trouble", "calls"),
    [(Trouble(429, {"Retry-After": "60"}), 1), (Trouble(400), 1), (Trouble(403), 1), (Trouble(500), 1)],
    ids=["too long to wait", "400", "403", "500"],
)
async def test_what_will_not_pass_is_not_tried_again(trouble: Trouble, calls: int) -> None:
    async with stage() as bot:
        bot.connector.troubles.append(trouble)
        assert (await bot.post(message(service_url=bot.connector.service_url))).status == 200
        assert len(bot.connector.calls) == calls


async def test_a_reply_is_tried_twice_at_most() -> None:
    async with stage() as bot:
        bot.connector.troubles.extend([Trouble(503), Trouble(503), Trouble(503)])
        await bot.post(message(service_url=bot.connector.service_url))
        assert len(bot.connector.calls) == 2


async def test_a_service_host_off_the_list_is_403_and_never_sees_the_token() -> None:
    async with stage() as bot, FakeConnector() as stranger:
        posted = await bot.post(message(service_url=stranger.service_url))
        assert posted.status == 403
        assert not bot.heard
        assert not stranger.calls


async def test_a_redirect_is_not_followed() -> None:
    async with stage() as bot, FakeConnector() as stranger:
        location = {"Location": f"{stranger.service_url}v3/conversations/a/activities"}
        bot.connector.troubles.append(Trouble(307, location))
        assert (await bot.post(message(service_url=bot.connector.service_url))).status == 200
        assert not stranger.calls


async def test_a_secret_that_entra_refuses_is_logged_without_the_secret() -> None:
    async with stage() as bot:
        bot.entra.refuses = True
        with capture_logs() as logs:
            assert (await bot.post(message(service_url=bot.connector.service_url))).status == 200
        (record,) = [log for log in logs if log["event"] == "answer not delivered"]
        assert record["exc_info"].code == "invalid_client"
        assert APP_PASSWORD not in repr(logs)


async def test_a_connection_that_the_channel_dropped_is_opened_again() -> None:
    drops = 1
    received = []

    async def drop_once(request: web.Request) -> web.Response:
        nonlocal drops
        if drops:
            drops -= 1
            assert request.transport is not None
            request.transport.abort()
        received.append(await request.json())
        return web.json_response({"id": "1"})

    app = web.Application()
    app.router.add_post("/{path:.*}", drop_once)
    async with TestServer(app) as server, stage(allow_unauthenticated=True, app_id="") as bot:
        assert (await bot.post(message(service_url=str(server.make_url("/"))), signed=False)).status == 200
        assert received
