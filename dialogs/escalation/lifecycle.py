"""The life of a ticket: who may do what, when, and what comes of it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final

from dialogs.escalation.model import OPEN_STATES, Action, Actor, Event, Ticket, TicketState, Word

NEW, CLAIMED, WAITING, RESOLVED, CONFIRMED, WITHDRAWN = TicketState

MAX_TEXT: Final = 4000
"""Characters of a note or comment that are kept."""


class Reason(StrEnum):
    """Why something was not done."""

    ALREADY_CLAIMED = "already_claimed"
    """Somebody else has the ticket; it changes hands by assignment only."""
    SAME_ASSIGNEE = "same_assignee"
    """The ticket is already theirs."""
    WRONG_STATE = "wrong_state"
    TEXT_MISSING = "text_missing"
    ASSIGNEE_MISSING = "assignee_missing"
    NOT_ALLOWED = "not_allowed"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Nothing was done: ``ticket`` is as it was."""

    ticket: Ticket
    action: Action
    reason: Reason


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be done: ``after`` takes the place of ``before`` if nobody else was faster."""

    before: Ticket
    after: Ticket
    event: Event


class _Side(StrEnum):
    """Who may do something: an admin, the person whose ticket it is, or both."""

    ADMIN = "admin"
    PERSON = "person"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class _Move:
    """``to`` has the state that follows from each state in which the action makes sense."""

    side: _Side
    to: Mapping[TicketState, TicketState]
    needs_text: bool = False


def _all(
    states: frozenset[TicketState] | set[TicketState], to: TicketState
) -> dict[TicketState, TicketState]:
    return dict.fromkeys(states, to)


_STAYS: Final = {state: state for state in TicketState}
_BACK: Final = _all({RESOLVED, CONFIRMED}, CLAIMED)  # or to NEW, where nobody has it
MOVES: Final[Mapping[Action, _Move]] = {
    Action.CLAIM: _Move(_Side.ADMIN, {NEW: CLAIMED}),
    Action.ASSIGN: _Move(_Side.ADMIN, {NEW: CLAIMED, CLAIMED: CLAIMED, WAITING: WAITING}),
    Action.ASK_BACK: _Move(_Side.ADMIN, _all({CLAIMED, WAITING}, WAITING), needs_text=True),
    Action.ANSWER: _Move(_Side.PERSON, {WAITING: CLAIMED}, needs_text=True),
    Action.COMMENT: _Move(_Side.BOTH, _STAYS, needs_text=True),
    Action.RESOLVE: _Move(_Side.ADMIN, _all(OPEN_STATES, RESOLVED), needs_text=True),
    Action.RELEASE: _Move(_Side.ADMIN, _all({CLAIMED, WAITING}, NEW)),
    Action.REOPEN: _Move(_Side.ADMIN, _BACK),
    Action.CONFIRM: _Move(_Side.PERSON, {RESOLVED: CONFIRMED}),
    Action.STILL_BROKEN: _Move(_Side.PERSON, _BACK),
    Action.WITHDRAW: _Move(_Side.PERSON, _all(OPEN_STATES, WITHDRAWN)),
}
"""Everything that people can do to a ticket, and nothing else."""


def apply(
    ticket: Ticket,
    action: Action,
    actor: Actor,
    *,
    at: datetime,
    text: str = "",
    assignee: Actor | None = None,
) -> Change | Refusal:
    """What ``action`` does to ``ticket``. ``text`` must have had its secrets removed.

    ``assignee`` is for ASSIGN alone: a member of the team, as the server knows them.
    """
    said = text.strip()[:MAX_TEXT]
    reason = refusal_reason(ticket, action, actor, text=said, assignee=assignee)
    if reason is not None:
        return Refusal(ticket, action, reason)
    holder = _assignee(ticket, action, actor, assignee)
    state = MOVES[action].to[ticket.state]
    if state is CLAIMED and holder is None:
        state = NEW  # nobody had it when it was resolved
    after = replace(
        ticket,
        state=state,
        assignee=holder,
        last_word=Word(said, actor.name) if said else ticket.last_word,
        changed_at=at,
        version=ticket.version + 1,
    )
    told = (assignee.name or assignee.key) if action is Action.ASSIGN and assignee else said
    return Change(ticket, after, Event(ticket.id, action, actor, at, told, ticket.state, state))


def refusal_reason(
    ticket: Ticket, action: Action, actor: Actor, *, text: str = "", assignee: Actor | None = None
) -> Reason | None:
    """Why ``actor`` cannot do ``action`` now, or None when they can."""
    move = MOVES.get(action)
    if move is None or not _may(ticket, move.side, actor):
        return Reason.NOT_ALLOWED
    if action is Action.CLAIM and ticket.assignee and ticket.state in (CLAIMED, WAITING):
        return Reason.SAME_ASSIGNEE if ticket.assignee.key == actor.key else Reason.ALREADY_CLAIMED
    if ticket.state not in move.to or ticket.is_erased:
        return Reason.WRONG_STATE
    if action is Action.ASSIGN and assignee is None:
        return Reason.ASSIGNEE_MISSING
    if assignee and ticket.assignee and assignee.key == ticket.assignee.key:
        return Reason.SAME_ASSIGNEE
    return Reason.TEXT_MISSING if move.needs_text and not text.strip() else None


def allowed(ticket: Ticket, actor: Actor) -> frozenset[Action]:
    """What ``actor`` can do to ``ticket`` now, given the words for it: the buttons to show."""
    someone = Actor("somebody else")
    return frozenset(
        action
        for action in MOVES
        if refusal_reason(
            ticket, action, actor, text="…", assignee=someone if action is Action.ASSIGN else None
        )
        is None
    )


def is_for_admins(ticket: Ticket, action: Action, key: str) -> bool:
    """Whether the person with this key must be an admin to do ``action``: it is not theirs to do."""
    return not _may(ticket, MOVES[action].side, Actor(key))


def _may(ticket: Ticket, side: _Side, actor: Actor) -> bool:
    is_theirs = actor.key == ticket.person.key
    match side:
        case _Side.ADMIN:
            return actor.is_admin
        case _Side.PERSON:
            return is_theirs
        case _Side.BOTH:
            return actor.is_admin or is_theirs


def _assignee(ticket: Ticket, action: Action, actor: Actor, assignee: Actor | None) -> Actor | None:
    match action:
        case Action.CLAIM:
            return actor
        case Action.ASSIGN:
            return assignee
        case Action.RELEASE:
            return None
        case Action.RESOLVE:
            return ticket.assignee or actor
        case _:
            return ticket.assignee
