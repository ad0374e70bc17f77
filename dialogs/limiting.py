"""Keeps one person, or one conversation, from taking all the attention. In memory, each process by itself."""

import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from enum import Enum
from typing import Final, Protocol

from cachetools import LRUCache

from cards.wording import wording
from catalog.language import DEFAULT_LANGUAGE, Language, parse_language
from dialogs.messages import Account, Incoming, Kind, Outgoing
from dialogs.ports import Preferences

Timer = Callable[[], float]

_MOST: Final = 10_000
"""Buckets kept; the one that was not used for longest is forgotten first, which makes it full again."""
_SEARCHES: Final = 10
"""Searches that weigh as much as one message: Teams sends one for each pause in typing."""


class Allowance(Enum):
    """Whether one more is allowed. ``SPENT`` says so for the first time, ``STILL_SPENT`` from then on."""

    ALLOWED = "allowed"
    SPENT = "spent"
    STILL_SPENT = "still spent"


@dataclass(slots=True)
class _Bucket:
    left: float
    filled_at: float
    was_told: bool = False


class TokenBuckets:
    """For each key a bucket of ``a_minute`` tokens, which fills up evenly within a minute. 0: no limit."""

    def __init__(self, a_minute: int, *, timer: Timer = time.monotonic, most: int = _MOST) -> None:
        self._size = float(a_minute)
        self._timer = timer
        self._buckets: LRUCache[Hashable, _Bucket] = LRUCache(most)

    def __len__(self) -> int:
        return len(self._buckets)

    def take(self, key: Hashable) -> Allowance:
        """Take a token. Spent is told anew only after half of the bucket has filled up again."""
        if not self._size:
            return Allowance.ALLOWED
        now = self._timer()
        bucket = self._buckets.get(key)
        if bucket is None:
            bucket = self._buckets[key] = _Bucket(self._size, now)
        bucket.left = min(self._size, bucket.left + (now - bucket.filled_at) * self._size / 60)
        bucket.filled_at = now
        if bucket.left >= self._size / 2:
            bucket.was_told = False
        if bucket.left >= 1:
            bucket.left -= 1
            return Allowance.ALLOWED
        told, bucket.was_told = bucket.was_told, True
        return Allowance.STILL_SPENT if told else Allowance.SPENT


class Answering(Protocol):
    """What answers whoever is within the limits."""

    async def respond(self, incoming: Incoming) -> Outgoing:
        """The answer to one thing that a person did."""


class Limited:
    """Answers through another assistant, up to so many messages a minute; beyond, with one kind sentence.

    Presses and searches have allowances of their own, each person's; a conversation's counts messages alone.
    A press beyond it is told each time and changes nothing: the card stays, with what was written on it.
    """

    def __init__(
        self,
        assistant: Answering,
        preferences: Preferences,
        *,
        a_person: int,
        a_conversation: int,
        language: Language = DEFAULT_LANGUAGE,
        timer: Timer = time.monotonic,
    ) -> None:
        self._assistant = assistant
        self._preferences = preferences
        self._language = language
        self._people = TokenBuckets(a_person, timer=timer)
        self._presses = TokenBuckets(a_person, timer=timer)
        self._searches = TokenBuckets(a_person * _SEARCHES, timer=timer)
        self._conversations = TokenBuckets(a_conversation, timer=timer)

    async def respond(self, incoming: Incoming) -> Outgoing:
        """The answer, or the sentence that asks for a little patience, or nothing where that was said."""
        allowance = self._allowance(incoming)
        if allowance is Allowance.ALLOWED:
            return await self._assistant.respond(incoming)
        if incoming.kind is Kind.MESSAGE and allowance is Allowance.STILL_SPENT:
            return Outgoing(account=Account("limited", parse_language(incoming.locale) or self._language))
        language = await self._language_of(incoming)
        return Outgoing.put_off(incoming.kind, wording(language).too_fast, Account("limited", language))

    def _allowance(self, incoming: Incoming) -> Allowance:
        person = (incoming.tenant, incoming.person.key)
        match incoming.kind:
            case Kind.INSTALLED:
                return Allowance.ALLOWED
            case Kind.PRESS:
                return self._presses.take(person)
            case Kind.SEARCH:
                return self._searches.take(person)
        allowance = self._people.take(person)
        if allowance is not Allowance.ALLOWED:
            return allowance
        return self._conversations.take((incoming.tenant, incoming.conversation))

    async def _language_of(self, incoming: Incoming) -> Language:
        chosen = await self._preferences.language(incoming.tenant, incoming.person.key)
        return chosen or parse_language(incoming.locale) or self._language
