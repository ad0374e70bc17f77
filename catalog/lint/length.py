"""Checks that texts are short enough to be read."""

import re
from collections.abc import Iterator
from typing import Final

from catalog.lint.texts import Kind, Prose, opening
from catalog.model import Lines

SENTENCE_WORDS: Final = 25
CAUSE_WORDS: Final = 40
TITLE_CHARACTERS: Final = 60
BUTTON_CHARACTERS: Final = 20
STEPS: Final = 7

_SENTENCE_END: Final = re.compile(r"(?<=[.!?…])[*»”)\s]+(?=\S)")
_WORD: Final = re.compile(r"\*\*.*?\*\*\S*|(?<!\S)[^\s\w]*\w\S*")
"""A word, or the name of a button or menu, which is set in bold and read as one."""


def long_sentence(prose: Prose) -> Iterator[str]:
    """A sentence of more than 25 words loses its reader."""
    for sentence in _SENTENCE_END.split(prose.text):
        if (words := _count_words(sentence)) > SENTENCE_WORDS:
            yield f"The sentence “{opening(sentence)} …” has {words} words; {SENTENCE_WORDS} at most."


def long_cause(prose: Prose) -> Iterator[str]:
    """A cause of more than 40 words leaves no room for the steps on a phone's screen."""
    if prose.kind is Kind.CAUSE and (words := _count_words(prose.text)) > CAUSE_WORDS:
        yield f"The cause has {words} words; {CAUSE_WORDS} at most."


def long_title(prose: Prose) -> Iterator[str]:
    """Titles stand on one or two lines of a phone; a playbook's title stands on a button."""
    limit = {Kind.TITLE: TITLE_CHARACTERS, Kind.BUTTON: BUTTON_CHARACTERS}.get(prose.kind)
    if limit is not None and len(prose.text) > limit:
        yield f"The {prose.kind} has {len(prose.text)} characters; {limit} at most."


def too_many_steps(steps: Lines) -> Iterator[str]:
    """Nobody follows more than seven steps."""
    count = max(len(steps.en), len(steps.fr))
    if count > STEPS:
        yield f"There are {count} steps; {STEPS} at most."


def _count_words(text: str) -> int:
    return len(_WORD.findall(text))
