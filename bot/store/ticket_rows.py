"""Tickets, events and incidents as rows, and back."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from dialogs.escalation.model import (
    Action,
    Actor,
    Event,
    Incident,
    IncidentState,
    Posted,
    Ticket,
    TicketState,
    Whereabouts,
    Word,
)
from dialogs.messages import Person

Row = Mapping[Any, Any]


def clean(text: str) -> str:
    """``text`` without what a database does not take: NUL, and halves of surrogate pairs."""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")


def ticket_row(ticket: Ticket) -> dict[str, Any]:
    """Everything about a ticket, as a new row."""
    return {
        "id": ticket.id,
        "tenant": ticket.tenant,
        "number": ticket.number,
        "person": ticket.person.key,
        "person_id": ticket.person.id,
        "person_directory_id": ticket.person.directory_id,
        "person_name": clean(ticket.person.name or "") or None,
        "error": ticket.error,
        "entry_id": ticket.entry_id,
        "codes": list(ticket.codes),
        "outcome": ticket.outcome,
        "confidence": ticket.confidence,
        "product": ticket.product,
        "language": ticket.language,
        "details": {clean(name): clean(value) for name, value in ticket.details.items()},
        "tried": [clean(what) for what in ticket.tried],
        "paste": clean(ticket.paste),
        "note": clean(ticket.note),
        "opened_at": ticket.opened_at,
        "incident_id": ticket.incident_id,
        "erased_at": ticket.erased_at,
        **changing_columns(ticket),
        **whereabouts_columns(ticket.where, ticket.person_card),
    }


def changing_columns(ticket: Ticket) -> dict[str, Any]:
    """The part of a row that a change touches, and nothing that deliveries or incidents may touch."""
    holder, word = ticket.assignee, ticket.last_word
    return {
        "state": ticket.state,
        "changed_at": ticket.changed_at,
        "assignee": holder.key if holder else None,
        "assignee_name": clean(holder.name or "") if holder else None,
        "last_word": clean(word.text) if word else None,
        "last_word_by": word.by if word else None,
        "version": ticket.version,
    }


def whereabouts_columns(where: Whereabouts, person_card: str | None) -> dict[str, Any]:
    """Where the person can be told something, and which of their messages shows the ticket."""
    return {
        "service_url": where.service_url,
        "conversation": where.conversation,
        "person_card": person_card,
    }


def ticket_of(row: Row) -> Ticket:
    """The ticket that a whole row holds."""
    same = ("id", "number", "tenant", "error", "entry_id", "outcome", "confidence", "product", "language")
    more = ("details", "paste", "note", "opened_at", "changed_at", "version", "incident_id", "person_card")
    return Ticket(
        **{name: row[name] for name in (*same, *more, "erased_at")},
        person=Person(row["person_id"], row["person_directory_id"], row["person_name"]),
        where=Whereabouts(row["service_url"], row["conversation"], row["tenant"]),
        codes=tuple(row["codes"]),
        tried=tuple(row["tried"]),
        state=TicketState(row["state"]),
        assignee=_actor(row["assignee"], row["assignee_name"]),
        last_word=Word(row["last_word"], row["last_word_by"]) if row["last_word"] else None,
        admin_card=_posted(row["admin_conversation"], row["admin_activity"]),
    )


def event_row(event: Event, *, once: str | None = None) -> dict[str, Any]:
    """An event as a new row."""
    return {
        "ticket_id": event.ticket_id,
        "kind": event.kind,
        "actor": clean(event.actor.key),
        "actor_name": clean(event.actor.name or "") or None,
        "at": event.at,
        "text": clean(event.text),
        "before": event.before,
        "after": event.after,
        "once": once,
    }


def event_of(row: Row) -> Event:
    """The event that a row holds."""
    return Event(
        ticket_id=row["ticket_id"],
        kind=Action(row["kind"]),
        actor=Actor(row["actor"], row["actor_name"]),
        at=row["at"],
        text=row["text"],
        before=TicketState(row["before"]),
        after=TicketState(row["after"]),
    )


def incident_row(incident: Incident) -> dict[str, Any]:
    """Everything about an incident, as a row."""
    row = asdict(incident)
    del row["card"]
    by = incident.resolved_by
    return {
        **row,
        "note": clean(incident.note),
        "resolved_by": by.key if by else None,
        "resolved_by_name": clean(by.name or "") or None if by else None,
        "card_conversation": incident.card.conversation if incident.card else None,
        "card_activity": incident.card.activity if incident.card else None,
    }


def incident_of(row: Row) -> Incident:
    """The incident that a row holds."""
    same = ("id", "tenant", "number", "error", "entry_id", "opened_at", "changed_at", "count", "note")
    return Incident(
        **{name: row[name] for name in same},
        state=IncidentState(row["state"]),
        resolved_by=_actor(row["resolved_by"], row["resolved_by_name"]),
        card=_posted(row["card_conversation"], row["card_activity"]),
        version=row["version"],
    )


def _actor(key: str | None, name: str | None) -> Actor | None:
    return Actor(key, name or None) if key else None


def _posted(conversation: str | None, activity: str | None) -> Posted | None:
    return Posted(conversation, activity) if conversation and activity else None
