"""How much is broken, where, and the account of it."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import pytest

from tests.databases import postgresql_server
from tests.faults.report import Report

IS_FULL: Final = os.environ.get("RECONNECT_FAULTS") == "full"
"""``make faults`` breaks everything many times; otherwise each test breaks its thing for a few seconds."""


@dataclass(frozen=True, slots=True)
class Extent:
    """How long each thing is broken. Times are in seconds."""

    kills: int
    flaky: float
    gone: float
    calm: float
    """Before and after it is gone."""
    patience: float
    """How long the bot waits for a locked database: shorter than it is gone."""
    people: int
    pause: float
    """Between two presses of a person. What they cause in a channel must fit through the platform's rates."""


@pytest.fixture(scope="session")
def extent() -> Extent:
    """The whole run, or a taste of it."""
    return Extent(200, 180.0, 30.0, 20.0, 5.0, 8, 1.2) if IS_FULL else Extent(3, 2.5, 2.5, 2.0, 0.5, 8, 0.6)


@pytest.fixture(scope="session")
def broken_postgresql() -> Iterator[Any]:
    """A PostgreSQL of our own: it is stopped while it is used."""
    with postgresql_server() as server:
        yield server


@pytest.fixture(scope="session")
def report() -> Iterator[Report]:
    """What was found, for ``docs/reliability.md``."""
    made = Report()
    yield made
    if IS_FULL:
        made.write()
