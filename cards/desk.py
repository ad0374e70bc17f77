"""The admins' desk: the form to give a ticket to somebody, lists of tickets, and where tickets go."""

from collections.abc import Sequence
from typing import Final

from cards.elements import Card, Element, card, container, moment, outside, press, text, verbatim
from cards.inputs import choice_input
from cards.ticket_views import Route, Row, TicketView
from cards.tickets import STATE_STYLES
from cards.wording import wording
from catalog.language import Language

ASSIGNEE: Final = "assignee"
"""The id of the list of members; the key of the chosen one comes back under this name."""
MOST_CHOICES: Final = 60
MOST_ROWS: Final = 15
"""Tickets that a list shows."""


def assign_card(
    ticket: TicketView, members: Sequence[tuple[str, str]], language: Language, *, command: str
) -> Card:
    """Whom to give the ticket to; ``members`` are names and keys, ``command`` does the same when typed."""
    say = wording(language).tickets
    label = say.assign_label.format(number=ticket.number)
    body = [
        container(
            [text(f"#{ticket.number} · {ticket.title}", bold=True, size="medium", heading=True)],
            style="accent",
            bleed=True,
        ),
        choice_input(ASSIGNEE, label, members[:MOST_CHOICES], required=say.choice_required),
    ]
    if len(members) > MOST_CHOICES:
        body.append(text(say.assign_too_many.format(command=command), size="small", subtle=True))
    actions = [
        press(say.assign, "desk.assigned", ticket.data, style="positive"),
        press(say.back, "desk.show", ticket.data, asks_inputs=False),
    ]
    return card(body, language=language, fallback=label, actions=actions)


def tickets_card(rows: Sequence[Row], language: Language, *, what: str) -> Card:
    """A list for admins; each line opens its ticket."""
    say = wording(language).tickets
    title = say.tickets_title.format(what=what)
    body: list[Element] = [container([outside(title, bold=True, size="medium")], style="accent", bleed=True)]
    body += [row_element(row, language) for row in rows]
    if not rows:
        body.append(outside(say.tickets_none.format(what=what)))
    return card(body, language=language, fallback=title)


def status_card(routes: Sequence[Route], language: Language, *, said: str | None = None) -> Card:
    """Where tickets go, and what admins can type."""
    say = wording(language).tickets
    body: list[Element] = [
        container(
            [text(said or say.status_title, bold=True, size="medium", heading=True)],
            style="accent" if routes else "warning",
            bleed=True,
        )
    ]
    body += [_route(route, language) for route in routes] or [text(say.status_none)]
    commands = "\n".join(f"- **{command}**: {meaning}" for command, meaning in say.admin_commands.items())
    body.append(text(commands, size="small"))
    return card(body, language=language, fallback=said or say.status_title)


def row_element(row: Row, language: Language) -> Element:
    """One ticket in one line; a press opens it."""
    say = wording(language).tickets
    ticket = row.ticket
    line = say.tickets_row.format(
        person=row.person or say.someone,
        state=say.states[ticket.state],
        assignee=ticket.assignee or say.nobody,
    )
    return container(
        [
            text(f"#{ticket.number} · {ticket.title}", bold=True),
            outside(line, size="small", spacing="none"),
            text(moment(row.opened_at), size="small", subtle=True, spacing="none"),
        ],
        style=STATE_STYLES[ticket.state],
        spacing="small",
        on_select=press(f"#{ticket.number}", "desk.show", ticket.data),
    )


def _route(route: Route, language: Language) -> Element:
    say = wording(language).tickets
    what = say.status_default if route.category is None else route.category
    return container(
        [
            verbatim(say.labelled.format(what=what), route.channel),
            outside(say.status_route.format(name=route.set_by or say.someone), size="small", spacing="none"),
        ],
        spacing="small",
    )
