from collections.abc import Iterator

import pytest

from catalog.catalog import Catalog
from dialogs.knowledge import Knowledge
from tests.dialogs.conftest import assistant_with
from tests.dialogs.stores import Memory
from tests.fuzz.counting import IS_FULL, made
from tests.fuzz.report import current_commit, write


@pytest.fixture(scope="session", autouse=True)
def report() -> Iterator[None]:
    """After a long run: how many inputs were made, for ``docs/hostile-input.md``."""
    commit = current_commit() if IS_FULL else ""
    yield
    if IS_FULL and made:
        write(made, commit)


@pytest.fixture(scope="session")
def verbs(small: Catalog) -> tuple[str, ...]:
    """Everything that a button may ask for."""
    return tuple(sorted(assistant_with(Knowledge.of(small), Memory()).verbs))
