"""Asking an admin: the form, the preview of exactly what will be sent, and the ticket."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Final

from cards.asking import MAX_NOTE, NOTE, TRIED, TRIED_ASKED, ask_card, cancelled_card, preview_card
from cards.wording import wording
from catalog.redaction import REMOVED
from dialogs.escalation.desk import Desk
from dialogs.escalation.drafting import draft_ticket, safe, ticked, tried_of
from dialogs.escalation.drawing import Drawings
from dialogs.escalation.model import TicketDraft
from dialogs.escalation.notices import on_opening
from dialogs.escalation.ports import Opened, Opening
from dialogs.escalation.views import findings_of
from dialogs.messages import Kind, Outgoing
from dialogs.ports import GivenAnswer
from dialogs.triage import SAID, followed, root_of
from dialogs.turn import Turn

Handler = Callable[[Turn], Awaitable[Outgoing]]


class Asking:
    """From *Ask an admin* to the ticket."""

    def __init__(self, desk: Desk, drawings: Drawings) -> None:
        self._desk = desk
        self._drawings = drawings
        self.verbs: Final[Mapping[str, Handler]] = {
            "admin.ask": self._ask,
            "admin.change": self._ask,
            "admin.preview": self._preview,
            "admin.cancel": self._cancel,
            "admin.send": self._send,
        }

    async def _ask(self, turn: Turn) -> Outgoing:
        given = _own(turn)
        if given is None:
            return turn.tell(wording(turn.language).tickets.nothing_to_send)
        remedies = turn.view.advice.remedies if turn.view else ()
        tried = ticked(await self._noted(turn, given), given.details.get(SAID), remedies)
        return turn.show(ask_card(turn.view, given.id, turn.language, note=given.note or "", tried=tried))

    async def _preview(self, turn: Turn) -> Outgoing:
        """Keep the note, and show what would be sent. Each preview is an answer of its own in the store."""
        given = _own(turn)
        if given is None:
            return turn.tell(wording(turn.language).tickets.nothing_to_send)
        written = safe(turn.filled_in(NOTE), MAX_NOTE)
        person = turn.incoming.person.key
        said = {SAID: _said(turn)} if TRIED_ASKED in turn.data else {}
        given = replace(given, details={**given.details, **said})
        given = followed(given, person=person, note=written, language=turn.language)
        await self._desk.answers.remember(given)
        return await self._show_preview(turn, given)

    async def _show_preview(self, turn: Turn, given: GivenAnswer) -> Outgoing:
        draft = await self._draft(turn, given)
        findings = findings_of(draft, turn.known.catalog, turn.language)
        cleaned = any(REMOVED in text for text in (draft.note, draft.paste, *draft.details.values()))
        data = {"answer": given.id, **({"entry": given.entry_id} if given.entry_id else {})}
        return turn.show(preview_card(findings, data, turn.language, cleaned=cleaned))

    async def _cancel(self, turn: Turn) -> Outgoing:
        if turn.given is None or turn.incoming.kind is not Kind.PRESS:
            return turn.tell(wording(turn.language).tickets.cancelled)
        return turn.show(cancelled_card(turn.view, turn.given.id, turn.language))

    async def _send(self, turn: Turn) -> Outgoing:
        given = _own(turn)
        if given is None:
            return turn.tell(wording(turn.language).tickets.nothing_to_send)
        if given.note is None:  # nothing is sent that was not shown before
            return await self._preview(turn)
        draft = await self._draft(turn, given)
        opened = await self._desk.tickets.open(draft, on_opening, gathering=self._desk.gathering)
        self._desk.wake()
        return await self._confirm(turn, opened)

    async def _draft(self, turn: Turn, given: GivenAnswer) -> TicketDraft:
        tried = tried_of(await self._noted(turn, given), given.details.get(SAID))
        draft = draft_ticket(
            given, turn.incoming, at=self._desk.clock.now(), note=given.note or "", tried=tried
        )
        return replace(draft, language=turn.language)

    async def _noted(self, turn: Turn, given: GivenAnswer) -> tuple[str, ...]:
        return await self._desk.tried.of(turn.incoming.tenant, root_of(given))

    async def _confirm(self, turn: Turn, opened: Opened) -> Outgoing:
        """The pressed card becomes the ticket's card; for typed words the card comes as a delivery."""
        say, ticket = wording(turn.language).tickets, opened.ticket
        said = say.added_to_open if opened.opening is Opening.ADDED else None
        if turn.incoming.kind is Kind.PRESS:
            return turn.show(await self._drawings.ticket(ticket, language=turn.language, said=said))
        is_heard = await self._drawings.is_heard(ticket.tenant, ticket.entry_id)
        line = said or (say.sent_line if is_heard else say.kept_for_later)
        return turn.say(line.format(number=ticket.number))


def _own(turn: Turn) -> GivenAnswer | None:
    """The answer that the press is about; what somebody else wrote or said under it stays theirs."""
    given = turn.given
    if given is None or given.person == turn.incoming.person.key:
        return given
    return replace(given, note=None, details={k: v for k, v in given.details.items() if k != SAID})


def _said(turn: Turn) -> str:
    """The playbooks that were ticked, of those that were offered."""
    offered = turn.view.advice.remedies if turn.view else ()
    came_back = turn.filled_in(TRIED).split(",")
    return ",".join(name for name in offered if name in came_back)
