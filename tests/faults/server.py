"""The bot in a process of its own, to be killed. It is the product; only some waits are shorter."""

import asyncio
import signal
from collections.abc import Sequence
from contextlib import AsyncExitStack
from functools import partial
from pathlib import Path
from unittest.mock import patch

import aiohttp
import structlog
from aiohttp import web

from bot import escalating
from bot.app import create_app
from bot.clock import SystemClock
from bot.deliveries import BackOff, DeliveryWorker, Tempo
from bot.heap import keep_start_up
from bot.settings import Settings
from bot.store import open_store
from bot.teams import connector
from dialogs.escalation.model import Actor
from dialogs.escalation.outbox import AdminChannel
from tests.faults.channel import ADMIN
from tests.small_catalog import small_catalog

TIMEOUT = 1.0
"""Seconds that the channel has to answer: less than in the product, or a run would take hours."""
_LEASE = 6.0
"""Times as long as the channel has to answer."""


def brisk(*, lease: float) -> Tempo:
    """The worker's tempo, with shorter waits."""
    return Tempo(poll=0.2, lease=lease, grace=3.0, back_off=BackOff(first=0.2, longest=3.0))


async def set_channels(address: str, service_url: str, tenants: Sequence[str]) -> None:
    """Give each tenant an admin channel."""
    async with open_store(address) as store:
        for tenant in tenants:
            channel = AdminChannel(
                tenant=tenant,
                team=f"19:team-{tenant}@thread.tacv2",
                channel=f"19:{tenant}@thread.tacv2",
                service_url=service_url,
                name="Announcements",
                set_by=Actor(ADMIN, "Dana"),
                set_at=SystemClock().now(),
            )
            await store.channels.set(channel)


def run(address: str, port: int, log: str, patience: float) -> None:
    """Serve until killed, or told to stop. The channel has ``patience`` seconds to answer."""
    with Path(log).open("a", encoding="utf-8") as file:
        structlog.configure(
            processors=[
                structlog.processors.add_log_level,
                structlog.processors.TimeStamper(fmt="iso", utc=True),
                structlog.processors.format_exc_info,
                structlog.processors.KeyValueRenderer(),
            ],
            logger_factory=structlog.PrintLoggerFactory(file),
        )
        connector._TIMEOUT = aiohttp.ClientTimeout(total=patience)
        worker = partial(DeliveryWorker, tempo=brisk(lease=_LEASE * patience))
        with patch.object(escalating, "DeliveryWorker", worker):
            asyncio.run(_serve(address, port))


async def _serve(address: str, port: int) -> None:
    stopped = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopped.set)
    settings = Settings(_env_file=None, database_url=address, person_limit=0, conversation_limit=0)
    async with AsyncExitStack() as stack:
        runner = web.AppRunner(create_app(settings, small_catalog()), access_log=None, shutdown_timeout=3.0)
        await runner.setup()
        stack.push_async_callback(runner.cleanup)
        await web.TCPSite(runner, "127.0.0.1", port, reuse_address=True).start()
        keep_start_up()
        await stopped.wait()
