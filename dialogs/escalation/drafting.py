"""From an answer that did not help to a ticket: what is sent, without secrets. Pure."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from catalog.redaction import redact
from dialogs.escalation.lifecycle import Change
from dialogs.escalation.model import Action, Actor, Event, Ticket, TicketDraft, Whereabouts, Word
from dialogs.messages import Incoming
from dialogs.ports import GivenAnswer
from dialogs.triage import SAID

MAX_NOTE: Final = 1000
MAX_PASTE: Final = 6000
"""Characters that are kept and shown to an admin."""
STEPS_OF: Final = "remedy:"
"""What was tried begins so where it is the steps of a playbook."""
FAILING: Final = "answer.failing"


def safe(text: str, limit: int) -> str:
    """``text`` as it may be stored and shown to others: no secrets, at most ``limit`` characters."""
    return redact(text).text.strip()[:limit].rstrip()


def tried_of(noted: Sequence[str], said: str | None) -> tuple[str, ...]:
    """What was tried: what was pressed, and for the steps of playbooks what the person said, if asked.

    ``said`` are ids of playbooks, joined by commas.
    """
    if said is None:
        return tuple(noted)
    pressed = [what for what in noted if not what.startswith(STEPS_OF)]
    return (*pressed, *(f"{STEPS_OF}{name}" for name in said.split(",") if name))


def ticked(noted: Sequence[str], said: str | None, remedies: Sequence[str]) -> tuple[str, ...]:
    """Which of ``remedies`` are ticked when the form opens.

    Those that the person said, else those that were fetched; and the first, which the card showed, where
    they have said that it still fails.
    """
    known = {what.removeprefix(STEPS_OF) for what in tried_of(noted, said) if what.startswith(STEPS_OF)}
    if said is None and FAILING in noted:
        known.update(remedies[:1])
    return tuple(name for name in remedies if name in known)


def draft_ticket(
    given: GivenAnswer, incoming: Incoming, *, at: datetime, note: str = "", tried: Sequence[str] = ()
) -> TicketDraft:
    """Exactly what a press on *Send* sends, for the preview and for the store alike.

    Pressing *Send* under the same answer twice makes the same draft. The conversation is the one in which
    the person asks, so that is where they hear of it.
    """
    return TicketDraft(
        tenant=incoming.tenant,
        person=incoming.person,
        where=Whereabouts(incoming.service_url, incoming.conversation, incoming.tenant),
        press=given.id,
        outcome=given.outcome,
        language=given.language,
        opened_at=at,
        entry_id=given.entry_id,
        codes=given.codes,
        confidence=given.confidence,
        product=given.product,
        details={name: safe(value, MAX_NOTE) for name, value in given.details.items() if name != SAID},
        tried=tuple(tried),
        paste=safe(given.paste, MAX_PASTE),
        note=safe(note, MAX_NOTE),
        person_card=incoming.pressed_activity,
    )


def new_ticket(draft: TicketDraft, ticket_id: str, number: int) -> Ticket:
    """The ticket that ``draft`` opens."""
    return Ticket(
        id=ticket_id,
        number=number,
        tenant=draft.tenant,
        person=draft.person,
        where=draft.where,
        error=draft.error,
        entry_id=draft.entry_id,
        codes=draft.codes,
        outcome=draft.outcome,
        confidence=draft.confidence,
        product=draft.product,
        language=draft.language,
        details=draft.details,
        tried=draft.tried,
        paste=draft.paste,
        note=draft.note,
        opened_at=draft.opened_at,
        changed_at=draft.opened_at,
        last_word=Word(draft.note, draft.person.name) if draft.note else None,
        person_card=draft.person_card,
    )


def opening(ticket: Ticket) -> Event:
    """The first event of a ticket."""
    actor = Actor(ticket.person.key, ticket.person.name)
    return Event(ticket.id, Action.OPENED, actor, ticket.opened_at, ticket.note, ticket.state, ticket.state)


def asked_again(ticket: Ticket, draft: TicketDraft) -> Change:
    """What becomes of an open ticket when the same person escalates the same error again.

    From now on the person hears of it where they asked last.
    """
    actor = Actor(draft.person.key, draft.person.name)
    after = replace(
        ticket,
        where=draft.where,
        person_card=draft.person_card or ticket.person_card,
        last_word=Word(draft.note, draft.person.name) if draft.note else ticket.last_word,
        changed_at=draft.opened_at,
        version=ticket.version + 1,
    )
    event = Event(
        ticket.id, Action.ASKED_AGAIN, actor, draft.opened_at, draft.note, ticket.state, ticket.state
    )
    return Change(ticket, after, event)
