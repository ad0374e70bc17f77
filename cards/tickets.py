"""A ticket as its person sees it, and the list of their tickets."""

from collections.abc import Sequence
from typing import Final

from cards.asking import lines_elements
from cards.elements import Card, Element, Style, card, container, moment, outside, press, text
from cards.inputs import one_box_form, text_input
from cards.ticket_views import Row, TicketView
from cards.wording import wording
from catalog.language import Language

COMMENT: Final = "comment"
REPLY: Final = "reply"
LEFT: Final = "left"
"""The ids of the inputs; their texts come back under these names."""
MAX_TEXT: Final = 2000
MOST_OWN: Final = 10
"""Tickets that the list of a person shows."""
STATE_STYLES: Final[dict[str, Style]] = {
    "new": "accent",
    "claimed": "accent",
    "waiting": "warning",
    "resolved": "good",
    "confirmed": "good",
    "withdrawn": "emphasis",
}


def ticket_card(view: TicketView, language: Language, *, said: str | None = None, written: str = "") -> Card:
    """Number, state, who has it and the last word; ``said`` is a sentence of ours about what was pressed.

    ``written`` fills the answer's box, for a person who has typed it already.
    """
    say = wording(language).tickets
    heading = say.ticket_title.format(number=view.number)
    state = say.person_states[view.state].format(name=view.assignee or say.someone)
    body = [
        container(
            [
                text(f"{heading} · {say.states[view.state]}", bold=True, size="medium", heading=True),
                text(view.title, size="small", subtle=True, spacing="none"),
            ],
            style=STATE_STYLES[view.state],
            bleed=True,
        ),
        *([text(said, bold=True)] if said else []),
        outside(state if view.is_heard or view.state != "new" else say.kept_for_later),
        *_incident(view, language),
        *last_word_elements(view, language),
        *_answer_box(view, language, written),
        text(moment(view.changed_at), size="small", subtle=True),
    ]
    return card(body, language=language, fallback=f"{heading}: {state}", actions=_actions(view, language))


def my_tickets_card(rows: Sequence[Row], language: Language) -> Card:
    """The person's own tickets; each line opens its ticket."""
    say = wording(language).tickets
    body: list[Element] = [
        container(
            [text(say.my_tickets_title, bold=True, size="medium", heading=True)], style="accent", bleed=True
        )
    ]
    body += [_row(row.ticket, language) for row in rows] or [text(say.my_tickets_none)]
    return card(body, language=language, fallback=say.my_tickets_title)


def last_word_elements(view: TicketView, language: Language) -> list[Element]:
    """The last thing that was said, by whom."""
    say = wording(language).tickets
    if view.last_word is None:
        return []
    label = say.last_word.format(name=view.last_word.by or say.someone)
    return [
        container(
            [outside(label, size="small", bold=True), *lines_elements(view.last_word.text)], spacing="small"
        )
    ]


def _incident(view: TicketView, language: Language) -> list[Element]:
    if view.incident is None:
        return []
    return [text(wording(language).tickets.part_of_incident.format(number=view.incident), size="small")]


def _answer_box(view: TicketView, language: Language, written: str) -> list[Element]:
    """The box for an answer stands open: it is what the person is asked for."""
    say = wording(language).tickets
    if view.state != "waiting":
        return []
    box = text_input(REPLY, say.answer_label, max_length=MAX_TEXT, value=written, required=say.text_required)
    return [box]


def _actions(view: TicketView, language: Language) -> list[Element]:
    say = wording(language).tickets
    comment = one_box_form(
        say.add_comment,
        text_input(
            COMMENT,
            say.comment_label,
            say.comment_placeholder,
            max_length=MAX_TEXT,
            required=say.text_required,
        ),
        verb="ticket.comment",
        label=say.send,
        data=view.data,
    )
    withdraw = press(say.withdraw, "ticket.withdraw", view.data, asks_inputs=False)
    match view.state:
        case "new" | "claimed":
            return [comment, withdraw]
        case "waiting":
            return [press(say.answer, "ticket.answer", view.data, style="positive"), withdraw]
        case "resolved":
            return [
                press(say.it_works_now, "ticket.confirm", view.data, style="positive"),
                _still_broken(view, language),
            ]
        case "confirmed":
            return [_still_broken(view, language)]
        case _:
            return []


def _still_broken(view: TicketView, language: Language) -> Element:
    say = wording(language).tickets
    box = text_input(LEFT, say.still_broken_label, max_length=MAX_TEXT)
    return one_box_form(say.still_broken, box, verb="ticket.still_broken", label=say.send, data=view.data)


def _row(view: TicketView, language: Language) -> Element:
    say = wording(language).tickets
    heading = f"{say.ticket_title.format(number=view.number)} · {say.states[view.state]}"
    return container(
        [
            text(heading, bold=True),
            text(f"{view.title} · {moment(view.changed_at)}", size="small", subtle=True, spacing="none"),
        ],
        style=STATE_STYLES[view.state],
        spacing="small",
        on_select=press(heading, "ticket.show", view.data),
    )
