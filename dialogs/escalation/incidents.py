"""Outages: what admins do to an incident, and what others hear of it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from cards.incidents import NOTE_TO_ALL
from cards.wording import wording
from dialogs.escalation.asking import Handler
from dialogs.escalation.changing import log
from dialogs.escalation.desk import Desk
from dialogs.escalation.drafting import safe
from dialogs.escalation.drawing import Drawings
from dialogs.escalation.finding import incident_of
from dialogs.escalation.lifecycle import MAX_TEXT
from dialogs.escalation.model import Incident
from dialogs.escalation.notices import on_closing
from dialogs.escalation.ports import StaleIncident
from dialogs.messages import Kind, Outgoing
from dialogs.ports import GivenAnswer
from dialogs.turn import Turn


class IncidentDesk:
    """Resolves incidents with one note for everybody."""

    def __init__(self, desk: Desk, drawings: Drawings) -> None:
        self._desk = desk
        self._drawings = drawings
        self.verbs: Final[Mapping[str, Handler]] = {"incident.resolve": self._resolve}

    async def known_since(self, given: GivenAnswer) -> datetime | None:
        """Since when admins work on this answer's error as a problem of several people."""
        if given.entry_id is None:
            return None
        incident = await self._desk.incidents.open_about(given.tenant, given.entry_id)
        return incident.opened_at if incident else None

    async def _resolve(self, turn: Turn) -> Outgoing:
        say = wording(turn.language).tickets
        incident = await incident_of(turn, self._desk)
        if incident is None:
            return turn.tell(say.refused["no_incident"])
        actor = await self._desk.actor(turn.incoming)
        if not actor.is_admin:
            log.warning("action denied", action="resolve all", incident=incident.number, person=actor.key)
            return turn.tell(say.refused["not_allowed"])
        note = safe(turn.filled_in(NOTE_TO_ALL), MAX_TEXT)
        if not note:
            return await self._show(
                turn, incident, say.refused["text_missing"].format(number=incident.number)
            )
        done = await self._desk.incidents.resolve(
            incident, actor, note=note, at=self._desk.clock.now(), plan=on_closing
        )
        self._desk.wake()
        if isinstance(done, StaleIncident):
            return await self._show(turn, done.current or incident, say.refused["stale_incident"])
        return await self._show(turn, done)

    async def _show(self, turn: Turn, incident: Incident, said: str | None = None) -> Outgoing:
        if turn.incoming.kind is not Kind.PRESS and said:
            return turn.say(said)
        return turn.show(await self._drawings.incident(incident, said=said))
