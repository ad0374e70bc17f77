"""The check that an entry's answer stands on one screen of a phone."""

from collections.abc import Iterator
from math import ceil
from typing import Final

from catalog.language import LANGUAGES, Language
from catalog.model import Advice, Entry
from catalog.problems import Problem
from catalog.sources import Sourced
from catalog.yaml_source import Location

LINES: Final = 20
"""Lines of a phone that cause, steps and check fill together; where playbooks follow, two fewer."""
LINE_CHARACTERS: Final = 49
STEP_CHARACTERS: Final = 43


def one_screen(source: Sourced[Entry]) -> Iterator[Problem]:
    """What is open on the card as it arrives fits a phone's screen, with each of the entry's meanings."""
    entry = source.value
    meanings: list[tuple[Advice, Location]] = [(entry.advice(None, None), ("cause",))]
    for index, variant in enumerate(entry.variants):
        quoted = next(iter((*variant.messages.en, *variant.messages.fr)), None)
        meanings.append((entry.advice(variant.product, quoted), ("variants", index)))
    for advice, location in meanings:
        most = LINES - 2 if advice.remedies else LINES
        for language in LANGUAGES:
            if (lines := _lines(advice, language)) > most:
                message = (
                    f"Cause, steps and check fill {lines} lines of a phone in `{language}`; {most} at most."
                )
                yield source.problem(message, *location)


def _lines(advice: Advice, language: Language) -> int:
    texts = (advice.cause.in_(language), advice.verify.in_(language))
    return sum(ceil(_length(text) / LINE_CHARACTERS) for text in texts) + sum(
        ceil(_length(step) / STEP_CHARACTERS) for step in advice.steps.in_(language)
    )


def _length(text: str) -> int:
    return len(text.replace("**", ""))
