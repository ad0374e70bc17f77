"""Recognition beside other ways to search the same texts: accuracy, speed, size, and honest confidence.

One function for the page: :func:`recognition_report`. Times are processor time, so that other work on the
machine does not count.
"""

import gc
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from typing import Final

from catalog.catalog import Catalog
from catalog.loader import load_catalog
from catalog.recognition import Recogniser
from tests.benchmarks.peers import WRATIO, First, Peer, peers
from tests.benchmarks.reliability import Reliability, draw, reliability_of
from tests.benchmarks.scale import Building, building_of, grown
from tests.catalog.hostile import HOSTILE
from tests.catalog.recognition.collected import negatives, real, without_code
from tests.catalog.recognition.pastes import UNKNOWN, Generator, Paste

PLOT: Final = Path(__file__).parents[2] / "docs" / "images" / "recognition-reliability.png"
LARGE: Final = 40_000
_OURS: Final = "Reconnect"
_OURS_LARGE: Final = "Reconnect, large catalog"
_ROUNDS: Final = 5
_OF_EACH: Final = 24
_LONGEST: Final = 3_000
"""Characters of the pastes whose times count; longer ones have a line of their own."""
_LONG: Final = 28_000


@dataclass(frozen=True, slots=True)
class Times:
    """Processor times in milliseconds."""

    each: Sequence[float]

    @property
    def middle(self) -> float:
        return median(self.each)

    @property
    def p99(self) -> float:
        return quantiles(self.each, n=100)[-1]


@dataclass(frozen=True, slots=True)
class Found:
    """How one way of searching did: shares first by class, and times."""

    name: str
    first: dict[str, float]
    times: Times

    @property
    def overall(self) -> float:
        return sum(self.first.values()) / len(self.first)


@dataclass(frozen=True, slots=True)
class Promise:
    """One number that recognition has to keep to."""

    subject: str
    found: float
    wanted: float
    unit: str = ""
    at_least: bool = False

    def __str__(self) -> str:
        kept = self.found >= self.wanted if self.at_least else self.found <= self.wanted
        sign = "≥" if self.at_least else "≤"
        return (
            f"| {self.subject} | {self.found:.3g}{self.unit} | {sign} {self.wanted:g}{self.unit} "
            f"| {'met' if kept else 'missed'} |"
        )


def recognition_report() -> str:
    """Measure everything, write the plot, and return the section for docs/performance.md."""
    catalog = load_catalog()
    pastes = pastes_of(catalog)
    timed = evenly(pastes)
    building = building_of(catalog)
    recogniser = Recogniser(catalog)
    others = list(peers(catalog))
    searches = [Peer(_OURS, _first(recogniser)), *others]
    times = _times([*searches, Peer(_OURS_LARGE, _first(Recogniser(grown(catalog, LARGE))))], timed)
    ours, *theirs = (
        Found(peer.name, _right(peer.first, pastes[:: peer.every]), times[peer.name]) for peer in searches
    )
    reliability = reliability_of(recogniser, [*pastes, *negatives()])
    draw(reliability, PLOT)
    long = _times([searches[0]], _long_pastes())[_OURS]
    promises = _promises(ours, theirs, times[_OURS_LARGE], long, building, reliability)
    return "\n".join(
        [
            "## Recognition beside other ways to search",
            "",
            f"The {len(pastes):,} pastes of the test split and the collected ones, over the whole catalog, "
            f"on one core. Times are processor time, of {len(timed):,} pastes up to 3 KB: as many of every "
            "class that was made, and all that were collected; of each paste the best of "
            f"{_ROUNDS} rounds, in which all took turns.",
            "",
            "| | Found | Wanted | |",
            "| --- | --- | --- | --- |",
            *map(str, promises),
            "",
            "| | Right entry first | Worst class | Median | 99th percentile |",
            "| --- | --- | --- | --- | --- |",
            *map(_row, [ours, *theirs]),
            "",
            "Right entry first, class by class:",
            "",
            *_by_class(ours, theirs),
            "",
            f"![How often an answer is right, by its confidence](images/{PLOT.name})",
        ]
    )


def pastes_of(catalog: Catalog) -> list[Paste]:
    """The test split, and the collected pastes with and without their code."""
    made = [paste for paste in Generator(catalog).pastes() if paste.split == "test"]
    named = [paste for paste in real() if UNKNOWN not in paste.accepted]
    return [
        *(paste for paste in made if UNKNOWN not in paste.accepted),
        *named,
        *(without_code(paste, catalog) for paste in named),
    ]


