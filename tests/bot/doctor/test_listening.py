"""What ``reconnect doctor`` says of the bot's own port, and of the address that Teams calls."""

import ssl
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import BaseTestServer, TestServer

from bot.doctor.listening import check_endpoint, check_port
from bot.settings import Settings
from tests.fakes.activities import message
from tests.fakes.certificates import write_pem
from tests.fakes.stage import stage
from tests.ports import free_port


@asynccontextmanager
async def answering(
    path: str, status: int, body: Mapping[str, Any] | None = None
) -> AsyncIterator[BaseTestServer]:
    """Something that answers this at any method."""

    async def answer(_request: web.Request) -> web.Response:
        return web.json_response(body or {}, status=status)

    app = web.Application()
    app.router.add_route("*", path, answer)
    async with TestServer(app) as server:
        yield server


async def port(server: BaseTestServer) -> Any:
    return await check_port(Settings(_env_file=None, port=server.port or 0))


async def test_a_free_port_is_free() -> None:
    found = await check_port(Settings(_env_file=None, port=free_port()))
    assert found.is_well
    assert found.state.endswith("is free")


async def test_a_bot_that_runs_and_is_ready_is_well() -> None:
    body = {"status": "ready", "checks": {"database": {"ok": True, "message": "The database answers."}}}
    async with answering("/readyz", 200, body) as server:
        found = await port(server)
    assert found.is_well
    assert "is ready" in found.state


async def test_a_bot_that_runs_and_is_not_ready_says_why() -> None:
    silent = {"ok": False, "message": "The database does not answer."}
    body = {"status": "not ready", "checks": {"database": silent, "catalog": {"ok": True, "message": "-"}}}
    async with answering("/readyz", 503, body) as server:
        found = await port(server)
    assert not found.is_well
    assert found.state.endswith("The database does not answer.")
    assert "operators-guide" in found.advice


@pytest.mark.parametrize("body", [{}, {"checks": 5}, {"checks": {"x": "y"}}])
async def test_something_else_that_listens_is_told_apart(body: dict[str, Any]) -> None:
    async with answering("/readyz", 200, body) as server:
        found = await port(server)
    assert not found.is_well
    assert "RECONNECT_PORT" in found.advice


async def test_the_real_endpoint_answers_and_refuses() -> None:
    async with stage() as bot:
        assert (await bot.post(message("hello", service_url=bot.connector.service_url))).status == 200
        found = await check_endpoint(bot.url.removesuffix("/api/messages"))
    assert found.is_well


@pytest.mark.parametrize(
    ("status", "word"),
    [(502, "proxy"), (503, "proxy"), (308, "redirects"), (404, "Something else"), (200, "other")],
)
async def test_what_answers_in_its_place_is_told_apart(status: int, word: str) -> None:
    async with answering("/api/messages", status) as server:
        found = await check_endpoint(str(server.make_url("")).rstrip("/"))
    assert not found.is_well
    assert str(status) in found.state
    assert word in found.advice


async def test_an_endpoint_that_nobody_serves_is_found() -> None:
    found = await check_endpoint(f"http://127.0.0.1:{free_port()}")
    assert not found.is_well
    assert "DNS" in found.advice


async def test_a_certificate_that_nobody_trusts_is_found(tmp_path: Path) -> None:
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(write_pem(tmp_path / "own.pem"))
    server = TestServer(web.Application())
    await server.start_server(ssl=tls)
    found = await check_endpoint(f"https://127.0.0.1:{server.port}")
    await server.close()
    assert not found.is_well
    assert "certificate" in found.advice
