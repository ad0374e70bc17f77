"""What the cards about tickets are drawn from in the tests."""

from datetime import UTC, datetime, timedelta
from typing import Any, Final

from cards.ticket_views import (
    AdminView,
    Earlier,
    Findings,
    IncidentView,
    Route,
    Row,
    Said,
    TicketView,
)

NOON: Final = datetime(2025, 3, 14, 12, tzinfo=UTC)
TITLE: Final = "Your sign-in needs a second step"
EVIL: Final = "[press me](https://evil.example) <at>everyone</at> **now**"
FINDINGS: Final = Findings(
    person="Ada [x](https://evil.example)",
    title=TITLE,
    codes=("AADSTS50076", "AADSTS50079"),
    sureness="sure",
    evidence="code",
    found="AADSTS50076",
    product="Viva Goals",
    details=(("Correlation ID:", "7b8c9d0e-aaaa-4bbb-8ccc-ddddeeeeffff"), ("App:", "Contoso Expenses")),
    tried=("the first steps; it still failed",),
    note=f"Since Monday.\n{EVIL}",
    paste=f"AADSTS50076: it failed.\npassword=[***]\n{EVIL}",
)
MEMBERS: Final = (("Dana", "dana"), ("Emil", "emil"))


def ticket_view(state: str, **changes: Any) -> TicketView:
    """Ticket 12; Dana has it once somebody must."""
    values: dict[str, Any] = {
        "id": "t-1",
        "number": 12,
        "state": state,
        "title": TITLE,
        "changed_at": NOON,
        "assignee": None if state in ("new", "withdrawn") else "Dana",
        "last_word": None if state == "new" else Said(EVIL, "Dana"),
    }
    return TicketView(**{**values, **changes})


def admin_view(state: str, **changes: Any) -> AdminView:
    """The same ticket for admins, with everything that can be on it."""
    actions = {
        "new": {"claim", "assign", "resolve"},
        "claimed": {"assign", "ask_back", "resolve", "release"},
        "waiting": {"assign", "ask_back", "resolve", "release"},
        "resolved": {"reopen"},
    }
    earlier = Earlier(7, "confirmed", "Ada", TITLE, NOON - timedelta(days=9))
    values: dict[str, Any] = {
        "ticket": ticket_view(state),
        "findings": FINDINGS,
        "opened_at": NOON,
        "severity": "minor",
        "actions": frozenset(actions[state]),
        "steps": ("Open the sign-in logs.", "Look for the correlation ID."),
        "resolution": Said("You have access again.", "Dana") if state == "resolved" else None,
        "question": Said("Which phone?", "Dana") if state == "waiting" else None,
        "same_person": (earlier,),
        "same_error": (Earlier(9, "new", None, TITLE, NOON - timedelta(days=1)),),
        "lookup": "https://login.microsoftonline.com/error?code=50076",
        "sign_ins": "https://entra.microsoft.com/#view/Microsoft_AAD_IAM/SignInEventsV3Blade",
        "chat": "https://teams.microsoft.com/l/chat/0/0?users=8:orgid:00000000-0000-0000-0000-0000000000ad",
    }
    return AdminView(**{**values, **changes})


ADMIN: Final = admin_view("new")
ROWS: Final = tuple(
    Row(ticket_view(state, number=number), person, NOON)
    for number, (state, person) in enumerate(
        (("new", "Ada"), ("waiting", None), ("resolved", EVIL), ("withdrawn", "Emil")), 12
    )
)
INCIDENT: Final = IncidentView(
    id="i-1",
    number=20,
    title=TITLE,
    count=11,
    opened_at=NOON,
    rows=ROWS,
    steps=("Open the sign-in logs.",),
    lookup="https://login.microsoftonline.com/error?code=50076",
)
RESOLVED_INCIDENT: Final = IncidentView(
    id="i-1",
    number=20,
    title=TITLE,
    count=4,
    opened_at=NOON,
    rows=ROWS,
    resolved=Said(f"The policy is mended. {EVIL}", "Dana"),
)
ROUTES: Final = (
    Route("Help desk", "Dana", NOON),
    Route("Devices [x](https://evil.example)", None, NOON, category="device state"),
)
