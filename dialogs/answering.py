"""What the buttons of an answer do: the same answer seen differently, or what to do next."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from cards.answer import failing_card, worked_card
from cards.outcomes import no_match_card
from cards.views import AnswerView
from cards.wording import wording
from catalog.language import Language
from catalog.model import Product, Role
from catalog.recognition import Outcome
from dialogs.escalation.drafting import FAILING, STEPS_OF
from dialogs.escalation.incidents import IncidentDesk
from dialogs.escalation.ports import Tried
from dialogs.messages import Kind, Outgoing, Shown
from dialogs.ports import Answers, Clock, GivenAnswer
from dialogs.triage import candidates, followed, root_of
from dialogs.turn import Turn


class Answering:
    """Carries on from an answer that was given."""

    def __init__(self, answers: Answers, tried: Tried, incidents: IncidentDesk, clock: Clock) -> None:
        self._answers = answers
        self._tried = tried
        self._incidents = incidents
        self._clock = clock
        self.verbs: Final[Mapping[str, Callable[[Turn], Awaitable[Outgoing]]]] = {
            "answer.details": self._details,
            "answer.failing": self._failing,
            "answer.product": self._choose_product,
            "answer.show": self._show_again,
            "answer.worked": self._worked,
            "choice.none": self._none_of_these,
            "choice.pick": self._pick,
            "entry.choose": self._choose_entry,
            "remedy": self._show_remedy,
            "role": self._show_role,
        }

    def _with_view(self, turn: Turn, draw: Callable[[AnswerView, Language], Shown]) -> Outgoing:
        view = turn.view
        return turn.show(draw(view, turn.language)) if view else self.lost(turn)

    async def _show_answer(self, turn: Turn, *, unfolded: bool = False, **changes: Any) -> Outgoing:
        """The answer card, seen as ``changes`` say, and with what is known of others who have the problem."""
        since = await self._incidents.known_since(turn.given) if turn.given else None
        return self._with_view(
            turn,
            lambda view, language: turn.known.printer.print(
                replace(view, known_since=since, **changes), language, unfolded=unfolded
            ),
        )

    async def _try(self, turn: Turn, what: str) -> None:
        """Remember what was tried, for an admin who may be asked later."""
        if turn.given is not None:
            tenant, root = turn.incoming.tenant, root_of(turn.given)
            await self._tried.note(tenant, root, what, self._clock.now())

    def lost(self, turn: Turn) -> Outgoing:
        """The press or command is about no entry: the last error had none, or there was no error yet."""
        if turn.given is not None:
            return turn.show(no_match_card(turn.given.id, turn.language))
        words = wording(turn.language)
        pressed = turn.incoming.kind is Kind.PRESS
        return turn.say(words.button_expired if pressed else words.nothing_to_show)

    async def _worked(self, turn: Turn) -> Outgoing:
        await self._try(turn, "answer.worked")
        return self._with_view(turn, worked_card)

    async def _failing(self, turn: Turn) -> Outgoing:
        await self._try(turn, FAILING)
        return self._with_view(turn, failing_card)

    async def _show_again(self, turn: Turn) -> Outgoing:
        return await self._show_answer(turn)

    async def _details(self, turn: Turn) -> Outgoing:
        return await self._show_answer(turn, unfolded=True)

    async def _show_remedy(self, turn: Turn) -> Outgoing:
        remedy = turn.data.get("remedy")
        if not isinstance(remedy, str) or remedy not in turn.known.catalog.playbooks:
            return await self._show_answer(turn)
        await self._try(turn, f"{STEPS_OF}{remedy}")
        return await self._show_answer(turn, remedy=remedy)

    async def _show_role(self, turn: Turn) -> Outgoing:
        role = turn.data.get("role")
        if role not in list(Role):
            return self.lost(turn)
        return await self._show_answer(turn, role=role)

    async def _choose_product(self, turn: Turn) -> Outgoing:
        product = turn.data.get("product")
        if turn.given is None or product not in list(Product):
            return self.lost(turn)
        return await self._remember_and_show(turn, followed(turn.given, product=product))

    async def _choose_entry(self, turn: Turn) -> Outgoing:
        entry_id = turn.data.get("entry")
        if turn.given is None or not isinstance(entry_id, str) or turn.known.catalog.entry(entry_id) is None:
            return self.lost(turn)
        chosen = followed(turn.given, entry_id=entry_id, outcome=Outcome.ANSWER.value, note=None)
        return await self._remember_and_show(turn, chosen)

    async def _pick(self, turn: Turn) -> Outgoing:
        offered = candidates(turn.given) if turn.given else []
        picked = dict(zip("123", offered, strict=False)).get(str(turn.data.get("number")))
        return await self._choose_entry(replace(turn, data={"entry": picked}))

    async def _remember_and_show(self, turn: Turn, given: GivenAnswer) -> Outgoing:
        await self._answers.remember(given)
        return await self._show_answer(replace(turn, given=given))

    async def _none_of_these(self, turn: Turn) -> Outgoing:
        return turn.show(no_match_card(turn.given.id if turn.given else "", turn.language))
