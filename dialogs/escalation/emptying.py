"""What stays of a ticket whose person is forgotten, and of one whose admin is. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from dialogs.escalation.lifecycle import Change
from dialogs.escalation.model import FORMER, NOBODY, Action, Actor, Event, Ticket, TicketState, Word
from dialogs.messages import Person

NO_PERSON: Final = Person("")
_HOLDERS: Final = frozenset({TicketState.CLAIMED, TicketState.WAITING})


def emptied(ticket: Ticket, why: Action, *, at: datetime) -> Change:
    """The ticket without its person and without a word of anybody's; open, it counts as withdrawn.

    Number, error, state, times and who handled it stay. The conversation stays too until the card in it
    has been emptied. What expired keeps the time of its last change, so that it can go altogether.
    """
    state = TicketState.WITHDRAWN if ticket.state.is_open else ticket.state
    after = replace(
        ticket,
        person=NO_PERSON,
        details={},
        tried=(),
        paste="",
        note="",
        last_word=None,
        state=state,
        changed_at=ticket.changed_at if why is Action.EXPIRED else at,
        erased_at=at,
        version=ticket.version + 1,
    )
    return Change(ticket, after, Event(ticket.id, why, NOBODY, at, "", ticket.state, state))


def without_admin(ticket: Ticket, keys: Collection[str], names: Collection[str], *, at: datetime) -> Change:
    """The ticket without the name of an admin who is forgotten; what they had in hand is free to take."""
    held = ticket.assignee is not None and ticket.assignee.key in keys
    is_released = held and ticket.state in _HOLDERS
    word = ticket.last_word
    if word is not None and word.by in names and ticket.person.name != word.by:
        word = Word(word.text, FORMER)
    state = TicketState.NEW if is_released else ticket.state
    holder = Actor(FORMER, FORMER) if held else ticket.assignee
    after = replace(
        ticket,
        assignee=None if is_released else holder,
        last_word=word,
        state=state,
        changed_at=at if is_released else ticket.changed_at,
        version=ticket.version + 1,
    )
    kind = Action.RELEASE if is_released else Action.ERASED
    return Change(ticket, after, Event(ticket.id, kind, Actor(FORMER, FORMER), at, "", ticket.state, state))


def payload_without_admin(payload: Mapping[str, Any], names: Collection[str]) -> dict[str, Any]:
    """What a delivery says, without the name of an admin who is forgotten."""
    changed = {key: FORMER for key in ("by", "text") if payload.get(key) in names}
    return {**payload, **changed}
