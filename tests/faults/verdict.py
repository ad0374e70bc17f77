"""What must be true when everything has calmed down, read from the database and from the channel."""

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Final

from bot.clock import SystemClock
from bot.store import Store, open_store
from bot.teams import TeamsDirectory, TeamsSettings, open_link
from dialogs.escalation.desk import Desk
from dialogs.escalation.drawing import Drawings
from dialogs.escalation.model import Action, Event, Ticket
from dialogs.knowledge import Knowledge, Library
from tests.faults.channel import FlakyChannel
from tests.faults.load import Asked
from tests.small_catalog import small_catalog

_TOLD_IN_THREAD: Final = frozenset({Action.COMMENT, Action.ASK_BACK, Action.ANSWER, Action.RESOLVE})
_TOLD_TO_PERSON: Final = frozenset({Action.ASK_BACK, Action.RESOLVE})
_LEAVES_CARD: Final = frozenset({Action.OPENED, Action.ASKED_AGAIN})
"""What changes the person's card in the answer to their press, and not by a delivery."""


@dataclass(slots=True)
class Verdict:
    """What was found. Everything in ``wrong`` is a promise broken."""

    tickets: int = 0
    changes: int = 0
    messages: int = 0
    repeated: int = 0
    """Messages that stand in a channel a second time: the answer to the first was lost."""
    drained_in: float = 0.0
    wrong: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Story:
    """One ticket and all that happened to it."""

    ticket: Ticket
    events: list[Event] = field(default_factory=list)


async def drained(store: Store, *, seconds: float) -> float:
    """Wait until nothing is waiting to be delivered; how long that took."""
    began = time.monotonic()
    async with asyncio.timeout(seconds):
        while await store.deliveries.waiting():  # noqa: ASYNC110 - other processes make them
            await asyncio.sleep(0.2)
    return time.monotonic() - began


async def judge(address: str, channel: FlakyChannel, asked: Asked, *, patience: float) -> Verdict:
    """Compare what people were told with what is stored, and that with what was delivered."""
    verdict = Verdict()
    async with open_store(address) as store, _drawings(store) as drawings:
        verdict.drained_in = await drained(store, seconds=patience)
        stories: dict[str, _Story] = {}
        async for ticket, event in store.journal():
            stories.setdefault(ticket.id, _Story(ticket)).events.append(event)
        for story in stories.values():
            verdict.wrong += [problem async for problem in _not_shown(story, channel, drawings)]
    verdict.tickets, verdict.messages = len(stories), len(channel.messages)
    verdict.changes = sum(len(story.events) for story in stories.values())
    verdict.wrong += [*_lost(stories, asked), *_doubled(stories, asked), *channel.over_rate()]
    verdict.repeated = _repeated(stories, channel)
    return verdict


def _lost(stories: dict[str, _Story], asked: Asked) -> list[str]:
    kept = {note for note, ticket in asked.tickets.items() if ticket in stories}
    done = {event.text for story in stories.values() for event in story.events}
    lost = [f"acknowledged and lost: {what}" for what in (asked.tickets.keys() - kept)]
    return lost + [f"acknowledged and lost: {said}" for said in asked.acknowledged - done]


def _doubled(stories: dict[str, _Story], asked: Asked) -> list[str]:
    opened = Counter(story.ticket.person.key for story in stories.values())
    numbers = Counter((story.ticket.tenant, story.ticket.number) for story in stories.values())
    done = Counter(
        event.text for story in stories.values() for event in story.events if event.kind in _TOLD_IN_THREAD
    )
    return [
        *(f"{times} tickets of {person}" for person, times in opened.items() if times > 1),
        *(f"number given twice: {number}" for number, times in numbers.items() if times > 1),
        *(f"done {times} times: {said}" for said, times in done.items() if times > asked.said[said]),
        *(f"nobody asked: {s.ticket.note}" for s in stories.values() if s.ticket.note not in asked.presses),
    ]


async def _not_shown(story: _Story, channel: FlakyChannel, drawings: Drawings) -> AsyncIterator[str]:
    """What happened to the ticket and can be read nowhere, or cards that show something else."""
    ticket, last = story.ticket, story.events[-1]
    thread = ticket.admin_card.conversation if ticket.admin_card else "nowhere"
    for event in story.events:
        if event.kind is Action.UNDELIVERED:
            yield f"given up: {event.text}"
        if event.kind in _TOLD_IN_THREAD and not channel.has_said(thread, event.text):
            yield f"the admins were never told: {event.text}"
        if event.kind in _TOLD_TO_PERSON and not channel.has_said(ticket.where.conversation, event.text):
            yield f"the person was never told: {event.text}"
    shown = channel.messages.get(ticket.admin_card.activity) if ticket.admin_card else None
    if shown is None or shown.card != await drawings.admin_ticket(ticket):
        yield f"the admins see an earlier #{ticket.number} of {ticket.tenant}"
    if last.kind not in _LEAVES_CARD:
        theirs = channel.messages.get(ticket.person_card or "")
        if theirs is None or theirs.card != await drawings.ticket(ticket):
            yield f"the person sees an earlier #{ticket.number} of {ticket.tenant}"


def _repeated(stories: dict[str, _Story], channel: FlakyChannel) -> int:
    cards = {story.ticket.admin_card.activity for story in stories.values() if story.ticket.admin_card}
    in_channels = {name: one for name, one in channel.messages.items() if one.conversation.startswith("19:")}
    orphans = sum(1 for name, one in in_channels.items() if one.card and name not in cards)
    lines = Counter((one.conversation, one.words) for one in in_channels.values() if not one.card)
    return orphans + sum(times - 1 for times in lines.values())


@asynccontextmanager
async def _drawings(store: Store) -> AsyncIterator[Drawings]:
    async with open_link(TeamsSettings(allow_unauthenticated=True)) as link:
        desk = Desk(
            tickets=store.tickets,
            incidents=store.incidents,
            channels=store.channels,
            tried=store.tried,
            answers=store.answers,
            directory=TeamsDirectory(link.connector, store.channels),
            post=link.post,
            clock=SystemClock(),
        )
        yield Drawings(desk, Library(Knowledge.of(small_catalog())))
