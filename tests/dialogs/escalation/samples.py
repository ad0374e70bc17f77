"""Values that the tests of escalation share."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from dialogs.escalation.model import Actor, Ticket, TicketDraft, TicketState, Whereabouts
from dialogs.messages import Person

NOON = datetime(2025, 3, 14, 12, 0, 0, 123456, tzinfo=UTC)
ADA = Person("29:ada", "00000000-0000-0000-0000-0000000000ad", "Ada")
ADA_ACTS = Actor(ADA.key, ADA.name)
DANA = Actor("dana", "Dana", is_admin=True)
EMIL = Actor("emil", "Emil", is_admin=True)
STRANGER = Actor("stranger", "Mallory")


def person_numbered(number: int) -> Person:
    """One of many people."""
    return Person(f"29:p{number}", f"00000000-0000-0000-0000-{number:012}", f"P{number}")


def draft(*, person: Person = ADA, minutes: float = 0, **changes: Any) -> TicketDraft:
    """What Ada sends some minutes after noon."""
    values: dict[str, Any] = {
        "tenant": "contoso",
        "person": person,
        "where": Whereabouts("https://smba.example/emea/", f"a:{person.id}", "contoso"),
        "press": uuid4().hex,
        "outcome": "answer",
        "language": "fr",
        "opened_at": NOON + timedelta(minutes=minutes),
        "entry_id": "AADSTS50076",
        "codes": ("AADSTS50076", "AADSTS50079"),
        "confidence": 0.98,
        "product": "viva-goals",
        "details": {"correlation_id": "c0ffee", "app": "Objectifs — été ☀"},
        "tried": ("remedy:reauthenticate", "answer.failing"),
        "paste": "AADSTS50076: it failed",
        "note": "since Monday",
        "person_card": "card-1",
    }
    return TicketDraft(**{**values, **changes})


def ticket(state: TicketState = TicketState.NEW, **changes: Any) -> Ticket:
    """Ada's ticket; Dana has it in the states in which somebody must."""
    sent = draft()
    held = state in (TicketState.CLAIMED, TicketState.WAITING, TicketState.RESOLVED, TicketState.CONFIRMED)
    values: dict[str, Any] = {
        "id": "t-1",
        "number": 12,
        **{name: getattr(sent, name) for name in Ticket.__dataclass_fields__ if hasattr(sent, name)},
        "changed_at": sent.opened_at,
        "state": state,
        "assignee": DANA if held else None,
    }
    return Ticket(**{**values, **changes})
