"""Choosing, from inside Teams, which channels receive tickets."""

from collections.abc import Mapping, Sequence
from typing import Final

from cards.desk import status_card
from cards.ticket_views import Route
from cards.wording import wording
from catalog.language import Language
from catalog.model import Category
from dialogs.command import fold
from dialogs.escalation.asking import Handler
from dialogs.escalation.changing import log
from dialogs.escalation.desk import Desk
from dialogs.escalation.drafting import safe
from dialogs.escalation.model import Actor
from dialogs.escalation.outbox import AdminChannel
from dialogs.escalation.posting import Doubtful, Refused, Undeliverable
from dialogs.escalation.views import name_of
from dialogs.messages import Incoming, Outgoing
from dialogs.turn import Turn

_LONGEST: Final = 60
"""Characters of a category's name that are repeated."""


class Setup:
    """``set up CODE``, ``route CATEGORY here`` and ``admin status``."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.verbs: Final[Mapping[str, Handler]] = {
            "setup.channel": self._set_up,
            "setup.route": self._route,
            "setup.status": self._status,
        }

    async def _set_up(self, turn: Turn) -> Outgoing:
        """The code proves that whoever types it may; the post proves that the channel can be reached."""
        say = wording(turn.language).tickets
        channel = self._channel(turn.incoming)
        if channel is None:
            return turn.say(say.set_up_in_channel)
        code = turn.filled_in("code").replace("-", "")
        if not await self._desk.channels.use_code(code, at=self._desk.clock.now()):
            log.warning("setup code refused", person=turn.incoming.person.key, channel=channel.channel)
            return turn.say(say.set_up_wrong_code)
        if not await self._can_post(channel, say.set_up_test):
            return turn.say(say.set_up_post_failed)
        await self._desk.channels.set(channel)
        self._desk.wake()
        log.info("channel set", channel=channel.channel, team=channel.team, by=channel.set_by.key)
        return await self._shown(turn, say.set_up_done)

    async def _route(self, turn: Turn) -> Outgoing:
        say = wording(turn.language).tickets
        if await self._desk.channels.get(turn.incoming.tenant) is None:
            return turn.say(say.route_first)
        if not (await self._desk.actor(turn.incoming)).is_admin:
            log.warning("action denied", action="route", person=turn.incoming.person.key)
            return turn.tell(say.refused["not_allowed"])
        wanted = turn.filled_in("category")
        category = _category(wanted)
        if category is None:
            return turn.say(
                say.route_unknown.format(
                    category=safe(wanted, _LONGEST), categories=", ".join(say.categories.values())
                )
            )
        channel = self._channel(turn.incoming, category)
        if channel is None:
            return turn.say(say.set_up_in_channel)
        if not await self._can_post(channel, say.set_up_test):
            return turn.say(say.set_up_post_failed)
        await self._desk.channels.set(channel)
        self._desk.wake()
        log.info("channel set", channel=channel.channel, category=category.value, by=channel.set_by.key)
        return await self._shown(turn, say.route_done.format(category=say.categories[category]))

    async def _status(self, turn: Turn) -> Outgoing:
        say = wording(turn.language).tickets
        is_set = bool(await self._desk.channels.all(turn.incoming.tenant))
        if is_set and not (await self._desk.actor(turn.incoming)).is_admin:
            log.warning("action denied", action="status", person=turn.incoming.person.key)
            return turn.tell(say.refused["not_allowed"])
        return await self._shown(turn)

    async def _shown(self, turn: Turn, said: str | None = None) -> Outgoing:
        channels = await self._desk.channels.all(turn.incoming.tenant)
        return turn.show(status_card(_routes(channels, turn.language), turn.language, said=said))

    def _channel(self, incoming: Incoming, category: Category | None = None) -> AdminChannel | None:
        """The channel in which this was typed; None where it was typed elsewhere."""
        if incoming.team is None or incoming.channel is None:
            return None
        return AdminChannel(
            tenant=incoming.tenant,
            team=incoming.team,
            channel=incoming.channel,
            service_url=incoming.service_url,
            name=incoming.channel_name or incoming.channel,
            set_by=Actor(incoming.person.key, incoming.person.name),
            set_at=self._desk.clock.now(),
            category=category.value if category else None,
        )

    async def _can_post(self, channel: AdminChannel, sentence: str) -> bool:
        try:
            await self._desk.post.send(channel, text=sentence)
        except (Undeliverable, Refused, Doubtful) as answer:
            log.warning("channel cannot be posted to", channel=channel.channel, reason=answer.reason)
            return False
        return True


def _category(wanted: str) -> Category | None:
    """The category that is meant, by its id or by its name in any language."""
    for category in Category:
        names = {category.value, category.value.replace("-", " ")}
        names |= {fold(wording(language).tickets.categories[category]) for language in ("en", "fr")}
        if fold(wanted) in names:
            return category
    return None


def _routes(channels: Sequence[AdminChannel], language: Language) -> list[Route]:
    names = wording(language).tickets.categories
    return [
        Route(
            channel.name,
            name_of(channel.set_by.name, language),
            channel.set_at,
            names[Category(channel.category)] if channel.category in list(Category) else channel.category,
        )
        for channel in channels
    ]