def evenly(pastes: Sequence[Paste]) -> list[Paste]:
    """Those whose times count: as many of every class that was made, and all that were collected."""
    of_kind: dict[str, list[Paste]] = {}
    for paste in pastes:
        if len(paste.text) <= _LONGEST:
            of_kind.setdefault(paste.kind, []).append(paste)
    return [
        paste
        for kind, found in of_kind.items()
        for paste in found[:: 1 if kind.startswith("real") else max(len(found) // _OF_EACH, 1)]
    ]


def _promises(
    ours: Found,
    others: Sequence[Found],
    large: Times,
    long: Times,
    building: Building,
    reliability: Reliability,
) -> Iterator[Promise]:
    slowest = next(found for found in others if found.name == WRATIO)
    lead = min(ours.first[kind] - found.first[kind] for found in others for kind in found.first)
    yield Promise("Median", ours.times.middle, 0.4, " ms")
    yield Promise("99th percentile", ours.times.p99, 2.5, " ms")
    yield Promise(f"Median with {LARGE:,} entries", large.middle, 5, " ms")
    yield Promise(f"99th percentile with {LARGE:,} entries", large.p99, 5, " ms")
    yield Promise("Any input of 28 KB, the slowest", max(long.each), 30, " ms")
    yield Promise(f"Times as fast as {WRATIO}", slowest.times.middle / ours.times.middle, 20, at_least=True)
    yield Promise("Lead over the best peer, worst class", 100 * lead, 0, " points", at_least=True)
    yield Promise("Building", building.seconds, 0.4, " s")
    yield Promise("Memory", building.megabytes, 60, " MB")
    yield Promise("Expected calibration error", reliability.error, 0.05)


def _long_pastes() -> list[Paste]:
    """Hostile texts and log, each blown up to 28 KB."""
    repeated = ("error AADSTS50076: ", *(paste.text for paste in real()[:20]))
    texts = [
        *(make(_LONG) for make in HOSTILE.values()),
        *(text * (_LONG // len(text) + 1) for text in repeated),
    ]
    return [Paste("long", text[:_LONG], frozenset(), text[:40]) for text in texts]


def _first(recogniser: Recogniser) -> First:
    recogniser.prepare()
    gc.collect()
    gc.freeze()  # as reconnect serve does

    def first(text: str) -> str | None:
        matches = recogniser.recognise(text).matches
        return matches[0].entry_id if matches else None

    return first


def _right(first: First, pastes: Sequence[Paste]) -> dict[str, float]:
    """The share of each class whose right entry comes first."""
    right: dict[str, list[bool]] = {}
    for paste in pastes:
        right.setdefault(paste.kind, []).append(first(paste.text) in paste.accepted)
    return {kind: sum(found) / len(found) for kind, found in right.items()}


def _times(searches: Sequence[Peer], pastes: Sequence[Paste]) -> dict[str, Times]:
    """How long each search takes over each paste, in the best of some rounds: all take turns in each."""
    rounds: dict[str, list[list[float]]] = {search.name: [] for search in searches}
    for _ in range(_ROUNDS):
        for search in searches:
            rounds[search.name].append([_time(search.first, paste) for paste in pastes[:: search.every]])
    return {name: Times([min(each) for each in zip(*found, strict=True)]) for name, found in rounds.items()}


def _time(first: First, paste: Paste) -> float:
    """Processor time in milliseconds."""
    started = time.process_time()
    first(paste.text)
    return (time.process_time() - started) * 1000


def _row(found: Found) -> str:
    return (
        f"| {found.name} | {found.overall:.1%} | {min(found.first.values()):.0%} "
        f"| {found.times.middle:.2f} ms | {found.times.p99:.2f} ms |"
    )


def _by_class(ours: Found, others: Sequence[Found]) -> Iterator[str]:
    yield "| | " + " | ".join(found.name for found in (ours, *others)) + " |"
    yield "| --- " * (len(others) + 2) + "|"
    for kind, share in ours.first.items():
        shares = [share, *(found.first.get(kind, 0.0) for found in others)]
        yield f"| {kind} | " + " | ".join(f"{share:.0%}" for share in shares) + " |"


if __name__ == "__main__":
    print(recognition_report())
