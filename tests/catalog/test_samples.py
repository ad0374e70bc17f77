"""Every example of an entry is answered with it, and no counterexample is."""

import pytest

from catalog.catalog import Catalog
from catalog.loader import load_catalog
from catalog.recognition import Outcome, Recogniser

CATALOG = load_catalog()


def samples(field: str) -> dict[str, tuple[str, str]]:
    """Return each sample as (id of its entry, text), under a name for the test."""
    return {
        f"{entry.id}-{number}": (entry.id, text)
        for entry in CATALOG.entries.values()
        for number, text in enumerate(getattr(entry, field), start=1)
    }


EXAMPLES = samples("examples")
COUNTEREXAMPLES = samples("counterexamples")


@pytest.fixture(scope="module")
def recogniser(shipped: Catalog) -> Recogniser:
    return Recogniser(shipped)


@pytest.mark.parametrize(("entry_id", "text"), EXAMPLES.values(), ids=EXAMPLES)
def test_an_example_is_answered_with_its_entry(recogniser: Recogniser, entry_id: str, text: str) -> None:
    recognition = recogniser.recognise(text)
    assert recognition.outcome is Outcome.ANSWER
    assert recognition.matches[0].entry_id == entry_id


@pytest.mark.parametrize(("entry_id", "text"), COUNTEREXAMPLES.values(), ids=COUNTEREXAMPLES)
def test_a_counterexample_is_not(recogniser: Recogniser, entry_id: str, text: str) -> None:
    recognition = recogniser.recognise(text)
    assert recognition.outcome is not Outcome.ANSWER or recognition.matches[0].entry_id != entry_id
