"""Telling the other side that a message could not be delivered."""

from collections.abc import Sequence
from typing import Final

from dialogs.escalation.notices import QUIETLY
from dialogs.escalation.outbox import Delivery, DeliveryDraft, DeliveryKind, Target, Wish

UNDELIVERED: Final = "undelivered"
"""The line of the payload; ``to`` says whom the message did not reach: person or channel."""


def telling(delivery: Delivery, reason: str) -> Sequence[Wish]:
    """What to tell whom when ``delivery`` was given up. A notice that fails itself is left at that."""
    if delivery.ticket_id is None or delivery.payload.get("line") == UNDELIVERED:
        return ()
    if delivery.payload.get(QUIETLY):
        return ()
    is_to_person = delivery.target is Target.PERSON
    draft = DeliveryDraft(
        target=Target.THREAD if is_to_person else Target.PERSON,
        kind=DeliveryKind.LINE,
        payload={"line": UNDELIVERED, "to": "person" if is_to_person else "channel", "reason": reason},
        key=UNDELIVERED,
    )
    return (Wish(draft, ticket_id=delivery.ticket_id),)
