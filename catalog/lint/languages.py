"""Checks that everything is said in both languages."""

from collections.abc import Iterator
from typing import Final

from catalog.lint.texts import Listed, lists
from catalog.model import Entry, Family, Playbook
from catalog.problems import Problem
from catalog.sources import Sourced

_NAMES: Final = {"en": "English", "fr": "French"}


def both_languages(source: Sourced[Entry] | Sourced[Playbook] | Sourced[Family]) -> Iterator[Problem]:
    """Steps say the same in both languages; only messages and phrases may lack the French."""
    for listed in lists(source.value):
        for message in _differences(listed):
            yield source.problem(message, *listed.location)


def _differences(listed: Listed) -> Iterator[str]:
    english, french = len(listed.lines.en), len(listed.lines.fr)
    name = str(listed.location[-1])
    if french and not english:
        yield f"`{name}` is missing in {_NAMES['en']}."
    elif listed.kind is None:
        return
    elif english and not french:
        yield f"`{name}` is missing in {_NAMES['fr']}."
    elif english != french:
        yield f"`{name}` has {english} items in English and {french} in French; give the same in both."
    elif not english and name != "steps":
        yield f"`{name}` says nothing."
