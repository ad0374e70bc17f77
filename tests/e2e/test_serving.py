"""What ``make run`` starts: the bot, with a chat window beside it, and how both end."""

import os
import signal
import socket
from pathlib import Path
from typing import Final

import aiohttp
import psutil
import pytest

from bot.cli.playground import playground
from tests.e2e.serving import READY, Serving, serving
from tests.fakes.entra import APP_ID, APP_PASSWORD, TENANT
from tests.ports import free_port

pytestmark = pytest.mark.e2e

TERMINAL: Final = "Ask in a terminal instead: .venv/bin/reconnect explain AADSTS50076"
NO_NODE: Final = {"PATH": "/nonexistent"}


async def status(address: str) -> int:
    async with (
        aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=60)) as session,
        session.get(address) as response,
    ):
        return response.status


def is_free(port: int) -> bool:
    with socket.socket() as caller:
        return caller.connect_ex(("127.0.0.1", port)) != 0


def family(bot: Serving) -> list[psutil.Process]:
    """The bot's process and those that it started."""
    parent = psutil.Process(bot.process.pid)
    return [parent, *parent.children(recursive=True)]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_the_chat_window_runs_beside_the_bot_and_both_stop(
    needs_chat_window: None, tmp_path: Path, number: signal.Signals
) -> None:
    async with serving(tmp_path, "--chat") as bot:
        await bot.until(READY)
        assert await status(bot.chat_address) == 200
        processes = family(bot)
        assert len(processes) > 1
        bot.process.send_signal(number)
        assert await bot.ended() == 0
    _, alive = psutil.wait_procs(processes, timeout=60)
    assert alive == []
    assert is_free(bot.port)
    assert "Traceback" not in "\n".join(bot.said)


async def test_nothing_is_reachable_from_other_machines(needs_chat_window: None, tmp_path: Path) -> None:
    async with serving(tmp_path, "--chat") as bot:
        await bot.until(READY)
        doors = {address for process in family(bot) for address in listening(process)}
    assert doors == {"127.0.0.1"}


def listening(process: psutil.Process) -> set[str]:
    """The addresses that a process listens on; none when it has just ended, as short-lived children do."""
    try:
        connections = process.net_connections()
    except psutil.NoSuchProcess:
        return set()
    return {item.laddr.ip for item in connections if item.status == psutil.CONN_LISTEN}


async def test_the_chat_window_takes_another_port_where_its_own_is_taken(
    needs_chat_window: None, tmp_path: Path
) -> None:
    with socket.socket() as taker:
        taker.bind(("127.0.0.1", port := free_port()))
        taker.listen()
        async with serving(tmp_path) as bot:
            await bot.until(READY)
            async with playground(f"http://127.0.0.1:{bot.port}/api/messages", port=port) as address:
                assert not address.endswith(f":{port}")
                assert await status(address) == 200


async def test_nothing_is_left_behind_but_the_data(needs_chat_window: None, tmp_path: Path) -> None:
    async with serving(tmp_path, "--chat") as bot:
        await bot.until(READY)
        bot.process.send_signal(signal.SIGINT)
        assert await bot.ended() == 0
    assert os.listdir(tmp_path) == ["data"]  # noqa: PTH208 - a loop of events is running


async def test_a_taken_port_is_said_in_a_sentence(tmp_path: Path) -> None:
    with socket.socket() as taker:
        taker.bind(("127.0.0.1", 0))
        taker.listen()
        port = taker.getsockname()[1]
        async with serving(tmp_path, "--chat", port=port) as bot:
            assert await bot.ended() == 2
    assert bot.said == [
        f"Cannot listen on 127.0.0.1:{port}: another program uses that port. "
        "Stop it, or choose another port with --port."
    ]


async def test_without_node_it_says_so_and_serves(tmp_path: Path) -> None:
    async with serving(tmp_path, "--chat", variables=NO_NODE) as bot:
        await bot.until(READY)
        assert await status(f"http://127.0.0.1:{bot.port}/api/messages") == 405
    assert f"Reconnect answers at http://127.0.0.1:{bot.port}/api/messages" in bot.said
    assert f"Node.js is not installed, so there is no chat window. {TERMINAL}" in bot.said


async def test_a_chat_window_that_does_not_start_is_said_in_a_sentence(tmp_path: Path) -> None:
    node = tmp_path / "bin/node"
    node.parent.mkdir()
    node.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    node.chmod(0o755)
    async with serving(tmp_path, "--chat", variables={"PATH": f"{node.parent}:{os.defpath}"}) as bot:
        await bot.until(READY)
    assert [line for line in bot.said if line.endswith(TERMINAL)]


async def test_the_chat_window_is_refused_where_it_could_not_sign_in(tmp_path: Path) -> None:
    credentials = {
        "RECONNECT_APP_ID": APP_ID,
        "RECONNECT_APP_PASSWORD": APP_PASSWORD,
        "RECONNECT_TENANT_ID": TENANT,
    }
    async with serving(tmp_path, "--chat", port=free_port(), variables=credentials) as bot:
        assert await bot.ended() == 2
    assert bot.said == ["The chat window cannot sign in: leave out --chat, or unset the credentials."]
