"""In-memory ports for the dialogs' tests; the real stores have a contract suite of their own."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from catalog.language import Language
from dialogs.ports import Erased, GivenAnswer, UnknownCode


@dataclass
class Memory:
    """Preferences, answers and unknown codes, and a clock that moves a second at each look."""

    languages: dict[tuple[str, str], Language] = field(default_factory=dict)
    given: list[GivenAnswer] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    moment: datetime = datetime(2026, 1, 1, tzinfo=UTC)
    people: dict[str, Any] = field(default_factory=dict)
    """What is kept about each person, by any of their ids."""

    async def language(self, tenant: str, person: str) -> Language | None:
        return self.languages.get((tenant, person))

    async def set_language(self, tenant: str, person: str, language: Language, *, at: datetime) -> None:
        self.languages[tenant, person] = language

    async def remember(self, answer: GivenAnswer) -> None:
        self.given.append(answer)

    async def get(self, tenant: str, answer_id: str) -> GivenAnswer | None:
        return next((item for item in self.given if item.id == answer_id and item.tenant == tenant), None)

    async def latest(self, tenant: str, person: str, conversation: str) -> GivenAnswer | None:
        wanted = (tenant, person, conversation)
        own = [item for item in self.given if (item.tenant, item.person, item.conversation) == wanted]
        return own[-1] if own else None

    async def export(self, tenant: str | None, ids: Collection[str]) -> Mapping[str, Any]:
        found = [self.people[one] for one in ids if one in self.people]
        return {"tenant": found[0]} if found else {}

    async def erase(self, tenant: str | None, ids: Collection[str], *, at: datetime) -> Erased:
        found = [self.people.pop(one) for one in ids if one in self.people]
        return Erased(language=True, answers=3, tickets=2, withdrawn=1) if found else Erased()

    async def record(self, code: str, at: datetime) -> None:
        self.codes.append(code)

    async def most_seen(self, limit: int = 100) -> Sequence[UnknownCode]:
        return [
            UnknownCode(code, self.codes.count(code), self.moment, self.moment) for code in set(self.codes)
        ]

    def now(self) -> datetime:
        self.moment += timedelta(seconds=1)
        return self.moment
