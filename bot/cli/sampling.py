"""Holding recognition to the samples that stand beside each entry."""

from collections.abc import Iterator

from catalog.model import Entry
from catalog.problems import Problem
from catalog.recognition import Outcome, Recogniser
from catalog.sources import Sourced


def failing_samples(source: Sourced[Entry], recogniser: Recogniser) -> Iterator[Problem]:
    """Each example that is not answered with its entry, and each counterexample that is."""
    entry = source.value
    for index, text in enumerate(entry.examples):
        if (answered := _answer_to(text, recogniser)) != entry.id:
            message = f"This example is answered with {answered or 'no entry'}."
            yield source.problem(message, "examples", index)
    for index, text in enumerate(entry.counterexamples):
        if _answer_to(text, recogniser) == entry.id:
            yield source.problem("This counterexample is answered with the entry.", "counterexamples", index)


def _answer_to(text: str, recogniser: Recogniser) -> str | None:
    """The id of the entry that ``text`` is answered with; None where it is a choice or nothing."""
    found = recogniser.recognise(text)
    return found.matches[0].entry_id if found.outcome is Outcome.ANSWER else None
