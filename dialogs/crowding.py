"""Keeps order when very many people write at once: some are answered, some wait, others come back later."""

import asyncio
from typing import Final

from cards.wording import wording
from catalog.language import DEFAULT_LANGUAGE, Language, parse_language
from dialogs.limiting import Answering
from dialogs.messages import Account, Incoming, Kind, Outgoing

AT_ONCE: Final = 64
"""Turns that are worked on at the same time: more would only make each of them slower."""
WAITING: Final = 1_500
"""Turns that wait for their turn. A process answers some hundreds a second."""
PATIENCE: Final = 4.0
"""Seconds that a turn waits before it is put off; the channel waits for 15, and then delivers again."""
_SEARCH_PATIENCE: Final = 1.5
"""Seconds that a search waits: Teams gives up after 5."""


class Orderly:
    """Answers through another assistant, in the order in which people came, ``at_once`` at a time.

    When ``waiting`` people wait already, or one has waited for ``patience`` seconds, they get one kind
    sentence instead: it costs a fraction of an answer, and nothing is lost without their knowing it.
    """

    def __init__(
        self,
        assistant: Answering,
        *,
        at_once: int = AT_ONCE,
        waiting: int = WAITING,
        patience: float = PATIENCE,
        language: Language = DEFAULT_LANGUAGE,
    ) -> None:
        self._assistant = assistant
        self._places = asyncio.Semaphore(at_once)
        self._most_waiting = waiting
        self._patience = patience
        self._language = language
        self._waiting = 0

    async def respond(self, incoming: Incoming) -> Outgoing:
        """The answer, or the sentence that asks to come back."""
        if not await self._has_place(incoming.kind):
            return self._later(incoming)
        try:
            return await self._assistant.respond(incoming)
        finally:
            self._places.release()

    async def _has_place(self, kind: Kind) -> bool:
        if not self._places.locked():
            return await self._places.acquire()  # at once
        if self._waiting >= self._most_waiting:
            return False
        patience = min(self._patience, _SEARCH_PATIENCE) if kind is Kind.SEARCH else self._patience
        self._waiting += 1
        try:
            async with asyncio.timeout(patience):
                return await self._places.acquire()
        except TimeoutError:
            return False
        finally:
            self._waiting -= 1

    def _later(self, incoming: Incoming) -> Outgoing:
        """The sentence, without a look into the store: there is a crowd."""
        language = parse_language(incoming.locale) or self._language
        return Outgoing.put_off(incoming.kind, wording(language).too_many, Account("deferred", language))
