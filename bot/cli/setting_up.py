"""Choosing the channel that receives tickets: the code for it, and the chat window's own channel."""

import asyncio
from datetime import timedelta
from typing import Final

from bot.cli.console import announce, err, fail, settings_or_exit
from bot.clock import SystemClock
from bot.settings import Settings
from bot.store import StoreTooNew, StoreUnavailable, open_store
from dialogs.escalation.model import Actor
from dialogs.escalation.outbox import AdminChannel
from dialogs.escalation.ports import Channels

VALID: Final = timedelta(hours=24)
PLAYGROUND_TENANT: Final = "00000000-0000-0000-0000-0000000000001"
_HOW: Final = "In the channel that shall receive tickets, type: @Reconnect set up"


def setup_code() -> None:
    """Print a code with which an admin sets a channel up from inside Teams. It works once, for a day."""
    settings = settings_or_exit()
    try:
        code = asyncio.run(_new_code(settings.database_url))
    except (StoreUnavailable, StoreTooNew, ValueError) as error:
        fail([f"The database cannot be used: {error}", "Run reconnect doctor to see what to do."])
    err.print(f"{_HOW} {code}", soft_wrap=True)


async def _new_code(address: str) -> str:
    async with open_store(address) as store:
        return await store.channels.new_code(at=SystemClock().now(), valid=VALID)


async def invite(channels: Channels, settings: Settings) -> None:
    """Say how to set a channel up, as long as none is."""
    if not await channels.all():
        code = await channels.new_code(at=SystemClock().now(), valid=VALID)
        announce(f"No channel receives tickets yet. {_HOW} {code}", settings)


async def use_playground(channels: Channels, address: str) -> None:
    """Let the chat window's channel Announcements receive tickets."""
    channel = AdminChannel(
        tenant=PLAYGROUND_TENANT,
        team="team-id",
        channel="channel-announcements-id",
        service_url=f"{address}/_connector",
        name="Announcements",
        set_by=Actor("reconnect serve --chat", "reconnect serve --chat"),
        set_at=SystemClock().now(),
    )
    await channels.set(channel)
