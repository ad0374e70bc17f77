"""Checks of families: entries whose printed messages are the same."""

from collections.abc import Iterator, Mapping

from catalog.model import Entry, Family
from catalog.problems import Problem
from catalog.sources import Sourced


def families(
    entries: Mapping[str, Sourced[Entry]], declared: Mapping[str, Sourced[Family]]
) -> Iterator[Problem]:
    """A family is declared, has two members at least, and its first is one of them."""
    members: dict[str, set[str]] = {}
    for source in entries.values():
        family = source.value.family
        if family is None:
            continue
        members.setdefault(family, set()).add(source.value.id)
        if family not in declared:
            yield source.problem(f"There is no family `{family}`: declare it in `families/`.", "family")
    for name, declaration in declared.items():
        own = members.get(name, set())
        if len(own) < 2:
            yield declaration.problem("A family has two members at least.", "id")
        elif declaration.value.first not in own:
            yield declaration.problem(f"`{declaration.value.first}` is not of this family.", "first")
