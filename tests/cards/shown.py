"""Every card that there is, drawn from fixed values."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from cards import answer, asking, manners, outcomes
from cards.elements import Card
from cards.views import AnswerView
from catalog.language import Language
from catalog.model import Product, Role
from catalog.recognition import Details
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
        view(details=DETAILS, role=Role.ADMIN, remedy="wait-and-retry", other_codes=("AADSTS70002",)),
        language,
        unfolded=True,
    ),
    "answer-needs-admin": lambda language: answer.answer_card(view("AADSTS50034"), language),
    "ask": lambda language: asking.ask_card(view(details=DETAILS), language),
    "ask-unnamed": lambda language: asking.ask_card(None, language),
    "choice": lambda language: outcomes.choice_card(list(CATALOG.entries.values()), "a1", language),
    "failing": lambda language: answer.failing_card(view(details=DETAILS), language),
    "failure": lambda language: manners.failure_card("k3v9q2ab", language),
    "help": manners.help_card,
    "help-greeting": lambda language: manners.help_card(language, greeting="Hello!"),
    "need-text": manners.need_text_card,
    "no-channel": lambda language: asking.no_channel_card(
        view(details=DETAILS), "since **Monday**", language
    ),
    "no-channel-unnamed": lambda language: asking.no_channel_card(None, "", language),
    "no-match": lambda language: outcomes.no_match_card("a1", language),
    "unknown-code": lambda language: outcomes.unknown_code_card("AADSTS999999", "a1", language),
    "welcome": manners.welcome_card,
    "worked": lambda language: answer.worked_card(view(), language),
}
