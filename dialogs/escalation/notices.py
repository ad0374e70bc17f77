"""Who is told what when a ticket or an incident changes. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from dialogs.escalation.lifecycle import Change
from dialogs.escalation.model import Action, Event, Incident, Posted, Ticket
from dialogs.escalation.outbox import DeliveryDraft, DeliveryKind, Target, Wish
from dialogs.escalation.ports import Opened, Opening

TICKET: Final = "ticket"
ADMIN_TICKET: Final = "admin_ticket"
INCIDENT: Final = "incident"
"""What a delivery of a card draws."""
EMPTIED: Final = "emptied"
"""The line that takes the place of one that named somebody."""
EDITS: Final = "edits"
"""In a payload: the message of ours that the line takes the place of."""
QUIETLY: Final = "quietly"
"""In a payload: the other side is not told where it cannot be delivered."""
_CARD: Final = "card"

_TO_PERSON: Final = {
    Action.CLAIM: "claimed",
    Action.ASSIGN: "claimed",
    Action.ASK_BACK: "asked_back",
    Action.RESOLVE: "resolved",
    Action.REOPEN: "reopened",
}
IN_THREAD: Final = {
    Action.CLAIM: "claimed",
    Action.ASSIGN: "assigned",
    Action.ASK_BACK: "asked_back",
    Action.ANSWER: "answered",
    Action.COMMENT: "commented",
    Action.RESOLVE: "resolved",
    Action.RELEASE: "released",
    Action.REOPEN: "reopened",
    Action.CONFIRM: "confirmed",
    Action.STILL_BROKEN: "still_broken",
    Action.WITHDRAW: "withdrawn",
    Action.ASKED_AGAIN: "asked_again",
    Action.GATHERED: "gathered",
}
"""The line that tells of each action, by its name in the wording."""
_ALONE: Final = frozenset({Action.REOPEN, Action.STILL_BROKEN})
"""What takes a ticket out of an incident's thread: it needs a card of its own from then on."""


def on_opening(opened: Opened) -> Sequence[Wish]:
    """What is told when a person has sent something to an admin."""
    ticket = opened.ticket
    if opened.opening is Opening.REPEATED:
        return ()
    wishes = [] if ticket.person_card else [person_card(ticket)]
    if opened.opening is Opening.ADDED:
        return [*wishes, *_admin_side(ticket, _line("asked_again", ticket.person.name, ticket.note))]
    incident = opened.incident
    if incident is None:
        return [*wishes, admin_card(ticket)]
    others = [one for one in opened.gathered if one.id != ticket.id]
    wishes += [incident_card(incident.id), _in_incident(ticket, incident.id, _line("gathered", None, ""))]
    for one in others:
        wishes += [admin_card(one), person_card(one)]
    return wishes


def on_change(change: Change) -> Sequence[Wish]:
    """What is told when somebody did something to a ticket."""
    ticket, event = change.after, change.event
    wishes = [person_card(ticket)]
    if told := _TO_PERSON.get(event.kind):
        payload = _line(told, _shown_actor(event), event.text)
        wishes.append(Wish(DeliveryDraft(Target.PERSON, DeliveryKind.LINE, payload), ticket_id=ticket.id))
    line = in_thread(event)
    return [*wishes, *_admin_side(ticket, line, is_alone=event.kind in _ALONE)]


def on_closing(incident: Incident, changes: Sequence[Change]) -> Sequence[Wish]:
    """What is told when an incident was resolved: everybody gets the note, the channel one line."""
    by = incident.resolved_by.name if incident.resolved_by else None
    closing = DeliveryDraft(Target.THREAD, DeliveryKind.LINE, _line("resolved", by, incident.note))
    wishes = [incident_card(incident.id), Wish(closing, incident_id=incident.id)]
    for change in changes:
        ticket = change.after
        told = DeliveryDraft(Target.PERSON, DeliveryKind.LINE, _line("resolved", by, incident.note))
        wishes += [person_card(ticket), Wish(told, ticket_id=ticket.id)]
        if ticket.admin_card is not None:
            wishes.append(admin_card(ticket))
    return wishes


