"""Pastes of 20,000 characters made to be slow: processor time of a whole answer, without the wire."""

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from catalog.loader import load_catalog
from dialogs.assistant import Assistant
from dialogs.knowledge import Knowledge
from tests.catalog.hostile import HOSTILE
from tests.dialogs.conftest import assistant_with, incoming
from tests.dialogs.stores import Memory

LENGTH: Final = 20_000
WANTED: Final = 50.0
"""Milliseconds of processor time."""
_UNITS: Final = {
    "all A": "A",
    "all digits": "7",
    "near codes": "AADST50076 AADSTS5OO76 AADSTS 50-076 ",
    "other codes": "AADSTS99999 ",
    "known codes": "AADSTS50076 AADSTS50173 ",
    "brackets": "[({<",
    "open tags": "<a ",
    "comments": "<!--",
    "percent": "%25",
    "percent of an address": "https://a/?b=%2525AADSTS",
    "JSON in JSON": '{\\"error\\":\\"{\\\\\\"error\\\\\\":',
    "backslashes": "\\",
    "combining": "e\u0301\u0302\u0303",
    "right to left": "\u202eAADSTS\u202c\u200f",
    "emoji": "👩‍👩‍👧‍👦",
    "entities": "&amp;lt;",
    "words of many messages": "the provided grant has expired token user application tenant was not found ",
    "French words": "le mot de passe de l’utilisateur a expiré, la connexion est refusée ",
    "ids": "7b8c9d0e-aaaa-4bbb-8ccc-ddddeeeeffff ",
    "addresses": "a.b@c.example ",
    "quotes": "\"'",
    "new lines": "\n",
    "spaces": " x",
}


def pastes() -> dict[str, str]:
    """What is tried, by name."""
    ours = {name: (unit * LENGTH)[:LENGTH] for name, unit in _UNITS.items()}
    return {**ours, **{name: make(LENGTH)[:LENGTH] for name, make in HOSTILE.items()}}


@dataclass(frozen=True, slots=True)
class Worst:
    """Milliseconds of processor time for each paste, the best of some tries."""

    taken: Mapping[str, float]

    @property
    def slowest(self) -> tuple[str, float]:
        """The name of the slowest, and its time."""
        return max(self.taken.items(), key=lambda item: item[1])

    @property
    def is_met(self) -> bool:
        return self.slowest[1] < WANTED


async def measure_worst(tries: int = 5) -> Worst:
    """Answer each paste so many times, each time from a stranger who has pasted nothing yet."""
    assistant = assistant_with(Knowledge.of(load_catalog()), Memory())
    await _answer(assistant, "AADSTS50076")
    taken = {}
    for name, paste in pastes().items():
        taken[name] = min([await _answer(assistant, paste) for _ in range(tries)]) * 1e3
    return Worst(taken)


async def _answer(assistant: Assistant, paste: str) -> float:
    started = time.thread_time()
    await assistant.respond(incoming(paste))
    return time.thread_time() - started


if __name__ == "__main__":
    found = asyncio.run(measure_worst())
    for one, spent in sorted(found.taken.items(), key=lambda item: -item[1])[:15]:
        print(f"{spent:6.1f} ms  {one}")
