"""Who is let in, and how the channel's keys are read meanwhile. Who is not: `test_intruders.py`."""

import asyncio
import time

import pytest

from bot.teams import CLOUDS, CloudName
from tests.fakes.activities import message
from tests.fakes.stage import stage

OTHER_TENANT = "ffffffff-0000-0000-0000-000000000000"


async def test_a_good_token_is_let_in() -> None:
    async with stage() as bot:
        assert (await bot.post(message(service_url=bot.connector.service_url))).status == 200
        assert bot.connector.bodies[0]["text"] == "heard AADSTS50076"


async def test_a_clock_five_minutes_off_is_forgiven() -> None:
    async with stage() as bot:
        token = bot.entra.mint(bot.connector.service_url, exp=int(time.time()) - 200)
        assert (await bot.post(message(service_url=bot.connector.service_url), token=token)).status == 200


async def test_a_rotated_key_is_found_after_exactly_one_look() -> None:
    async with stage() as bot:
        await bot.post(message(service_url=bot.connector.service_url))
        assert bot.entra.metadata_calls == 1
        bot.entra.rotate()
        answers = await asyncio.gather(
            *(bot.post(message(service_url=bot.connector.service_url)) for _ in range(10))
        )
        assert {answer.status for answer in answers} == {200}
        assert bot.entra.metadata_calls == 2


async def test_unknown_keys_do_not_hammer_the_metadata() -> None:
    async with stage() as bot:
        await bot.post(message(service_url=bot.connector.service_url))
        for number in range(20):
            token = bot.entra.mint(bot.connector.service_url, key_id=f"made-up-{number}")
            posted = await bot.post(message(service_url=bot.connector.service_url), token=token)
            assert posted.status == 401
        assert bot.entra.metadata_calls == 2


async def test_keys_that_cannot_be_read_are_503_and_not_a_refusal() -> None:
    async with stage() as bot:
        bot.entra.is_down = True
        assert (await bot.post(message(service_url=bot.connector.service_url))).status == 503
        bot.entra.is_down = False
        assert (await bot.post(message(service_url=bot.connector.service_url))).status == 200


async def test_others_are_answered_while_keys_are_read() -> None:
    async with stage(held=True) as bot:
        body = message(service_url=bot.connector.service_url)
        turn = asyncio.create_task(bot.post(body))
        assert (await bot.send(json=body)).status == 401
        assert not turn.done()
        bot.entra.gate.set()
        assert (await turn).status == 200


async def test_tenants_may_be_added_and_are_compared_without_case() -> None:
    async with stage(allowed_tenants=frozenset({OTHER_TENANT})) as bot:
        conversation = {"id": "a:1", "tenantId": OTHER_TENANT.upper()}
        sent = message(service_url=bot.connector.service_url, conversation=conversation, channelData=None)
        posted = await bot.post(sent)
        assert posted.status == 200


@pytest.mark.parametrize("name", CloudName)
async def test_each_cloud_takes_its_own_tokens_and_asks_for_its_own(name: CloudName) -> None:
    own, others = CLOUDS[name].issuer, {cloud.issuer for cloud in CLOUDS.values()} - {CLOUDS[name].issuer}
    async with stage(name=name) as bot:
        for issuer in others:
            token = bot.entra.mint(bot.connector.service_url, iss=issuer)
            assert (await bot.post(message(service_url=bot.connector.service_url), token=token)).status == 401
        assert not bot.heard
        token = bot.entra.mint(bot.connector.service_url, iss=own)
        assert (await bot.post(message(service_url=bot.connector.service_url), token=token)).status == 200
        assert {form["scope"] for form in bot.entra.forms} == {CLOUDS[name].scope}
        assert len(bot.connector.calls) == 1
