"""Doing something to a ticket: who may, what if somebody else was faster, and who is told."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import structlog

from cards.wording import wording
from catalog.language import Language
from dialogs.escalation.desk import Desk
from dialogs.escalation.drafting import safe
from dialogs.escalation.lifecycle import MAX_TEXT, Change, Reason, Refusal, apply, is_for_admins
from dialogs.escalation.model import Action, Actor, Event, Ticket
from dialogs.escalation.notices import on_change
from dialogs.escalation.views import name_of
from dialogs.messages import Incoming

_PATIENT: Final = frozenset({Action.COMMENT, Action.ANSWER, Action.STILL_BROKEN})
"""What people wrote themselves: it is tried again when somebody else was faster, and never lost to a race."""
_TRIES: Final = 4

log = structlog.get_logger(__name__)


class Missed(StrEnum):
    """Why nothing was done, beyond the reasons of the life cycle."""

    STALE = "stale"


@dataclass(frozen=True, slots=True)
class Done:
    """It was done; ``ticket`` is as it now is."""

    ticket: Ticket
    change: Change


@dataclass(frozen=True, slots=True)
class NotDone:
    """Nothing was done; ``ticket`` is as it now is."""

    ticket: Ticket
    reason: Reason | Missed

    def sentence(self, language: Language) -> str:
        """One polite sentence that says why."""
        say = wording(language).tickets
        ticket = self.ticket
        return say.refused[self.reason].format(
            number=ticket.number,
            name=name_of(ticket.assignee.name if ticket.assignee else None, language) or say.someone,
            state=say.states[ticket.state],
        )


class Changing:
    """Changes tickets on behalf of people."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def do(
        self,
        incoming: Incoming,
        ticket: Ticket,
        action: Action,
        *,
        text: str = "",
        assignee: Actor | None = None,
    ) -> Done | NotDone:
        """Do ``action`` for the sender of ``incoming``. Secrets are removed from ``text`` first."""
        if ticket.is_erased:
            return NotDone(ticket, Reason.WRONG_STATE)
        actor = await self._actor(incoming, ticket, action)
        said = safe(text, MAX_TEXT)
        for _ in range(_TRIES):
            now = self._desk.clock.now()
            change = apply(ticket, action, actor, at=now, text=said, assignee=assignee)
            if isinstance(change, Refusal):
                return await self._refused(incoming, change, actor)
            done = await self._desk.tickets.change(change, on_change(change), once=incoming.id)
            if isinstance(done, Ticket):
                self._desk.wake()
                return Done(done, change)
            ticket = done.current or ticket
            if action not in _PATIENT:
                again = apply(ticket, action, actor, at=now, text=said, assignee=assignee)
                return NotDone(ticket, again.reason if isinstance(again, Refusal) else Missed.STALE)
        return NotDone(ticket, Missed.STALE)

    async def _actor(self, incoming: Incoming, ticket: Ticket, action: Action) -> Actor:
        """Who does it. People reach their own tickets also while nobody can say who the admins are."""
        person = incoming.person
        if is_for_admins(ticket, action, person.key):
            return await self._desk.actor(incoming)
        return Actor(person.key, person.name)

    async def _refused(self, incoming: Incoming, refusal: Refusal, actor: Actor) -> NotDone:
        if refusal.reason is Reason.NOT_ALLOWED:
            await self.denied(incoming, refusal.ticket, refusal.action.value, actor)
        return NotDone(refusal.ticket, refusal.reason)

    async def denied(self, incoming: Incoming, ticket: Ticket, tried: str, actor: Actor) -> None:
        """Leave a trace of what somebody may not do: in the log, and in the ticket's history."""
        log.warning(
            "action denied",
            action=tried,
            ticket=ticket.number,
            person=actor.key,
            tenant=incoming.tenant,
            conversation=incoming.conversation,
        )
        if ticket.is_erased:
            return  # whose history names nobody any more
        now, state = self._desk.clock.now(), ticket.state
        await self._desk.tickets.record(Event(ticket.id, Action.DENIED, actor, now, tried, state, state))
