"""The time to read the whole catalog, in both languages, in a process that knows nothing yet."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final

WANTED: Final = 1.0
"""Seconds, from the first file to the finished index."""

_ROOT: Final = Path(__file__).parents[2]
_PROGRAM: Final = """
import json, time
began = time.perf_counter()
from catalog.loader import load_catalog
from dialogs.knowledge import Knowledge
imported = time.perf_counter()
catalog = load_catalog()
loaded = time.perf_counter()
Knowledge.of(catalog).search.find("password expired")  # the first search makes its index
indexed = time.perf_counter()
print(json.dumps([len(catalog.entries), imported - began, loaded - imported, indexed - loaded]))
"""


@dataclass(frozen=True, slots=True)
class CatalogPace:
    """Medians, in seconds: importing our code, parsing and validating every file, and indexing."""

    entries: int
    importing: float
    reading: float
    indexing: float

    @property
    def seconds(self) -> float:
        """From the first file to the finished index."""
        return self.reading + self.indexing

    @property
    def is_met(self) -> bool:
        return self.seconds < WANTED

    def __str__(self) -> str:
        return (
            f"{self.entries} entries read, validated and indexed in {self.seconds:.2f} s "
            f"({self.reading:.2f} s + {self.indexing:.2f} s), after {self.importing:.2f} s of imports; "
            f"wanted: under {WANTED:g} s"
        )


def catalog_report(rounds: int = 5) -> CatalogPace:
    """Read the shipped catalog in so many new processes, one after the other."""
    runs = [_run() for _ in range(rounds)]
    entries, importing, reading, indexing = (median(column) for column in zip(*runs, strict=True))
    return CatalogPace(int(entries), importing, reading, indexing)


def _run() -> list[float]:
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM], cwd=_ROOT, check=True, capture_output=True, text=True
    )
    times: list[float] = json.loads(done.stdout)
    return times


if __name__ == "__main__":
    sys.stdout.write(f"{catalog_report()}\n")
