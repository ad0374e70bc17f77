"""One thing that a person did, with all that is needed to answer it."""

from collections.abc import Mapping
from typing import Any

from cards.views import AnswerView
from catalog.language import Language
from catalog.record import record
from dialogs.knowledge import Knowledge
from dialogs.messages import Incoming, Kind, Outgoing, Reply, Shown
from dialogs.ports import GivenAnswer
from dialogs.triage import view_of


@record(frozen=True, slots=True)
class Turn:
    """One thing to answer. ``given`` is the answer that a press or a command is about, where there is one."""

    incoming: Incoming
    language: Language
    data: Mapping[str, Any]
    given: GivenAnswer | None
    known: Knowledge

    @property
    def view(self) -> AnswerView | None:
        """What the answer's card shows; None where the answer names no entry that we (still) have."""
        return view_of(self.given, self.known.catalog) if self.given else None

    def show(self, card: Shown) -> Outgoing:
        """Put ``card`` in the place of the pressed one, or send it."""
        if self.incoming.kind is Kind.PRESS:
            return Outgoing(replacement=card)
        return Outgoing(replies=(Reply(card=card),))

    def say(self, line: str) -> Outgoing:
        return Outgoing(replies=(Reply(text=line),))

    def tell(self, line: str) -> Outgoing:
        """Say something to this person alone where the channel can, and leave the pressed card as it is."""
        return Outgoing(notice=line) if self.incoming.kind is Kind.PRESS else self.say(line)

    def filled_in(self, name: str) -> str:
        """What the person wrote into the box ``name``; it comes from the client."""
        value = self.data.get(name)
        return value.strip() if isinstance(value, str) else ""
