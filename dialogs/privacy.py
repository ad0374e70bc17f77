"""A person and what is kept about them: what it is, all of it for themselves, and being forgotten."""

import json
from bisect import bisect_right
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

import structlog

from cards.privacy import data_card, forget_card, forgotten_card, privacy_card
from cards.wording import wording
from catalog.language import Language
from dialogs.escalation.desk import Desk
from dialogs.messages import Incoming, Outgoing, Place, Reply
from dialogs.ports import Erased, People
from dialogs.turn import Turn

MAX_PART: Final = 12_000
"""UTF-16 units of one message of an export, as it is sent: Teams takes 14,336 with what goes around it."""
MOST_PARTS: Final = 5
"""Messages at once: Teams refuses more than seven within a second."""

log = structlog.get_logger(__name__)


class Privacy:
    """Answers people about themselves, in their own chat alone. ``days`` is how long records are kept."""

    def __init__(self, people: People, desk: Desk, *, days: int) -> None:
        self._people = people
        self._desk = desk
        self._days = days
        self.verbs: Final[Mapping[str, Callable[[Turn], Awaitable[Outgoing]]]] = {
            "privacy.data": self._data,
            "privacy.forget": self._ask,
            "privacy.forget_yes": self._forget,
            "privacy.keep": self._keep,
            "privacy.show": self._show,
        }

    async def _show(self, turn: Turn) -> Outgoing:
        return turn.show(privacy_card(turn.language, days=self._days))

    async def _data(self, turn: Turn) -> Outgoing:
        if turn.incoming.place is not Place.PERSONAL:
            return _privately(turn)
        incoming = turn.incoming
        kept = await self._people.export(incoming.tenant, _ids(incoming))
        found = kept.get(incoming.tenant, {})
        parts = parts_of(found)
        shown = [Reply(text=line) for line in _labelled(parts[:MOST_PARTS], len(parts), turn.language)]
        card = data_card(turn.language, is_empty=not found, is_cut=len(parts) > MOST_PARTS)
        return Outgoing(replies=(Reply(card=card), *shown))

    async def _ask(self, turn: Turn) -> Outgoing:
        if turn.incoming.place is not Place.PERSONAL:
            return _privately(turn)
        return turn.show(forget_card(turn.language))

    async def _keep(self, turn: Turn) -> Outgoing:
        return turn.say(wording(turn.language).privacy.kept_as_it_was)

    async def _forget(self, turn: Turn) -> Outgoing:
        """Forget whoever asks: by the sender of the activity, never by what a card says."""
        if turn.incoming.place is not Place.PERSONAL:
            return _privately(turn)
        incoming = turn.incoming
        removed = await self._people.erase(incoming.tenant, _ids(incoming), at=self._desk.clock.now())
        self._desk.directory.forget()
        self._desk.wake()
        log.info("person forgotten", answers=removed.answers, tickets=removed.tickets)
        return turn.show(forgotten_card(_counts(removed, turn.language), turn.language))


def parts_of(found: Mapping[str, Any]) -> list[str]:
    """The export as JSON, cut into messages: one behind the other they are the whole, preferably by lines."""
    left = json.dumps(found, ensure_ascii=False, indent=1) if found else ""
    parts = []
    while left:
        fits = bisect_right(range(1, min(len(left), MAX_PART) + 1), MAX_PART, key=lambda n: _weight(left[:n]))
        cut = fits if fits == len(left) else left.rfind("\n", 0, fits) + 1 or fits
        parts.append(left[:cut])
        left = left[cut:]
    return parts


def _weight(part: str) -> int:
    """UTF-16 units of a part in the JSON of a message, where quotes, breaks and rare letters count twice."""
    return len(json.dumps(part, ensure_ascii=False).encode("utf-16-le", "surrogatepass")) // 2


def _labelled(parts: list[str], count: int, language: Language) -> list[str]:
    say = wording(language).privacy
    if count == 1:
        return parts
    return [
        f"{say.data_part.format(number=number, count=count)}\n{part}" for number, part in enumerate(parts, 1)
    ]


def _counts(removed: Erased, language: Language) -> list[str]:
    say = wording(language).privacy
    counted = (
        (say.counts_answers, removed.answers),
        (say.counts_tickets, removed.tickets),
        (say.counts_withdrawn, removed.withdrawn),
        (say.counts_handled, removed.handled),
        (say.counts_language, int(removed.language)),
    )
    return [line.format(count=count) for line, count in counted if count]


def _ids(incoming: Incoming) -> set[str]:
    person = incoming.person
    return {one for one in (person.id, person.directory_id) if one}


def _privately(turn: Turn) -> Outgoing:
    return turn.tell(wording(turn.language).tickets.refused["privately"])
