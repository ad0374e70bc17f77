"""A link to the fake connector."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

from bot.teams import TeamsLink, TeamsSettings, open_link
from dialogs.escalation.model import Actor
from dialogs.escalation.outbox import AdminChannel
from tests.fakes.connector import FakeConnector


@asynccontextmanager
async def link() -> AsyncIterator[tuple[TeamsLink, FakeConnector]]:
    """A link without credentials: it reaches this machine only."""
    settings = TeamsSettings(allow_unauthenticated=True)
    async with FakeConnector() as connector, open_link(settings) as opened:
        yield opened, connector


def channel(connector: FakeConnector, **changes: Any) -> AdminChannel:
    """The channel that tickets go to."""
    values: dict[str, Any] = {
        "tenant": "contoso",
        "team": "19:team@thread.tacv2",
        "channel": "19:c@thread.tacv2",
        "service_url": connector.service_url,
        "name": "Announcements",
        "set_by": Actor("dana", "Dana"),
        "set_at": datetime(2025, 3, 14, tzinfo=UTC),
    }
    return AdminChannel(**{**values, **changes})
