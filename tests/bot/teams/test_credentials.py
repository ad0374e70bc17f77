"""The app's token: what Entra may answer, and what becomes of it."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.teams import CLOUDS, CloudName, IssuedToken, TeamsSettings
from bot.teams.credentials import AppToken
from bot.teams.errors import TokenError
from bot.teams.proofs import ClientSecret
from tests.fakes.entra import APP_ID, APP_PASSWORD, TENANT, FakeEntra


def secret(session: aiohttp.ClientSession, login: str) -> ClientSecret:
    cloud = replace(CLOUDS[CloudName.PUBLIC], login=login)
    settings = TeamsSettings(app_id=APP_ID, app_password=APP_PASSWORD, tenant_id=TENANT, cloud=cloud)
    return ClientSecret(session, settings)


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as opened:
        yield opened


async def test_a_token_is_issued_with_its_lifetime(session: aiohttp.ClientSession) -> None:
    async with FakeEntra() as entra:
        assert await secret(session, entra.url).issue() == IssuedToken("token-1", 3599.0)


async def test_a_refusal_keeps_what_entra_said(session: aiohttp.ClientSession) -> None:
    async with FakeEntra() as entra:
        entra.refuses = True
        with pytest.raises(TokenError) as caught:
            await secret(session, entra.url).issue()
        assert (caught.value.status, caught.value.code) == (401, "invalid_client")
        assert "AADSTS7000222" in caught.value.description


@pytest.mark.parametrize(
    "body", ["not json", [], {}, {"access_token": 5}, {"access_token": "x", "expires_in": "soon"}], ids=str
)
async def test_an_answer_that_makes_no_sense_is_an_error(session: aiohttp.ClientSession, body: Any) -> None:
    async def answer(request: web.Request) -> web.Response:
        return web.Response(text=body) if isinstance(body, str) else web.json_response(body)

    app = web.Application()
    app.router.add_post("/{path:.*}", answer)
    async with TestServer(app) as server:
        with pytest.raises(TokenError):
            await secret(session, str(server.make_url("")).rstrip("/")).issue()


async def test_entra_out_of_reach_is_an_error(session: aiohttp.ClientSession) -> None:
    async with FakeEntra() as entra:
        gone = entra.url
    with pytest.raises(TokenError) as caught:
        await secret(session, gone).issue()
    assert caught.value.status is None


async def test_a_short_lived_token_is_asked_for_again_once_it_is_spent(
    session: aiohttp.ClientSession,
) -> None:
    async with FakeEntra() as entra:
        entra.token_lifetime = 0
        token = AppToken(secret(session, entra.url))
        assert [await token.get(), await token.get()] == ["token-1", "token-2"]
