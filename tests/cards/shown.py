"""Every card that there is, drawn from fixed values."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from cards import (
    admin,
    answer,
    asking,
    desk,
    erased,
    expiry,
    incidents,
    manners,
    outcomes,
    privacy,
    results,
    tickets,
)
from cards.elements import Card
from cards.views import AnswerView
from catalog.language import Language
from catalog.model import Product, Role
from catalog.recognition import Details
from tests.cards.ticket_samples import (
    ADMIN,
    FINDINGS,
    INCIDENT,
    MEMBERS,
    NOON,
    RESOLVED_INCIDENT,
    ROUTES,
    ROWS,
    admin_view,
    ticket_view,
)
from tests.small_catalog import small_catalog

CATALOG: Final = small_catalog()
DETAILS: Final = Details(
    correlation_id="7b8c9d0e-aaaa-4bbb-8ccc-ddddeeeeffff",
    trace_id="0a1b2c3d-1111-4222-8333-444455556666",
    timestamp="2025-03-04 08:15:30Z",
    app="Contoso [Expenses](https://evil.example)",
    resource="Teams",
)


def view(entry_id: str = "AADSTS50076", **changes: Any) -> AnswerView:
    return AnswerView(catalog=CATALOG, entry=CATALOG.entries[entry_id], answer_id="a1", **changes)


CARDS: Final[Mapping[str, Callable[[Language], Card]]] = {
    "answer": lambda language: answer.answer_card(view(details=DETAILS), language),
    "answer-viva-goals": lambda language: answer.answer_card(view(product=Product.VIVA_GOALS), language),
    "answer-details": lambda language: answer.answer_card(
        view(
            details=DETAILS,
            role=Role.ADMIN,
            remedy="wait-and-retry",
            other_codes=("AADSTS70002",),
            reference="K7QX2M4A",
        ),
        language,
        unfolded=True,
    ),
    "answer-needs-admin": lambda language: answer.answer_card(view("AADSTS50034"), language),
    "status": lambda language: desk.status_card(ROUTES, language),
    "status-none": lambda language: desk.status_card((), language),
    "admin-ticket": lambda language: admin.admin_ticket_card(ADMIN, language),
    "admin-ticket-said": lambda language: admin.admin_ticket_card(
        admin_view("claimed"), language, said="Dana already has #12."
    ),
    "admin-ticket-waiting": lambda language: admin.admin_ticket_card(admin_view("waiting"), language),
    "admin-ticket-resolved": lambda language: admin.admin_ticket_card(admin_view("resolved"), language),
    "answer-known-problem": lambda language: answer.answer_card(view(known_since=NOON), language),
    "ask": lambda language: asking.ask_card(view(details=DETAILS), "a1", language),
    "ask-tried": lambda language: asking.ask_card(view(), "a1", language, tried=["reauthenticate"]),
    "ask-unnamed": lambda language: asking.ask_card(None, "a1", language, note="since **Monday**"),
    "assign": lambda language: desk.assign_card(ADMIN.ticket, MEMBERS, language, command="assign #12 …"),
    "cancelled": lambda language: asking.cancelled_card(view(), "a1", language),
    "choice": lambda language: outcomes.choice_card(list(CATALOG.entries.values()), "a1", language),
    "erased": lambda language: erased.erased_card(ticket_view("withdrawn"), NOON, language),
    "erased-expired": lambda language: erased.erased_card(
        ticket_view("resolved"), NOON, language, is_expired=True, said="#12 is resolved by now."
    ),
    "own-erased": lambda language: erased.own_erased_card(ticket_view("withdrawn"), language),
    "expiry": lambda language: expiry.expiry_card("secret", NOON, 30, language),
    "expiry-certificate": lambda language: expiry.expiry_card("certificate", NOON, 7, language),
    "expiry-tomorrow": lambda language: expiry.expiry_card("secret", NOON, 1, language),
    "expiry-today": lambda language: expiry.expiry_card("certificate", NOON, 0, language),
    "failing": lambda language: answer.failing_card(view(details=DETAILS), language),
    "failure": lambda language: manners.failure_card("k3v9q2ab", language),
    "glance": lambda language: results.glance_card(view(), language),
    "help": manners.help_card,
    "help-greeting": lambda language: manners.help_card(language, greeting="Hello!"),
    "need-text": manners.need_text_card,
    "incident": lambda language: incidents.incident_card(INCIDENT, language),
    "incident-resolved": lambda language: incidents.incident_card(RESOLVED_INCIDENT, language),
    "my-tickets": lambda language: tickets.my_tickets_card(ROWS, language),
    "my-tickets-none": lambda language: tickets.my_tickets_card((), language),
    "no-match": lambda language: outcomes.no_match_card("a1", language),
    "preview": lambda language: asking.preview_card(FINDINGS, {"answer": "a1"}, language, cleaned=True),
    "ticket": lambda language: tickets.ticket_card(ticket_view("new"), language),
    "ticket-kept": lambda language: tickets.ticket_card(ticket_view("new", is_heard=False), language),
    "ticket-claimed": lambda language: tickets.ticket_card(ticket_view("claimed", incident=7), language),
    "ticket-waiting": lambda language: tickets.ticket_card(
        ticket_view("waiting"), language, said="Is it this?", written="The [old](https://evil.example) one"
    ),
    "ticket-resolved": lambda language: tickets.ticket_card(ticket_view("resolved"), language),
    "ticket-confirmed": lambda language: tickets.ticket_card(ticket_view("confirmed"), language),
    "ticket-withdrawn": lambda language: tickets.ticket_card(ticket_view("withdrawn"), language),
    "tickets": lambda language: desk.tickets_card(ROWS, language, what="open"),
    "tickets-none": lambda language: desk.tickets_card((), language, what="[x](https://evil.example)"),
    "privacy": lambda language: privacy.privacy_card(language, days=180),
    "forget": privacy.forget_card,
    "forgotten": lambda language: privacy.forgotten_card(("answers: 3", "your tickets: 2"), language),
    "forgotten-nothing": lambda language: privacy.forgotten_card((), language),
    "data": privacy.data_card,
    "data-cut": lambda language: privacy.data_card(language, is_cut=True),
    "data-none": lambda language: privacy.data_card(language, is_empty=True),
    "unknown-code": lambda language: outcomes.unknown_code_card("AADSTS999999", "a1", language),
    "welcome": manners.welcome_card,
    "worked": lambda language: answer.worked_card(view(), language),
}
