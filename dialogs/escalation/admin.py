"""What admins do to tickets, pressed or typed."""

from collections.abc import Mapping, Sequence
from typing import Final

from cards.admin import QUESTION, RESOLUTION
from cards.desk import ASSIGNEE, MOST_ROWS, assign_card, tickets_card
from cards.wording import wording
from dialogs.command import fold
from dialogs.escalation.asking import Handler
from dialogs.escalation.changing import Changing, Done, NotDone
from dialogs.escalation.desk import Desk
from dialogs.escalation.drafting import safe
from dialogs.escalation.drawing import Drawings
from dialogs.escalation.finding import is_among_admins, ticket_of
from dialogs.escalation.lifecycle import Reason
from dialogs.escalation.lines import thread_line
from dialogs.escalation.model import OPEN_STATES, Action, Actor, Ticket
from dialogs.escalation.own import OwnTickets
from dialogs.escalation.views import row_of, ticket_view
from dialogs.messages import Kind, Outgoing
from dialogs.turn import Turn

_MOST_WORDS: Final = 100
_OPEN: Final = frozenset({"", "open", "ouverts", "ouvert"})
_MINE: Final = frozenset({"mine", "a moi", "miens", "les miens"})
_ALL: Final = frozenset({"all", "tous"})


class AdminDesk:
    """Claim, assign, ask back, resolve, release, reopen; and lists. Each press is authorised anew."""

    def __init__(self, desk: Desk, drawings: Drawings, changing: Changing, own: OwnTickets) -> None:
        self._desk = desk
        self._drawings = drawings
        self._changing = changing
        self._own = own
        self.verbs: Final[Mapping[str, Handler]] = {
            "desk.ask_back": lambda turn: self._do(turn, Action.ASK_BACK, QUESTION),
            "desk.assign": self._choose_assignee,
            "desk.assigned": self._assign,
            "desk.claim": lambda turn: self._do(turn, Action.CLAIM),
            "desk.release": lambda turn: self._do(turn, Action.RELEASE),
            "desk.reopen": lambda turn: self._do(turn, Action.REOPEN),
            "desk.resolve": lambda turn: self._do(turn, Action.RESOLVE, RESOLUTION),
            "desk.show": self._show,
            "desk.tickets": self._list,
        }

    async def _do(
        self, turn: Turn, action: Action, words: str | None = None, *, assignee: Actor | None = None
    ) -> Outgoing:
        ticket = await ticket_of(turn, self._desk)
        if ticket is None:
            return turn.tell(wording(turn.language).tickets.refused["no_ticket"])
        text = turn.filled_in(words) if words else ""
        return await self._told(
            turn, await self._changing.do(turn.incoming, ticket, action, text=text, assignee=assignee)
        )

    async def _told(self, turn: Turn, done: Done | NotDone) -> Outgoing:
        """The card as it now is for a press, a line for typed words; the refused learn why, alone."""
        if isinstance(done, Done):
            if turn.incoming.kind is Kind.PRESS:
                return turn.show(await self._drawings.admin_ticket(done.ticket))
            return turn.say(thread_line(done.change.event, done.ticket, self._desk.language))
        sentence = done.sentence(turn.language)
        if done.reason is Reason.NOT_ALLOWED or turn.incoming.kind is not Kind.PRESS:
            return turn.tell(sentence)
        return turn.show(await self._drawings.admin_ticket(done.ticket, said=sentence))

    async def _choose_assignee(self, turn: Turn) -> Outgoing:
        """The form, for admins only: it names the members of their team."""
        ticket = await ticket_of(turn, self._desk)
        if ticket is None:
            return turn.tell(wording(turn.language).tickets.refused["no_ticket"])
        if (refused := await self._refusal(turn, ticket, "assign")) is not None:
            return refused
        members = await self._desk.directory.members(turn.incoming.tenant)
        language = self._desk.language
        view = ticket_view(ticket, turn.known.catalog, language)
        named = [(member.name or member.key, member.key) for member in members]
        example = wording(language).tickets.assign.casefold()
        return turn.show(assign_card(view, named, language, command=f"{example} #{ticket.number} …"))

    async def _assign(self, turn: Turn) -> Outgoing:
        wanted = turn.filled_in(ASSIGNEE)
        ticket = await ticket_of(turn, self._desk)
        if ticket is not None and (refused := await self._refusal(turn, ticket, "assign")) is not None:
            return refused
        members = await self._desk.directory.members(turn.incoming.tenant)
        return await self._do(turn, Action.ASSIGN, assignee=_named(wanted, members))

    async def _show(self, turn: Turn) -> Outgoing:
        """One ticket: for admins among themselves with everything, for its person as their own."""
        say = wording(turn.language).tickets
        ticket = await ticket_of(turn, self._desk)
        if ticket is None:
            return turn.tell(say.refused["no_ticket"])
        actor = await self._desk.actor(turn.incoming)
        if not actor.is_admin:
            if ticket.person.key == actor.key:
                return turn.show(await self._drawings.ticket(ticket, language=turn.language))
            await self._changing.denied(turn.incoming, ticket, "show", actor)
            return turn.tell(say.refused["no_ticket"])
        if not await is_among_admins(turn.incoming, self._desk):
            return turn.tell(say.refused["elsewhere"])
        return turn.show(await self._drawings.admin_ticket(ticket))

    async def _list(self, turn: Turn) -> Outgoing:
        actor = await self._desk.actor(turn.incoming)
        if not actor.is_admin:
            return await self._own.mine(turn)
        if not await is_among_admins(turn.incoming, self._desk):
            return turn.tell(wording(turn.language).tickets.refused["elsewhere"])
        what = turn.filled_in("what")
        tickets = await self._found(turn.incoming.tenant, what, actor)
        rows = [row_of(ticket, turn.known.catalog, self._desk.language) for ticket in tickets]
        listed = safe(what, _MOST_WORDS) or wording(self._desk.language).tickets.list_open
        return turn.show(tickets_card(rows, self._desk.language, what=listed))

    async def _found(self, tenant: str, what: str, actor: Actor) -> Sequence[Ticket]:
        """The tickets that ``what`` asks for: open, mine, all, a code or entry, or part of a name."""
        search, folded = self._desk.tickets.search, fold(what)
        if folded in _OPEN:
            return await search(tenant, states=OPEN_STATES, limit=MOST_ROWS)
        if folded in _MINE:
            return await search(tenant, states=OPEN_STATES, assignee=actor.key, limit=MOST_ROWS)
        if folded in _ALL:
            return await search(tenant, limit=MOST_ROWS)
        by_code = await search(tenant, code=_code(what), limit=MOST_ROWS)
        return by_code or await search(tenant, named=what, limit=MOST_ROWS)

    async def _refusal(self, turn: Turn, ticket: Ticket, tried: str) -> Outgoing | None:
        """The sentence for somebody who is no admin, after leaving a trace; None for admins."""
        actor = await self._desk.actor(turn.incoming)
        if actor.is_admin:
            return None
        await self._changing.denied(turn.incoming, ticket, tried, actor)
        return turn.tell(wording(turn.language).tickets.refused["not_allowed"])


def _named(wanted: str, members: Sequence[Actor]) -> Actor | None:
    """The member whose key or name this is; part of a name is enough where it is one member's only."""
    for member in members:
        if wanted == member.key or (member.name and fold(wanted) == fold(member.name)):
            return member
    close = [member for member in members if wanted and fold(wanted) in fold(member.name or "")]
    return close[0] if len(close) == 1 else None


def _code(what: str) -> str:
    return (
        f"AADSTS{what}"
        if what.isascii() and what.isdigit()
        else what.upper()
        if what.upper().startswith("AADSTS")
        else what
    )
