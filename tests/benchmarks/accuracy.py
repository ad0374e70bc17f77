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
_OF_EACH: Final = 24
_LONGEST: Final = 3_000
"""Characters of the pastes whose times count; longer ones have a line of their own."""
_LONG: Final = 28_000


@dataclass(frozen=True, slots=True)
class Found:
    """How one way of searching did: shares first by class, and processor times in milliseconds."""

    name: str
    first: dict[str, float]
    times: list[float]

    @property
    def overall(self) -> float:
        return sum(self.first.values()) / len(self.first)

    @property
    def middle(self) -> float:
        return median(self.times)

    @property
    def p99(self) -> float:
        return quantiles(self.times, n=100)[-1]


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
    pastes = sample(catalog)
    recogniser = Recogniser(catalog)
    ours = _measured(Peer(_OURS, _first(recogniser)), pastes)
    others = [_measured(peer, pastes[:: peer.every]) for peer in peers(catalog)]
    reliability = reliability_of(recogniser, [*pastes, *negatives()])
    draw(reliability, PLOT)
    large = _measured(Peer("large", _first(Recogniser(grown(catalog, LARGE)))), pastes)
    long = _measured(Peer("long", _first(recogniser)), _long_pastes())
    promises = _promises(ours, others, large, long, building_of(catalog), reliability)
    return "\n".join(
        [
            "## Recognition beside other ways to search",
            "",
            f"{len(pastes)} pastes of the test split and of the collected ones, all classes, on one core, "
            "over the whole catalog. Times are processor time for pastes up to 3 KB.",
            "",
            "| | Found | Wanted | |",
            "| --- | --- | --- | --- |",
            *map(str, promises),
            "",
            "| | Right entry first | Worst class | Median | 99th percentile |",
            "| --- | --- | --- | --- | --- |",
            *map(_row, [ours, *others]),
            "",
            "Right entry first, class by class:",
            "",
            *_by_class(ours, others),
            "",
            f"![How often an answer is right, by its confidence](images/{PLOT.name})",
        ]
    )


def sample(catalog: Catalog) -> list[Paste]:
    """Some pastes of every class of the test split, and the collected ones."""
    of_kind: dict[str, list[Paste]] = {}
    for paste in Generator(catalog).pastes():
        if paste.split == "test" and UNKNOWN not in paste.accepted:
            of_kind.setdefault(paste.kind, []).append(paste)
    some = [paste for found in of_kind.values() for paste in found[:: max(len(found) // _OF_EACH, 1)]]
    named = [paste for paste in real() if UNKNOWN not in paste.accepted]
    return [*some, *named, *(without_code(paste, catalog) for paste in named)]


def _promises(
    ours: Found,
    others: Sequence[Found],
    large: Found,
    long: Found,
    building: Building,
    reliability: Reliability,
) -> Iterator[Promise]:
    slowest = next(found for found in others if found.name == WRATIO)
    lead = min(ours.first[kind] - found.first[kind] for found in others for kind in found.first)
    yield Promise("Median", ours.middle, 0.4, " ms")
    yield Promise("99th percentile", ours.p99, 2.5, " ms")
    yield Promise(f"Median with {LARGE:,} entries", large.middle, 5, " ms")
    yield Promise(f"99th percentile with {LARGE:,} entries", large.p99, 5, " ms")
    yield Promise("Any input of 28 KB, the slowest", max(long.times), 30, " ms")
    yield Promise(f"Times as fast as {WRATIO}", slowest.middle / ours.middle, 20, at_least=True)
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


def _measured(peer: Peer, pastes: Sequence[Paste]) -> Found:
    right: dict[str, list[bool]] = {}
    times = []
    for paste in pastes[:10]:
        peer.first(paste.text)
    for paste in pastes:
        started = time.process_time()
        entry_id = peer.first(paste.text)
        if len(paste.text) <= _LONGEST or paste.kind == "long":
            times.append((time.process_time() - started) * 1000)
        right.setdefault(paste.kind, []).append(entry_id in paste.accepted)
    return Found(peer.name, {kind: sum(found) / len(found) for kind, found in right.items()}, times)


def _row(found: Found) -> str:
    return (
        f"| {found.name} | {found.overall:.1%} | {min(found.first.values()):.0%} "
        f"| {found.middle:.2f} ms | {found.p99:.2f} ms |"
    )


def _by_class(ours: Found, others: Sequence[Found]) -> Iterator[str]:
    yield "| | " + " | ".join(found.name for found in (ours, *others)) + " |"
    yield "| --- " * (len(others) + 2) + "|"
    for kind, share in ours.first.items():
        shares = [share, *(found.first.get(kind, 0.0) for found in others)]
        yield f"| {kind} | " + " | ".join(f"{share:.0%}" for share in shares) + " |"


if __name__ == "__main__":
    print(recognition_report())
