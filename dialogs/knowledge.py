"""What the assistant knows just now, and the one place where it is exchanged for something newer."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, Self

from cards.printing import Printer
from catalog.catalog import Catalog
from catalog.reading import Reader, Reading
from catalog.recognition import Recogniser
from catalog.search import CatalogSearch
from dialogs.commands import Commands


class Reads(Protocol):
    """Reads pastes."""

    def prepare(self) -> None:
        """Make now what the first reading would wait for."""

    def read(self, text: str) -> Reading:
        """What ``text`` is about, and its words without secrets."""


@dataclass(frozen=True, slots=True)
class Knowledge:
    """One catalog with what is made from it. They belong together: a turn uses one throughout."""

    catalog: Catalog
    reader: Reads
    printer: Printer
    commands: Commands
    search: CatalogSearch

    @classmethod
    def of(cls, catalog: Catalog) -> Self:
        """Index ``catalog``: a tenth of a second and more of processor time, so do it in a thread."""
        return cls(catalog, Reader(Recogniser(catalog)), Printer(), Commands(catalog), CatalogSearch(catalog))


class Library:
    """Holds the knowledge in use. Exchanging it is one assignment: turns under way keep what they have."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._current = knowledge
        self._change: Callable[[Knowledge], Knowledge] = lambda known: known

    @property
    def current(self) -> Knowledge:
        return self._current

    def exchange(self, knowledge: Knowledge) -> None:
        """Let every turn from now on use ``knowledge``."""
        self._current = self._change(knowledge)

    def through(self, change: Callable[[Knowledge], Knowledge]) -> None:
        """Use what ``change`` makes of the knowledge, of the present one and of each that comes after."""
        self._change = change
        self._current = change(self._current)
