"""In-memory ports for the dialogs' tests; the real stores have a contract suite of their own."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from catalog.language import Language
from dialogs.ports import GivenAnswer, UnknownCode


@dataclass
class Memory:
    """Preferences, answers and unknown codes, and a clock that moves a second at each look."""

    languages: dict[tuple[str, str], Language] = field(default_factory=dict)
    given: list[GivenAnswer] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    moment: datetime = datetime(2026, 1, 1, tzinfo=UTC)

    async def language(self, tenant: str, person: str) -> Language | None:
        return self.languages.get((tenant, person))

    async def set_language(self, tenant: str, person: str, language: Language) -> None:
        self.languages[tenant, person] = language

    async def remember(self, answer: GivenAnswer) -> None:
        self.given.append(answer)

    async def get(self, tenant: str, answer_id: str) -> GivenAnswer | None:
        return next((item for item in self.given if item.id == answer_id and item.tenant == tenant), None)

    async def latest(self, tenant: str, person: str, conversation: str) -> GivenAnswer | None:
        wanted = (tenant, person, conversation)
        own = [item for item in self.given if (item.tenant, item.person, item.conversation) == wanted]
        return own[-1] if own else None

    async def forget_words(self, before: datetime) -> int:
        old = [item for item in self.given if item.given_at < before]
        self.given = [
            replace(item, paste="", note=None) if item.given_at < before else item for item in self.given
        ]
        return len(old)

    async def record(self, code: str, at: datetime) -> None:
        self.codes.append(code)

    async def most_seen(self, limit: int = 100) -> Sequence[UnknownCode]:
        return [
            UnknownCode(code, self.codes.count(code), self.moment, self.moment) for code in set(self.codes)
        ]

    def now(self) -> datetime:
        self.moment += timedelta(seconds=1)
        return self.moment
