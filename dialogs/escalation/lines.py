"""The short lines of text that tell of tickets. Pure."""

from collections.abc import Mapping
from typing import Any

from cards.wording import wording
from catalog.language import Language
from dialogs.escalation.model import Event, Ticket
from dialogs.escalation.notices import in_thread
from dialogs.escalation.views import name_of


def thread_line(event: Event, ticket: Ticket, language: Language) -> str:
    """What the channel is told of ``event``."""
    payload, say = in_thread(event), wording(language).tickets
    return filled(say.thread[payload["line"]], payload, ticket, language, number=ticket.number)


def ticket_line(ticket: Ticket, language: Language) -> str:
    """How the ticket stands, for its person."""
    say = wording(language).tickets
    name = name_of(ticket.assignee.name if ticket.assignee else None, language) or say.someone
    heading = say.ticket_title.format(number=ticket.number)
    return f"{heading}: {say.person_states[ticket.state].format(name=name)}"


def filled(
    pattern: str,
    payload: Mapping[str, Any],
    ticket: Ticket | None,
    language: Language,
    *,
    number: int,
    title: str = "",
) -> str:
    """``pattern`` of the wording with what a delivery's payload says; texts from people go in as they are."""
    someone = wording(language).tickets.someone
    return pattern.format(
        by=name_of(payload.get("by"), language) or someone,
        text=name_of(payload.get("text"), language) or "",
        person=(ticket.person.name if ticket else None) or someone,
        number=number,
        title=title,
    ).strip()
