"""Checks of what recognition works with: literal messages, examples and counterexamples."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import chain, combinations
from typing import Final

from catalog.language import LANGUAGES
from catalog.lint.texts import lists
from catalog.model import Entry
from catalog.problems import Problem
from catalog.sources import Sourced
from catalog.yaml_source import Location

EXAMPLES: Final = 2

_PLACEHOLDER: Final = re.compile(r"\{\w[\w -]*\}")


def messages(source: Sourced[Entry]) -> Iterator[Problem]:
    """A literal message is what the service prints, without the entry's own code and symbolic name."""
    entry = source.value
    for text, location in _messages(entry):
        if entry.name and entry.name.casefold() in text.casefold():
            yield source.problem(f"Leave the symbolic name `{entry.name}` out of the message.", *location)
        if entry.code and entry.code.casefold() in text.casefold():
            yield source.problem(f"Leave the code `{entry.code}` out of the message.", *location)


def examples(source: Sourced[Entry]) -> Iterator[Problem]:
    """An entry has two examples at least, one of them with its code; no sample is both good and bad."""
    entry = source.value
    if len(entry.examples) < EXAMPLES:
        yield source.problem(f"Give at least {EXAMPLES} examples.", "examples")
    if entry.code and not any(entry.code.removeprefix("AADSTS") in text for text in entry.examples):
        yield source.problem(f"Give an example that holds the code {entry.code}.", "examples")
    good = {normalised(text) for text in entry.examples}
    for index, text in enumerate(entry.counterexamples):
        if normalised(text) in good:
            yield source.problem("This counterexample is also an example.", "counterexamples", index)


def duplicate_messages(entries: Mapping[str, Sourced[Entry]]) -> Iterator[Problem]:
    """One message in two entries needs a rule that separates them: a family, or products for one."""
    uses: defaultdict[str, list[tuple[Sourced[Entry], Location]]] = defaultdict(list)
    for source in entries.values():
        for text, location in _messages(source.value):
            uses[normalised(text)].append((source, location))
    for first, second in chain.from_iterable(combinations(group, 2) for group in uses.values()):
        (one, _), (other, location) = first, second
        if one is other:
            yield other.problem("The entry has this message already.", *location)
        elif not _is_separated(one.value, other.value):
            message = f"`{one.value.id}` has the same message: give both a `family`, or one `products`."
            yield other.problem(message, *location)


def duplicate_examples(entries: Mapping[str, Sourced[Entry]]) -> Iterator[Problem]:
    """One example cannot be answered with two entries."""
    first: dict[str, str] = {}
    for source in entries.values():
        for index, text in enumerate(source.value.examples):
            owner = first.setdefault(normalised(text), source.value.id)
            if owner != source.value.id:
                yield source.problem(f"`{owner}` has the same example.", "examples", index)


def normalised(message: str) -> str:
    """Return ``message`` as recognition sees it: no case, no layout, every placeholder alike."""
    return " ".join(_PLACEHOLDER.sub("{}", message).casefold().split()).rstrip(".")


def _messages(entry: Entry) -> Iterator[tuple[str, Location]]:
    for listed in lists(entry):
        if listed.location[-1] == "messages":
            for language in LANGUAGES:
                for index, text in enumerate(listed.lines.in_(language)):
                    yield text, (*listed.location, language, index)


def _is_separated(one: Entry, other: Entry) -> bool:
    if one.family and one.family == other.family:
        return True
    return bool(one.products or other.products) and set(one.products).isdisjoint(other.products)
