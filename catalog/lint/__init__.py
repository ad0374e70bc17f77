"""Checks of the catalog beyond its schema: language, length, wording, typography, dead parts, samples.

Each check is a function that yields what is wrong: sentences for a text, problems for an entry, a playbook
or the whole set. A new check is one function, named in one of the tables below.
"""

from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from typing import Final

from catalog.draft import MARK
from catalog.lint.advice import procedures, unused_playbooks, variants
from catalog.lint.drafts import unfinished
from catalog.lint.families import families
from catalog.lint.jargon import jargon
from catalog.lint.languages import both_languages
from catalog.lint.length import long_cause, long_sentence, long_title, too_many_steps
from catalog.lint.samples import duplicate_examples, duplicate_messages, examples, messages
from catalog.lint.screen import one_screen
from catalog.lint.texts import Prose, lists, prose
from catalog.lint.typography import french_typography, markup
from catalog.lint.verbs import verbless_step
from catalog.model import Entry, Family, Playbook
from catalog.problems import Problem
from catalog.sources import Sourced, Sources, read_sources

TEXT_CHECKS: Final[tuple[Callable[[Prose], Iterator[str]], ...]] = (
    long_sentence,
    long_cause,
    long_title,
    jargon,
    verbless_step,
    french_typography,
    markup,
)
ENTRY_CHECKS: Final[tuple[Callable[[Sourced[Entry]], Iterator[Problem]], ...]] = (
    variants,
    one_screen,
    messages,
    examples,
)
PLAYBOOK_CHECKS: Final[tuple[Callable[[Sourced[Playbook]], Iterator[Problem]], ...]] = (procedures,)


def lint(*folders: Path) -> list[Problem]:
    """Return everything that is wrong with the catalog in ``folders``, by path and line.

    Folders are those of :func:`catalog.loader.load_catalog`; without any, the shipped catalog.
    """
    sources = read_sources(*folders)
    found: set[Problem] = set(sources.problems)
    for entry in sources.entries.values():
        found.update(_shared(entry), chain.from_iterable(check(entry) for check in ENTRY_CHECKS))
    for family in sources.families.values():
        found.update(_shared(family))
    for playbook in sources.playbooks.values():
        found.update(_shared(playbook), chain.from_iterable(check(playbook) for check in PLAYBOOK_CHECKS))
    found.update(_whole_set(sources))
    return sorted(found)


def _shared(source: Sourced[Entry] | Sourced[Playbook] | Sourced[Family]) -> Iterator[Problem]:
    yield from both_languages(source)
    yield from unfinished(source)
    for text in prose(source.value):
        if MARK in text.text:
            continue
        for check in TEXT_CHECKS:
            for message in check(text):
                yield source.problem(message, *text.location)
    for listed in lists(source.value):
        if listed.kind:
            for message in too_many_steps(listed.lines):
                yield source.problem(message, *listed.location)


def _whole_set(sources: Sources) -> Iterator[Problem]:
    yield from unused_playbooks(sources.entries, sources.playbooks)
    yield from families(sources.entries, sources.families)
    yield from duplicate_messages(sources.entries)
    yield from duplicate_examples(sources.entries)
