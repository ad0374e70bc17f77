"""Everything that is kept about one person, in plain names."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Select, func, select

from bot.store.database import Database
from bot.store.identity import Identity
from bot.store.schema import (
    answers,
    channels,
    deliveries,
    events,
    incidents,
    preferences,
    sends,
    tickets,
    tried,
)
from dialogs.escalation.model import Action

Record = dict[str, Any]

# The columns that are about the person, under the names in which they are handed out.
_ANSWER: Final = {
    "given_at": "given_at",
    "outcome": "outcome",
    "entry_id": "error",
    "codes": "codes",
    "product": "product",
    "language": "language",
    "details": "details",
    "paste": "pasted",
    "note": "note",
    "confidence": "confidence",
    "conversation": "conversation",
    "id": "id",
}
_TICKET: Final = {
    "number": "number",
    "state": "state",
    "opened_at": "opened_at",
    "changed_at": "changed_at",
    "error": "error",
    "entry_id": "answer",
    "codes": "codes",
    "outcome": "outcome",
    "confidence": "confidence",
    "product": "product",
    "language": "language",
    "details": "details",
    "tried": "tried",
    "paste": "pasted",
    "note": "note",
    "last_word": "last_word",
    "last_word_by": "last_word_by",
    "assignee_name": "handled_by",
    "person": "person",
    "person_id": "person_id_in_teams",
    "person_directory_id": "person_id_in_entra",
    "person_name": "person_name",
    "service_url": "service_url",
    "conversation": "conversation",
    "person_card": "message_with_the_card",
    "incident_id": "incident",
    "id": "id",
}
_EVENT: Final = {"at": "at", "kind": "what", "actor_name": "by", "text": "text", "after": "state"}
_DELIVERY: Final = {
    "created_at": "created_at",
    "kind": "kind",
    "payload": "says",
    "outcome": "outcome",
    "done_at": "done_at",
    "sent_conversation": "conversation",
    "sent_activity": "message",
}
_TRIED: Final = {"at": "at", "what": "what", "answer_id": "answer"}
_ACT: Final = {"number": "ticket", "at": "at", "kind": "what", "text": "text"}
_HELD: Final = {"number": "ticket", "state": "state", "assignee_name": "name", "assignee": "key"}
_INCIDENT: Final = {"number": "incident", "changed_at": "at", "resolved_by_name": "name", "note": "note"}
_CHANNEL: Final = {"name": "channel", "category": "category", "set_at": "at", "set_by_name": "name"}


async def export(database: Database, who: Identity) -> Record:
    """Everything about the person in one tenant. What others wrote on tickets of others is not theirs."""
    look = _Look(database)
    theirs = (tickets.c.tenant == who.tenant, tickets.c.person.in_(who.keys))
    about = {
        "goes_by": list(who.keys),
        "language": await look.up(
            select(preferences).where(preferences.c.tenant == who.tenant, preferences.c.person.in_(who.keys)),
            {"language": "language", "set_at": "chosen_at"},
        ),
        "answers": await _answers(look, who),
        "tickets": [
            await _ticket(look, row)
            for row in await look.rows(select(tickets).where(*theirs).order_by(tickets.c.number))
        ],
        "as_an_admin": await _as_admin(look, who),
    }
    kept = {name: value for name, value in about.items() if value}
    return kept if kept.keys() > {"goes_by"} else {}


class _Look:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def rows(self, query: Select[Any]) -> list[Mapping[Any, Any]]:
        async with self._database.reading("read what is kept about a person") as connection:
            return list((await connection.execute(query)).mappings())

    async def up(self, query: Select[Any], names: Mapping[str, str]) -> list[Record]:
        return [_named(row, names) for row in await self.rows(query)]


async def _answers(look: _Look, who: Identity) -> list[Record]:
    given = select(answers).where(answers.c.tenant == who.tenant, answers.c.person.in_(who.keys))
    rows = await look.rows(given.order_by(answers.c.given_at))
    pressed: dict[str, list[Record]] = {}
    roots = sorted({root for row in rows for root in (row["id"], row["details"].get("root")) if root})
    for start in range(0, len(roots), 500):
        some = tried.c.answer_id.in_(roots[start : start + 500])
        for row in await look.rows(select(tried).where(tried.c.tenant == who.tenant, some)):
            pressed.setdefault(row["answer_id"], []).append(_named(row, _TRIED))
    return [_with(_named(row, _ANSWER), tried=pressed.get(row["id"])) for row in rows]


async def _ticket(look: _Look, row: Mapping[Any, Any]) -> Record:
    """A ticket with its history and what was told of it; who else tried something on it is not said."""
    history = [
        _named(
            event, {k: v for k, v in _EVENT.items() if event["kind"] != Action.DENIED or k != "actor_name"}
        )
        for event in await look.rows(
            select(events).where(events.c.ticket_id == row["id"]).order_by(events.c.number)
        )
    ]
    told = await look.up(
        select(deliveries).where(deliveries.c.ticket_id == row["id"]).order_by(deliveries.c.number), _DELIVERY
    )
    paced = select(func.count()).select_from(sends).where(sends.c.subject == row["conversation"])
    [count] = (next(iter(found.values())) for found in await look.rows(paced))
    return _with(_named(row, _TICKET), history=history, told=told, sent_of_late=count)


async def _as_admin(look: _Look, who: Identity) -> Record:
    of_others = tickets.c.person.not_in(who.keys)
    acted = (
        select(tickets.c.number, events.c.at, events.c.kind, events.c.text)
        .join(events, events.c.ticket_id == tickets.c.id)
        .where(tickets.c.tenant == who.tenant, events.c.actor.in_(who.keys), of_others)
        .order_by(events.c.number)
    )
    held = select(tickets).where(tickets.c.tenant == who.tenant, tickets.c.assignee.in_(who.keys))
    resolved = select(incidents).where(
        incidents.c.tenant == who.tenant, incidents.c.resolved_by.in_(who.keys)
    )
    set_up = select(channels).where(channels.c.tenant == who.tenant, channels.c.set_by.in_(who.keys))
    found = {
        "did": await look.up(acted, _ACT),
        "handled": await look.up(held.order_by(tickets.c.number), _HELD),
        "resolved_for_all": await look.up(resolved, _INCIDENT),
        "set_up": await look.up(set_up, _CHANNEL),
    }
    return {name: value for name, value in found.items() if value}


def _named(row: Mapping[Any, Any], names: Mapping[str, str]) -> Record:
    """The row in plain names, without what is empty."""
    values = ((name, _plain(row[column])) for column, name in names.items())
    return {name: value for name, value in values if value not in (None, "", [], {})}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value


def _with(record: Record, **more: Any) -> Record:
    return {**record, **{name: value for name, value in more.items() if value}}
