"""Recognition in a catalog of any size, and what the shipped one costs in time and memory to build.

A larger catalog is made from the shipped one: copies of its entries whose words are put in place of one
another, so that its messages are as long and as like each other as real ones, and every word keeps its share.
"""

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random
from typing import Final

from catalog.catalog import Catalog
from catalog.model import Entry, Lines
from catalog.recognition import Recogniser

_WORD: Final = re.compile(r"[^\W\d_]{4,}")
_CHANGED: Final = 0.5
"""Share of the words of a copied message that are another message's."""
_MEMORY: Final = """
import gc, psutil
from catalog.loader import load_catalog
from catalog.recognition import Recogniser
catalog = load_catalog()
gc.collect()
before = psutil.Process().memory_info().rss
recogniser = Recogniser(catalog)
recogniser.prepare()
recogniser.recognise("AADSTS50076: you must use multi-factor authentication")
gc.collect()
print((psutil.Process().memory_info().rss - before) / 1e6)
"""


@dataclass(frozen=True, slots=True)
class Building:
    """Seconds of processor time to build a recogniser, and the megabytes that it takes, numpy included."""

    seconds: float
    megabytes: float


def building_of(catalog: Catalog, rounds: int = 5) -> Building:
    """Measure building: the least time of some rounds, and the memory in a process of its own."""
    seconds = []
    for _ in range(rounds):
        started = time.process_time()
        Recogniser(catalog).prepare()
        seconds.append(time.process_time() - started)
    said = subprocess.run([sys.executable, "-c", _MEMORY], check=True, capture_output=True, text=True).stdout
    return Building(min(seconds), float(said))


def grown(catalog: Catalog, entries: int, seed: int = 4) -> Catalog:
    """The catalog with so many entries: its own, and copies in other words."""
    random = Random(seed)
    words = [
        word for entry in catalog.entries.values() for text in entry.printed for word in _WORD.findall(text)
    ]
    copies = {entry.id: entry for entry in _copies(catalog, entries - len(catalog.entries), words, random)}
    return replace(catalog, entries={**catalog.entries, **copies})


def _copies(catalog: Catalog, count: int, words: list[str], random: Random) -> Iterator[Entry]:
    originals = list(catalog.entries.values())
    for number in range(count):
        entry = originals[number % len(originals)]

        def other(lines: Lines) -> Lines:
            return Lines(
                en=tuple(_reworded(text, words, random) for text in lines.en),
                fr=tuple(_reworded(text, words, random) for text in lines.fr),
            )

        changed = {"id": f"copy-{number}", "family": None, "name": None, "variants": ()}
        yield entry.model_copy(
            update={**changed, "messages": other(entry.messages), "said_as": other(entry.said_as)}
        )


def _reworded(text: str, words: list[str], random: Random) -> str:
    return _WORD.sub(lambda match: random.choice(words) if random.random() < _CHANGED else match[0], text)
