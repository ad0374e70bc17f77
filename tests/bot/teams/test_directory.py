"""Who is an admin: the roster of the team, read in pages and kept for minutes, and the allow-list."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from structlog.testing import capture_logs

from bot.teams import TeamsDirectory
from dialogs.escalation.model import Actor
from dialogs.escalation.outbox import AdminChannel
from dialogs.escalation.posting import Refused
from tests.bot.teams.links import channel, link
from tests.fakes.connector import FakeConnector, Trouble

DANA = {"id": "29:dana", "aadObjectId": "D-1", "name": "Dana Swope"}
ERIN = {"id": "29:erin", "objectId": "e-2", "givenName": "Erin", "surname": "Deyo"}
FINN = {"id": "29:finn", "name": "finn"}


@dataclass
class SetChannels:
    """The channels as they are set, by tenant."""

    channels: list[AdminChannel] = field(default_factory=list)

    async def set(self, channel: AdminChannel) -> None:
        self.channels.append(channel)

    async def get(self, tenant: str, category: str | None = None) -> AdminChannel | None:
        return next((c for c in self.channels if (c.tenant, c.category) == (tenant, category)), None)

    async def all(self, tenant: str | None = None) -> Sequence[AdminChannel]:
        return [channel for channel in self.channels if tenant in (None, channel.tenant)]

    async def new_code(self, *, at: datetime, valid: timedelta) -> str:
        return f"{at}{valid}"

    async def use_code(self, code: str, *, at: datetime) -> bool:
        return bool(code and at)


@asynccontextmanager
async def directory(*admins: str) -> AsyncIterator[tuple[TeamsDirectory, FakeConnector, SetChannels]]:
    async with link() as (out, connector):
        connector.members = [DANA, ERIN, FINN]
        channels = SetChannels([channel(connector)])
        yield TeamsDirectory(out.connector, channels, admins), connector, channels


@pytest.mark.parametrize(
    ("person", "is_admin"),
    [("d-1", True), ("D-1", True), ("29:dana", True), ("e-2", True), ("29:finn", True), ("x-9", False)],
)
async def test_members_of_the_team_are_admins_by_any_id(person: str, is_admin: bool) -> None:
    async with directory() as (people, _, _):
        assert await people.is_admin("contoso", person) is is_admin


async def test_all_pages_are_read_once_for_everybody() -> None:
    async with directory() as (people, connector, _):
        assert await people.members("contoso") == [
            Actor("D-1", "Dana Swope"),
            Actor("e-2", "Erin Deyo"),
            Actor("29:finn", "finn"),
        ]
        assert await people.is_admin("contoso", "e-2")
        assert not await people.is_admin("contoso", "nobody")
        assert connector.rosters_read == 1


async def test_another_tenant_has_no_admins_here() -> None:
    async with directory() as (people, connector, _):
        assert not await people.is_admin("fabrikam", "d-1")
        assert await people.members("fabrikam") == []
        assert connector.rosters_read == 0


async def test_the_allow_list_needs_no_roster() -> None:
    async with directory("A-7") as (people, connector, channels):
        channels.channels.clear()
        assert await people.is_admin("contoso", "a-7")
        assert connector.rosters_read == 0


async def test_two_channels_of_one_team_are_one_roster() -> None:
    async with directory() as (people, connector, channels):
        await channels.set(channel(connector, category="device", channel="19:other@thread.tacv2"))
        assert len(await people.members("contoso")) == 3
        assert connector.rosters_read == 1


async def test_while_the_channel_cannot_be_asked_nobody_is_let_in() -> None:
    async with directory() as (people, connector, _):
        connector.troubles.extend([Trouble(503), Trouble(503)])
        with capture_logs(), pytest.raises(Refused):
            await people.is_admin("contoso", "d-1")
        assert await people.is_admin("contoso", "d-1"), "a failure is not remembered"


async def test_an_earlier_roster_serves_while_the_channel_cannot_be_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.teams.directory.ROSTER_SECONDS", 0.0)
    async with directory() as (people, connector, _):
        assert await people.is_admin("contoso", "d-1")
        connector.troubles.extend([Trouble(503), Trouble(503)])
        with capture_logs() as logs:
            assert await people.is_admin("contoso", "d-1")
        assert [entry["event"] for entry in logs] == ["roster not read"]


async def test_a_team_that_removed_the_app_has_no_admins() -> None:
    async with directory() as (people, connector, _):
        connector.troubles.append(Trouble(403, code="BotNotInConversationRoster"))
        with capture_logs() as logs:
            assert not await people.is_admin("contoso", "d-1")
        assert [entry["event"] for entry in logs] == ["roster refused"]
