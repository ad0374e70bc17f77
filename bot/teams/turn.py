"""One turn: ask the assistant, send what it answers, and never leave the person without a sentence."""

import asyncio
from collections.abc import Callable
from typing import Protocol

import structlog
from botbuilder.core import TurnContext

from bot.teams.errors import ConnectorError
from bot.teams.outbound import card_activity, invoke_activity, reply_activity, search_activity
from bot.telemetry.turns import ANSWERED, CUT_SHORT, FAILED, UNDELIVERED
from dialogs.messages import Account, Found, Incoming, Kind, Outgoing, Reply, Shown

log = structlog.get_logger(__name__)

_PATIENCE = 10.0
"""Seconds given to the assistant. Teams delivers an activity again after 15 without an answer."""

_NOT_OURS = frozenset({400, 403, 404})
"""How the channel refuses to change a message that the bot did not send."""
_SEARCH = 4.0
"""Seconds given to a search. Teams stops waiting after 5."""


class Assistant(Protocol):
    """Decides what to answer."""

    async def respond(self, incoming: Incoming) -> Outgoing:
        """The answer to one thing that a person did."""


Failure = Callable[[Incoming, str], Outgoing]
"""Makes the answer to a turn that failed, from what came in and the reference id to quote."""


class Turn:
    """The SDK's turn callback for one Incoming."""

    def __init__(self, incoming: Incoming, assistant: Assistant, failure: Failure) -> None:
        self._incoming = incoming
        self._assistant = assistant
        self._failure = failure
        self.outcome = CUT_SHORT
        self.account: Account | None = None

    async def __call__(self, context: TurnContext) -> None:
        """Answer. Nothing of the assistant's is raised; the channel's errors end the turn in the adapter."""
        outgoing = await self._decide()
        self.account = outgoing.account
        decided, self.outcome = self.outcome, UNDELIVERED
        await self._send(context, outgoing)
        self.outcome = decided

    async def _send(self, context: TurnContext, outgoing: Outgoing) -> None:
        if self._incoming.kind is Kind.SEARCH:
            # nothing may be posted: the bot need not be in that conversation
            await context.send_activity(search_activity(outgoing.found or Found()))
            return
        is_invoke = context.activity.type == "invoke"
        if is_invoke:
            await context.send_activity(invoke_activity(outgoing))
        elif outgoing.replacement is not None:
            await self._replace(context, outgoing.replacement)
        notices = [Reply(text=outgoing.notice)] if outgoing.notice and not is_invoke else []
        if replies := [*outgoing.replies, *notices]:
            await context.send_activities([reply_activity(reply) for reply in replies])

    async def _decide(self) -> Outgoing:
        try:
            async with asyncio.timeout(_SEARCH if self._incoming.kind is Kind.SEARCH else _PATIENCE):
                outgoing = await self._assistant.respond(self._incoming)
        except Exception:
            log.exception("turn failed", reference=self._incoming.reference)
            self.outcome = FAILED
            return self._failure(self._incoming, self._incoming.reference)
        self.outcome = outgoing.account.outcome if outgoing.account else ANSWERED
        return outgoing

    async def _replace(self, context: TurnContext, card: Shown) -> None:
        """Change the pressed card in place, or post the new one where that cannot be.

        A press may not say which card it was on, and a card that somebody inserted is not ours to change.
        """
        activity = card_activity(card)
        if context.activity.reply_to_id:
            activity.id = context.activity.reply_to_id
            try:
                await context.update_activity(activity)
            except ConnectorError as error:
                if error.status not in _NOT_OURS:
                    raise
            else:
                return
            activity.id = None
        await context.send_activity(activity)
