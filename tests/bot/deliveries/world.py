"""A worker between a real store and the fake connector, with a drawer that shows the state in one word."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import uuid4

from bot.clock import SystemClock
from bot.deliveries import Addresses, BackOff, DeliveryWorker, Maker, Pacer, Tempo
from bot.store import Store, open_store
from bot.teams import TeamsLink, TeamsSettings, open_link
from dialogs.escalation.lifecycle import Change, apply
from dialogs.escalation.model import Action, Actor, Ticket, TicketDraft, Whereabouts
from dialogs.escalation.outbox import AdminChannel, Delivery, DeliveryDraft, DeliveryKind, Target, Wish
from dialogs.escalation.ports import Channels, Opened
from dialogs.escalation.posting import Drawing
from dialogs.messages import Person
from tests.fakes.connector import Call, FakeConnector

TENANT = "contoso"
DANA = Actor("dana", "Dana", is_admin=True)
TEMPO = Tempo(poll=0.05, lease=600.0, grace=60.0, back_off=BackOff(first=0.02, longest=0.2))

ADMIN_CARD = DeliveryDraft(Target.CHANNEL, DeliveryKind.CARD, {"draw": "admin_ticket"}, key="admin_card")
PERSON_CARD = DeliveryDraft(Target.PERSON, DeliveryKind.CARD, {"draw": "ticket"}, key="person_card")
THREAD_LINE = DeliveryDraft(Target.THREAD, DeliveryKind.LINE, {"line": "changed"})
PERSON_LINE = DeliveryDraft(Target.PERSON, DeliveryKind.LINE, {"line": "changed"})


@dataclass(frozen=True, slots=True)
class OneWordDrawer:
    """Draws the ticket's state, as a card or as a line."""

    store: Store

    async def draw(self, delivery: Delivery) -> Drawing | None:
        draws = delivery.payload.get("draw")
        if draws == "nothing":
            return None
        if draws == "incident":
            return Drawing(card={"type": "AdaptiveCard", "version": "1.5", "fallbackText": "incident"})
        ticket = await self.store.tickets.get(delivery.tenant, delivery.ticket_id or "")
        if ticket is None:
            return None
        word = f"#{ticket.number} {ticket.state} v{ticket.version}"
        if delivery.kind is DeliveryKind.CARD:
            return Drawing(card={"type": "AdaptiveCard", "version": "1.5", "fallbackText": word})
        return Drawing(text=f"{delivery.payload['line']} {word}")


@dataclass
class World:
    """Everything around one worker, which runs between ``start`` and ``stop``."""

    store: Store
    connector: FakeConnector
    link: TeamsLink
    tempo: Tempo = TEMPO
    clock: SystemClock = field(default_factory=SystemClock)

    @asynccontextmanager
    async def working(
        self, *, channels: Channels | None = None, **changes: Any
    ) -> AsyncIterator[DeliveryWorker]:
        """A worker under way, asking ``channels`` if given; ``changes`` are to its tempo."""
        store = self.store
        addresses = Addresses(store.tickets, store.incidents, channels or store.channels, lambda entry: None)
        maker = Maker(addresses, Pacer(store.sends, self.clock), OneWordDrawer(store), self.link.post)
        tempo = replace(self.tempo, **changes)
        async with DeliveryWorker(store.deliveries, maker, self.clock, tempo=tempo) as worker:
            yield worker

    async def set_channel(self) -> None:
        channel = AdminChannel(
            tenant=TENANT,
            team="19:team@thread.tacv2",
            channel="19:c@thread.tacv2",
            service_url=self.connector.service_url,
            name="Announcements",
            set_by=DANA,
            set_at=self.clock.now(),
        )
        await self.store.channels.set(channel)

    async def open(self, *drafts: DeliveryDraft, person: str = "ada", **changes: Any) -> Ticket:
        """Open a ticket of its own, with these deliveries."""

        def plan(opened: Opened) -> Sequence[Wish]:
            return wishes(opened.ticket, *drafts)

        opened = await self.store.tickets.open(ticket_draft(self, person, **changes), plan)
        return opened.ticket

    async def act(self, ticket: Ticket, action: Action, *drafts: DeliveryDraft, text: str = "") -> Ticket:
        """An admin does something, with these deliveries."""
        current = await self.store.tickets.get(TENANT, ticket.id)
        assert current is not None
        change = apply(current, action, DANA, at=self.clock.now(), text=text)
        assert isinstance(change, Change)
        changed = await self.store.tickets.change(change, wishes(ticket, *drafts))
        assert isinstance(changed, Ticket)
        return changed

    @property
    def calls(self) -> list[Call]:
        return self.connector.calls

    @property
    def shown(self) -> list[tuple[str, str, str]]:
        """What arrived: how, where, and the words."""
        return [(call.method, call.conversation, _words(call.body)) for call in self.calls]


def ticket_draft(around: World, person: str, **changes: Any) -> TicketDraft:
    """What a person sends to an admin, each time another."""
    values: dict[str, Any] = {
        "tenant": TENANT,
        "person": Person(f"29:{person}", person, person.title()),
        "where": Whereabouts(around.connector.service_url, f"a:{person}", TENANT),
        "press": uuid4().hex,
        "outcome": "no_match",
        "language": "en",
        "opened_at": around.clock.now(),
    }
    return TicketDraft(**{**values, **changes})


def wishes(ticket: Ticket, *drafts: DeliveryDraft) -> list[Wish]:
    """These deliveries about the ticket."""
    return [Wish(draft, ticket_id=ticket.id) for draft in drafts]


def _words(body: Any) -> str:
    activity = body.get("activity", body)
    return str(activity.get("text") or activity.get("summary"))


@asynccontextmanager
async def world(address: str) -> AsyncIterator[World]:
    """A store at this address and a link to a fake connector; no channel is set yet."""
    async with AsyncExitStack() as stack:
        store = await stack.enter_async_context(open_store(address))
        connector = await stack.enter_async_context(FakeConnector())
        link = await stack.enter_async_context(open_link(TeamsSettings(allow_unauthenticated=True)))
        yield World(store, connector, link)
