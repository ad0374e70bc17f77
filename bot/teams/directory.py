"""Who is an admin: the members of the teams that own the admin channels, and those whom the settings name."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import structlog
from cachetools import TTLCache

from bot.teams.connector import Connector
from bot.teams.envelope import optional
from bot.teams.errors import ConnectorError, ServiceHostError, TeamsError
from bot.teams.posting import outcome
from bot.teams.repeats import Repeats
from dialogs.escalation.model import Actor
from dialogs.escalation.outbox import AdminChannel
from dialogs.escalation.ports import Channels
from dialogs.escalation.posting import Refused, Undeliverable

ROSTER_SECONDS: Final = 300.0
"""For how long a roster is believed without asking again."""
_STALE_SECONDS: Final = 3600.0
"""For how long it still serves while the channel cannot be asked."""
_TEAMS: Final = 256

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class _Member:
    """Somebody in a team, and every id under which they may appear."""

    actor: Actor
    ids: frozenset[str]


_Roster = tuple[_Member, ...]


class TeamsDirectory:
    """The teams' rosters, each read at most once in five minutes, and ``admins``: Entra object ids."""

    def __init__(self, connector: Connector, channels: Channels, admins: Iterable[str] = ()) -> None:
        self._connector = connector
        self._channels = channels
        self._admins = frozenset(admin.casefold() for admin in admins)
        self._rosters: Repeats[_Roster] = Repeats(seconds=ROSTER_SECONDS, most=_TEAMS)
        self._last: TTLCache[tuple[str, str], _Roster] = TTLCache(_TEAMS, _STALE_SECONDS)

    async def is_admin(self, tenant: str, person: str) -> bool:
        """Whether the person with this key may act on tickets of this tenant.

        Raises Refused where no roster is known and the channel cannot be asked just now.
        """
        key = person.casefold()
        if key in self._admins:
            return True
        return any(key in member.ids for roster in await self._of(tenant) for member in roster)

    async def members(self, tenant: str) -> Sequence[Actor]:
        """Everybody to whom a ticket can be assigned, by name, each once. Raises as ``is_admin``."""
        found = {member.actor.key: member.actor for roster in await self._of(tenant) for member in roster}
        return sorted(found.values(), key=lambda actor: ((actor.name or "").casefold(), actor.key))

    def forget(self) -> None:
        """Remember nobody: rosters are read anew when they are needed."""
        self._rosters.forget()
        self._last.clear()

    async def _of(self, tenant: str) -> list[_Roster]:
        teams = {(channel.service_url, channel.team): channel for channel in await self._channels.all(tenant)}
        return await asyncio.gather(*(self._roster(channel) for channel in teams.values()))

    async def _roster(self, channel: AdminChannel) -> _Roster:
        team = (channel.service_url, channel.team)
        try:
            roster = self._last[team] = await self._rosters.once(team, lambda: self._read(channel))
        except TeamsError as error:
            known = self._last.get(team)
            log.warning("roster not read", team=channel.team, error=str(error), has_earlier=known is not None)
            if known is None:
                raise Refused(str(error)) from error
            return known
        return roster

    async def _read(self, channel: AdminChannel) -> _Roster:
        """The members of the channel's team; nobody where the team is gone or has removed the app."""
        try:
            members = await self._connector.at(channel.service_url).members(channel.team)
        except ServiceHostError:
            log.warning("roster refused", team=channel.team, reason="not a service host of the channel")
            return ()
        except ConnectorError as error:
            if isinstance(meaning := outcome(error), Undeliverable):
                log.warning("roster refused", team=channel.team, reason=meaning.reason)
                return ()
            raise
        return tuple(_member(found) for found in members if optional(found.get("id")))


def _member(found: dict[str, Any]) -> _Member:
    channel_id = str(found["id"])
    directory_id = optional(found.get("aadObjectId")) or optional(found.get("objectId"))
    names = " ".join(filter(None, (optional(found.get("givenName")), optional(found.get("surname")))))
    actor = Actor(directory_id or channel_id, optional(found.get("name")) or names or None, is_admin=True)
    return _Member(actor, frozenset(name.casefold() for name in (channel_id, directory_id) if name))
