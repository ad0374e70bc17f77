"""Who may speak to the bot: the SDK answered most of these with a 500, or blocked its loop meanwhile."""

import asyncio
import base64
import hashlib
import hmac
import json
import time
from collections.abc import Callable
from typing import Any

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tests.fakes.activities import message
from tests.fakes.entra import Key, private_key
from tests.fakes.stage import Stage, stage

OTHER_TENANT = "ffffffff-0000-0000-0000-000000000000"


def part(value: Any) -> str:
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def unsigned(bot: Stage) -> str:
    claims = bot.entra.claims(bot.connector.service_url)
    return f"{part({'alg': 'none', 'typ': 'JWT', 'kid': bot.entra.key.id})}.{part(claims)}."


def signed_with_the_public_key(bot: Stage) -> str:
    """The classic confusion: the published key taken for a shared secret."""
    public = bot.entra.key.private.public_key()
    secret = public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    head = part({"alg": "HS256", "typ": "JWT", "kid": bot.entra.key.id})
    signed = f"{head}.{part(bot.entra.claims(bot.connector.service_url))}"
    return f"{signed}.{part(hmac.new(secret, signed.encode(), hashlib.sha256).digest())}"


def altered(bot: Stage) -> str:
    head, _, signature = bot.entra.mint(bot.connector.service_url).split(".")
    return f"{head}.{part(bot.entra.claims(bot.connector.service_url, name='someone else'))}.{signature}"


FORGED: dict[str, Callable[[Stage], str]] = {
    "garbage": lambda bot: "not a token",
    "three parts of garbage": lambda bot: "a.b.c",
    "not ASCII": lambda bot: "é.é.é",
    "header nested beyond reading": lambda bot: f"{part(b'[' * 5000)}.e30.e30",
    "no key id": lambda bot: f"{part({'alg': 'RS256'})}.e30.e30",
    "key id not a string": lambda bot: f"{part({'alg': 'RS256', 'kid': 7})}.e30.e30",
    "alg none": unsigned,
    "HS256 with the public key": signed_with_the_public_key,
    "altered claims": altered,
    "another key under the same id": lambda bot: bot.entra.mint(
        bot.connector.service_url, key=Key(bot.entra.key.id, private_key(2))
    ),
}

WRONG_CLAIMS: dict[str, dict[str, Any]] = {
    "expired": {"exp": int(time.time()) - 3600},
    "not valid yet": {"nbf": int(time.time()) + 3600},
    "no expiry": {"exp": None},
    "wrong audience": {"aud": "another-app"},
    "no audience": {"aud": None},
    "wrong issuer": {"iss": "https://sts.windows.net/somebody/"},
    "no issuer": {"iss": None},
    "another service URL": {"serviceurl": "https://smba.trafficmanager.net/emea/"},
    "no service URL": {"serviceurl": None},
}


async def test_a_good_token_is_let_in() -> None:
    async with stage() as bot:
        assert (await bot.post(message(service_url=bot.connector.service_url))).status == 200
        assert bot.connector.bodies[0]["text"] == "heard AADSTS50076"


async def test_a_clock_five_minutes_off_is_forgiven() -> None:
    async with stage() as bot:
        token = bot.entra.mint(bot.connector.service_url, exp=int(time.time()) - 200)
        assert (await bot.post(message(service_url=bot.connector.service_url), token=token)).status == 200


@pytest.mark.parametrize("forgery", FORGED)
async def test_a_forged_token_is_401(forgery: str) -> None:
    async with stage() as bot:
        token = FORGED[forgery](bot)
        posted = await bot.post(message(service_url=bot.connector.service_url), token=token)
        assert posted.status == 401
        assert not bot.heard


@pytest.mark.parametrize("fault", WRONG_CLAIMS)
async def test_a_token_with_wrong_claims_is_401(fault: str) -> None:
    async with stage() as bot:
        token = bot.entra.mint(bot.connector.service_url, **WRONG_CLAIMS[fault])
        posted = await bot.post(message(service_url=bot.connector.service_url), token=token)
        assert posted.status == 401
        assert not bot.heard


@pytest.mark.parametrize("header", [None, "", "Basic abc", "Bearer", "Bearer "])
async def test_a_call_without_a_token_is_401(header: str | None) -> None:
    async with stage() as bot:
        headers = {} if header is None else {"Authorization": header}
        posted = await bot.send(json=message(service_url=bot.connector.service_url), headers=headers)
        assert posted.status == 401


async def test_a_key_that_may_not_speak_for_teams_is_401() -> None:
    async with stage() as bot:
        bot.entra.key = Key("key-3", private_key(1), endorsements=("webchat",))
        assert (await bot.post(message(service_url=bot.connector.service_url))).status == 401


async def test_another_channel_is_401_even_when_its_token_is_good() -> None:
    async with stage() as bot:
        posted = await bot.post(message(service_url=bot.connector.service_url, channelId="webchat"))
        assert posted.status == 401


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


async def test_reading_keys_does_not_stop_the_loop() -> None:
    async with stage() as bot:
        bot.entra.metadata_delay = 0.3
        turn = asyncio.create_task(bot.post(message(service_url=bot.connector.service_url)))
        longest = 0.0
        while not turn.done():
            before = time.perf_counter()
            await asyncio.sleep(0.005)
            longest = max(longest, time.perf_counter() - before)
        assert (await turn).status == 200
        assert longest < 0.2


@pytest.mark.parametrize(
    "tenancy",
    [
        {"conversation": {"id": "a:1", "tenantId": OTHER_TENANT}},
        {"channelData": {"tenant": {"id": OTHER_TENANT}}},
        {"conversation": {"id": "a:1"}, "channelData": None},
    ],
    ids=["conversation", "channel data", "none named"],
)
async def test_another_tenant_is_403(tenancy: dict[str, Any]) -> None:
    async with stage() as bot:
        posted = await bot.post(message(service_url=bot.connector.service_url, **tenancy))
        assert posted.status == 403
        assert not bot.heard


async def test_tenants_may_be_added_and_are_compared_without_case() -> None:
    async with stage(allowed_tenants=frozenset({OTHER_TENANT})) as bot:
        conversation = {"id": "a:1", "tenantId": OTHER_TENANT.upper()}
        sent = message(service_url=bot.connector.service_url, conversation=conversation, channelData=None)
        posted = await bot.post(sent)
        assert posted.status == 200
