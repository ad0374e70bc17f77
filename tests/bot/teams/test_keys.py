"""The channel's signing keys: what its metadata may hold, and what is made of it."""

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.teams.errors import KeysError, NotAuthenticError
from bot.teams.keys import SigningKeys
from tests.fakes.entra import FakeEntra, Key, private_key

GOOD = Key("good", private_key(1)).published()
DAY = 86_400.0


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as opened:
        yield opened


async def find(session: aiohttp.ClientSession, metadata: Any, published: Any) -> frozenset[str]:
    """The endorsements of the key called good, as read from these two documents."""

    async def serve(request: web.Request) -> web.Response:
        if request.path == "/keys":
            return web.json_response(published)
        address = str(server.make_url("/keys"))
        return web.json_response({"jwks_uri": address} if metadata is None else metadata)

    app = web.Application()
    app.router.add_get("/{path:.*}", serve)
    async with TestServer(app) as server:
        return (await SigningKeys(session, str(server.make_url("/metadata"))).find("good")).endorsements


@pytest.mark.parametrize(
    "metadata",
    [
        [],
        {},
        {"jwks_uri": 5},
        {"jwks_uri": "http://127.0.0.1:1/"},
        {"jwks_uri": "https://127.0.0.1:1/"},
        {"jwks_uri": "http://["},
    ],
    ids=str,
)
async def test_metadata_that_makes_no_sense_is_an_error(
    session: aiohttp.ClientSession, metadata: Any
) -> None:
    with pytest.raises(KeysError):
        await find(session, metadata, {"keys": [GOOD]})


async def test_keys_are_not_followed_to_another_place(session: aiohttp.ClientSession) -> None:
    async def elsewhere(request: web.Request) -> web.Response:
        raise web.HTTPFound(f"{entra.url}/v1/.well-known/keys")

    app = web.Application()
    app.router.add_get("/metadata", elsewhere)
    async with FakeEntra() as entra, TestServer(app) as server:
        with pytest.raises(KeysError, match="302"):
            await SigningKeys(session, str(server.make_url("/metadata"))).find("key-1")
        assert entra.key_calls == 0


@pytest.mark.parametrize(
    "published",
    [
        [],
        {},
        {"keys": None},
        {"keys": []},
        {"keys": [5, {}, {"kty": "RSA", "kid": "good", "n": "!", "e": "AQAB"}]},
    ],
    ids=str,
)
async def test_no_usable_key_is_an_error(session: aiohttp.ClientSession, published: Any) -> None:
    with pytest.raises(KeysError):
        await find(session, None, published)


async def test_a_key_among_rubbish_is_found(session: aiohttp.ClientSession) -> None:
    published = {"keys": [None, {"kty": "oct", "kid": "good"}, {**GOOD, "kid": ["x"]}, GOOD]}
    assert await find(session, None, published) == {"msteams", "webchat"}


@pytest.mark.parametrize("endorsements", [None, "msteams", [5]], ids=str)
async def test_endorsements_that_make_no_sense_are_none(
    session: aiohttp.ClientSession, endorsements: Any
) -> None:
    assert await find(session, None, {"keys": [{**GOOD, "endorsements": endorsements}]}) == frozenset()


async def test_keys_are_read_once_a_day(session: aiohttp.ClientSession) -> None:
    now = 0.0
    async with FakeEntra() as entra:
        keys = SigningKeys(session, entra.metadata, lambda: now)
        await keys.find("key-1")
        now += DAY - 1
        await keys.find("key-1")
        assert entra.metadata_calls == 1
        now += 3 * DAY
        await keys.find("key-1")
        assert entra.metadata_calls == 2


async def test_an_unknown_key_is_looked_for_again_after_a_while(session: aiohttp.ClientSession) -> None:
    now = 0.0
    async with FakeEntra() as entra:
        keys = SigningKeys(session, entra.metadata, lambda: now)
        for calls, wait in ((2, 9), (2, 2), (3, 0)):
            with pytest.raises(NotAuthenticError):
                await keys.find("key-2")
            assert entra.metadata_calls == calls
            now += wait
        entra.rotate()
        now += 11
        await keys.find("key-2")
