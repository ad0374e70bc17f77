"""A person and their own tickets: comments, answers, withdrawing, and whether it works now."""

from collections.abc import Mapping
from typing import Final

from cards.tickets import COMMENT, LEFT, MOST_OWN, REPLY, my_tickets_card
from cards.wording import wording
from dialogs.escalation.asking import Handler
from dialogs.escalation.changing import Changing, Done
from dialogs.escalation.desk import Desk
from dialogs.escalation.drawing import Drawings
from dialogs.escalation.finding import ticket_of
from dialogs.escalation.lifecycle import Reason
from dialogs.escalation.lines import thread_line, ticket_line
from dialogs.escalation.model import Action, Ticket
from dialogs.escalation.views import row_of
from dialogs.messages import Incoming, Kind, Outgoing, Place, Reply
from dialogs.turn import Turn


class OwnTickets:
    """What people do to their own tickets. Nobody else's is shown or changed here."""

    def __init__(self, desk: Desk, drawings: Drawings, changing: Changing) -> None:
        self._desk = desk
        self._drawings = drawings
        self._changing = changing
        self.verbs: Final[Mapping[str, Handler]] = {
            "ticket.answer": lambda turn: self._do(turn, Action.ANSWER, REPLY),
            "ticket.comment": lambda turn: self._do(turn, Action.COMMENT, COMMENT),
            "ticket.confirm": lambda turn: self._do(turn, Action.CONFIRM),
            "ticket.show": self._show,
            "ticket.still_broken": lambda turn: self._do(turn, Action.STILL_BROKEN, LEFT),
            "ticket.withdraw": lambda turn: self._do(turn, Action.WITHDRAW),
            "tickets.mine": self.mine,
        }

    async def mine(self, turn: Turn) -> Outgoing:
        """The list of the person's own tickets."""
        incoming = turn.incoming
        if incoming.place is not Place.PERSONAL:
            return turn.tell(wording(turn.language).tickets.refused["privately"])
        tickets = await self._desk.tickets.of_person(incoming.tenant, incoming.person.key, limit=MOST_OWN)
        rows = [row_of(ticket, turn.known.catalog, turn.language) for ticket in tickets]
        return turn.show(my_tickets_card(rows, turn.language))

    async def offer_answer(self, turn: Turn, written: str) -> Outgoing | None:
        """The ticket that waits for this person, with what they typed filled in; None where none waits."""
        incoming = turn.incoming
        waiting = await self._desk.tickets.waiting_for(incoming.tenant, incoming.person.key)
        if waiting is None:
            return None
        said = wording(turn.language).tickets.answer_offered.format(number=waiting.number)
        card = await self._drawings.ticket(waiting, language=turn.language, said=said, written=written)
        return Outgoing(replies=(Reply(card=card),))

    async def _show(self, turn: Turn) -> Outgoing:
        ticket = await ticket_of(turn, self._desk)
        if ticket is None or not _is_theirs(ticket, turn.incoming):
            return turn.tell(wording(turn.language).tickets.refused["no_ticket"])
        return turn.show(await self._drawings.ticket(ticket, language=turn.language))

    async def _do(self, turn: Turn, action: Action, words: str | None = None) -> Outgoing:
        say = wording(turn.language).tickets
        ticket = await ticket_of(turn, self._desk)
        if ticket is None:
            return turn.tell(say.refused["no_ticket"])
        text = turn.filled_in(words) if words else ""
        done = await self._changing.do(turn.incoming, ticket, action, text=text)
        if not isinstance(done, Done) and done.reason is Reason.NOT_ALLOWED:
            return turn.tell(say.refused["not_theirs"])
        is_press = turn.incoming.kind is Kind.PRESS
        language = ticket.language if is_press else turn.language  # a card stays in its language
        said = None if isinstance(done, Done) else done.sentence(language)
        if isinstance(done, Done) and not _is_theirs(done.ticket, turn.incoming):  # an admin's comment
            return turn.tell(thread_line(done.change.event, done.ticket, self._desk.language))
        if is_press:
            return turn.show(await self._drawings.ticket(done.ticket, said=said))
        return turn.say(said or ticket_line(done.ticket, language))


def _is_theirs(ticket: Ticket, incoming: Incoming) -> bool:
    return ticket.person.key == incoming.person.key
