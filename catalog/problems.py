"""What is wrong with a file of the catalog, and where."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

Level = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong at one line of one file. It prints as ``path:line: severity: sentence``."""

    path: Path
    line: int
    severity: Level
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.severity}: {self.message}"

    def relative_to(self, folder: Path) -> "Problem":
        """Return the problem with its path as seen from ``folder``, where it lies inside."""
        if not self.path.is_relative_to(folder):
            return self
        return replace(self, path=self.path.relative_to(folder))


class CatalogError(Exception):
    """The catalog cannot be used. ``problems`` holds everything that is wrong, by path and line."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(map(str, self.problems)))