def on_emptying(change: Change) -> Sequence[Wish]:
    """What is told when nothing personal is left of a ticket: its cards, and for an open one a line."""
    before, ticket = change.before, change.after
    wishes = [quietly(person_card(ticket))] if ticket.person_card else []
    if ticket.admin_card is not None:
        wishes.append(quietly(admin_card(ticket)))
        if before.state.is_open and change.event.kind is Action.ERASED:
            line = DeliveryDraft(Target.THREAD, DeliveryKind.LINE, _line("forgotten", None, ""))
            wishes.append(Wish(line, ticket_id=ticket.id))
    if ticket.incident_id is not None:
        wishes.append(incident_card(ticket.incident_id))
    return wishes


def on_leaving(change: Change) -> Sequence[Wish]:
    """What is told when an admin was forgotten: the cards say so, and a line says what is free to take."""
    ticket = change.after
    wishes = [quietly(person_card(ticket))] if ticket.person_card else []
    if change.event.kind is Action.RELEASE:
        return [*wishes, *_admin_side(ticket, in_thread(change.event))]
    if ticket.admin_card is not None:
        wishes.append(quietly(admin_card(ticket)))
    return [*wishes, incident_card(ticket.incident_id)] if ticket.incident_id else wishes


def edited_line(wish_for: Wish, sent: Posted, payload: Mapping[str, Any]) -> Wish:
    """A line that stands in Teams already says ``payload`` instead."""
    edits = {"conversation": sent.conversation, "activity": sent.activity}
    draft = replace(wish_for.draft, payload={**payload, EDITS: edits, QUIETLY: True}, key=None)
    return replace(wish_for, draft=draft)


def quietly(wish: Wish) -> Wish:
    """The same, and nobody hears of it where it cannot be delivered."""
    return replace(wish, draft=replace(wish.draft, payload={**wish.draft.payload, QUIETLY: True}))


def in_thread(event: Event) -> dict[str, Any]:
    """The line that tells of ``event`` in the channel."""
    return _line(IN_THREAD[event.kind], event.actor.name, event.text)


def person_card(ticket: Ticket) -> Wish:
    """The ticket's card in the person's chat shows its newest state."""
    return Wish(_card(Target.PERSON, TICKET), ticket_id=ticket.id)


def admin_card(ticket: Ticket) -> Wish:
    """The ticket's card in the channel shows its newest state."""
    return Wish(_card(Target.CHANNEL, ADMIN_TICKET), ticket_id=ticket.id)


def incident_card(incident_id: str) -> Wish:
    """The incident's card in the channel shows its newest state."""
    return Wish(_card(Target.CHANNEL, INCIDENT), incident_id=incident_id)


def _admin_side(ticket: Ticket, line: dict[str, Any], *, is_alone: bool = False) -> list[Wish]:
    """The card and a line in its thread; a ticket without a card of its own is told of in its incident's."""
    if ticket.incident_id and ticket.admin_card is None and not is_alone:
        return [incident_card(ticket.incident_id), _in_incident(ticket, ticket.incident_id, line)]
    own = DeliveryDraft(Target.THREAD, DeliveryKind.LINE, line)
    wishes = [admin_card(ticket), Wish(own, ticket_id=ticket.id)]
    return [*wishes, incident_card(ticket.incident_id)] if ticket.incident_id else wishes


def _in_incident(ticket: Ticket, incident_id: str, line: dict[str, Any]) -> Wish:
    draft = DeliveryDraft(Target.THREAD, DeliveryKind.LINE, line)
    return Wish(draft, ticket_id=ticket.id, incident_id=incident_id)


def _card(target: Target, draws: str) -> DeliveryDraft:
    return DeliveryDraft(target, DeliveryKind.CARD, {"draw": draws}, key=_CARD)


def _line(name: str, by: str | None, text: str) -> dict[str, Any]:
    return {"line": name, "by": by, "text": text}


def _shown_actor(event: Event) -> str | None:
    """Who has the ticket now: for an assignment that is whom it was given to."""
    return event.text if event.kind is Action.ASSIGN else event.actor.name
