"""A ticket of which nothing personal is left, as its person and as admins see it."""

from datetime import datetime

from cards.elements import Card, Element, card, container, moment, outside, text, verbatim
from cards.ticket_views import TicketView
from cards.wording import wording
from catalog.language import Language


def own_erased_card(view: TicketView, language: Language) -> Card:
    """What takes the place of the ticket in the chat of whoever sent it."""
    say = wording(language).tickets
    sentence = say.erased_for_person
    body = [_head(say.ticket_title.format(number=view.number), view, language), text(sentence)]
    return card(body, language=language, fallback=sentence)


def erased_card(
    view: TicketView,
    opened_at: datetime,
    language: Language,
    *,
    is_expired: bool = False,
    said: str | None = None,
) -> Card:
    """What takes the place of the ticket in the channel: the error, its times, who had it. No buttons."""
    say = wording(language).tickets
    sentence = say.expired if is_expired else say.erased
    body = [
        _head(f"#{view.number} · {view.title}", view, language),
        *([outside(said, bold=True)] if said else []),
        text(sentence),
        text(f"{say.since} {moment(opened_at)}", size="small", subtle=True),
        *([verbatim(say.handled_by, view.assignee)] if view.assignee else []),
    ]
    return card(body, language=language, fallback=f"#{view.number} · {view.title}: {sentence}")


def _head(title: str, view: TicketView, language: Language) -> Element:
    state = wording(language).tickets.states[view.state]
    return container(
        [
            text(title, bold=True, size="medium", heading=True),
            outside(state, size="small", subtle=True, spacing="none"),
        ],
        style="emphasis",
        bleed=True,
    )
