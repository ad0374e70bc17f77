"""What the assistant knows just now, and the one place where it is exchanged for something newer."""

from dataclasses import dataclass
from typing import Self

from cards.printing import Printer
from catalog.catalog import Catalog
from catalog.reading import Reader
from catalog.recognition import Recogniser
from catalog.search import CatalogSearch
from dialogs.commands import Commands


@dataclass(frozen=True, slots=True)
class Knowledge:
    """One catalog with what is made from it. They belong together: a turn uses one throughout."""

    catalog: Catalog
    reader: Reader
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

    @property
    def current(self) -> Knowledge:
        return self._current

    def exchange(self, knowledge: Knowledge) -> None:
        """Let every turn from now on use ``knowledge``."""
        self._current = knowledge
