"""What the tests of tickets, incidents and deliveries share."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from bot.store import Store
from dialogs.escalation.lifecycle import Change, apply
from dialogs.escalation.model import Action, Actor, Ticket
from dialogs.escalation.outbox import Delivery, DeliveryDraft, DeliveryKind, Target, Wish
from dialogs.escalation.ports import Opened
from dialogs.messages import Person
from tests.dialogs.escalation.samples import NOON, draft

LEASE = timedelta(seconds=30)
CARD = DeliveryDraft(Target.CHANNEL, DeliveryKind.CARD, {"draw": "admin_ticket"}, key="card")


def line(word: str, target: Target = Target.THREAD) -> DeliveryDraft:
    return DeliveryDraft(target, DeliveryKind.LINE, {"line": word})


def card_only(opened: Opened) -> Sequence[Wish]:
    return [Wish(CARD, ticket_id=opened.ticket.id)]


def nothing(_opened: Opened) -> Sequence[Wish]:
    return []


async def opened(store: Store, **changes: Any) -> Ticket:
    """A ticket, with its card waiting to be delivered."""
    return (await store.tickets.open(draft(**changes), card_only)).ticket


def somebody(number: int) -> Person:
    return Person(f"29:{number}", f"person-{number}", f"Person {number}")


def acted(ticket: Ticket, action: Action, actor: Actor, **more: Any) -> Change:
    found = apply(ticket, action, actor, at=more.pop("at", NOON + timedelta(hours=1)), **more)
    assert isinstance(found, Change), found
    return found


async def take(
    store: Store, owner: str = "worker", *, minutes: float = 60, limit: int = 10
) -> list[Delivery]:
    """What ``owner`` gets some minutes after noon."""
    now = NOON + timedelta(minutes=minutes)
    return list(await store.deliveries.take(owner, limit=limit, now=now, lease=LEASE))
