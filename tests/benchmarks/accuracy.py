"""Recognition beside other ways to search the same texts: accuracy, speed, and how honest its confidence is.

One function for the page: :func:`recognition_report`. Peers that need more than the standard library and
rapidfuzz (bm25s, tantivy, scikit-learn) are left out: they would be installed for one table only.
"""

import re
import sqlite3
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from typing import Final

from PIL import Image, ImageDraw
from rapidfuzz import fuzz, process

from catalog.catalog import Catalog
from catalog.loader import load_catalog
from catalog.recognition import Recogniser
from tests.catalog.recognition.collected import negatives, real, without_code
from tests.catalog.recognition.pastes import UNKNOWN, Generator, Paste

First = Callable[[str], str | None]
"""Tells the entry that a way of searching puts first, if any."""

PLOT: Final = Path(__file__).parents[2] / "docs" / "images" / "recognition-reliability.png"
_OF_EACH: Final = 12
_LONGEST_OF_SLOW: Final = 4
"""The slowest peers see one paste in so many."""
_BINS: Final = 10
_SIDE, _EDGE = 480, 48


@dataclass(frozen=True, slots=True)
class Found:
    """How one way of searching did: shares first by class, and times in milliseconds."""

    name: str
    first: dict[str, float]
    times: list[float]

    @property
    def overall(self) -> float:
        return sum(self.first.values()) / len(self.first)


@dataclass(frozen=True, slots=True)
class Reliability:
    """For each tenth of confidence: mean confidence, share that was right, and how many there were."""

    bins: tuple[tuple[float, float, int], ...]

    @property
    def error(self) -> float:
        """Expected calibration error."""
        total = sum(count for *_, count in self.bins)
        return sum(abs(said - right) * count for said, right, count in self.bins) / max(total, 1)


def recognition_report() -> str:
    """Measure everything, write the plot, and return the section for docs/performance.md."""
    catalog = load_catalog()
    pastes = sample(catalog)
    recogniser = Recogniser(catalog)
    found = [_measured("Reconnect", _ours(recogniser), pastes)]
    for name, peer, every in peers(catalog):
        found.append(_measured(name, peer, pastes[::every]))
    reliability = reliability_of(recogniser, [*pastes, *negatives()])
    draw(reliability, PLOT)
    rows = [
        f"| {item.name} | {item.overall:.1%} | {min(item.first.values()):.0%} "
        f"| {median(item.times):.2f} | {quantiles(item.times, n=100)[-1]:.2f} |"
        for item in found
    ]
    return "\n".join(
        [
            "## Recognition beside other ways to search",
            "",
            f"{len(pastes)} pastes of the test split, all classes, on one core, over the whole catalog.",
            "",
            "| | right entry first | worst class | median ms | 99th percentile ms |",
            "| --- | --- | --- | --- | --- |",
            *rows,
            "",
            f"Expected calibration error {reliability.error:.3f}.",
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


def peers(catalog: Catalog) -> list[tuple[str, First, int]]:
    """Other ways to search the same texts, and one paste in how many they are shown."""
    texts = [
        (entry.id, f"{entry.id} {text}")
        for entry in catalog.entries.values()
        for text in entry.printed or (entry.id,)
    ]
    return [
        ("rapidfuzz WRatio", _fuzzy(texts, fuzz.WRatio), _LONGEST_OF_SLOW),
        ("rapidfuzz token_set_ratio", _fuzzy(texts, fuzz.token_set_ratio), 1),
        ("SQLite FTS5, words", _fts(texts, "unicode61"), 1),
        ("SQLite FTS5, trigrams", _fts(texts, "trigram"), 1),
    ]


def _ours(recogniser: Recogniser) -> First:
    def first(text: str) -> str | None:
        matches = recogniser.recognise(text).matches
        return matches[0].entry_id if matches else None

    return first


def _fuzzy(texts: Sequence[tuple[str, str]], scorer: Callable[..., float]) -> First:
    choices = [text.lower() for _, text in texts]

    def first(text: str) -> str | None:
        found = process.extractOne(text.lower(), choices, scorer=scorer)
        return texts[found[2]][0] if found else None

    return first


def _fts(texts: Sequence[tuple[str, str]], tokenizer: str) -> First:
    database = sqlite3.connect(":memory:")
    database.execute(f"CREATE VIRTUAL TABLE texts USING fts5(id UNINDEXED, text, tokenize='{tokenizer}')")
    database.executemany("INSERT INTO texts VALUES (?, ?)", texts)

    def first(text: str) -> str | None:
        words = dict.fromkeys(word for word in re.findall(r"\w+", text) if len(word) > 2)
        query = " OR ".join(f'"{word}"' for word in [*words][:120])
        if not query:
            return None
        row = database.execute(
            "SELECT id FROM texts WHERE texts MATCH ? ORDER BY bm25(texts) LIMIT 1", (query,)
        ).fetchone()
        return str(row[0]) if row else None

    return first


def _measured(name: str, first: First, pastes: Sequence[Paste]) -> Found:
    right: dict[str, list[bool]] = {}
    times = []
    for paste in pastes:
        started = time.perf_counter()
        entry_id = first(paste.text)
        times.append((time.perf_counter() - started) * 1000)
        right.setdefault(paste.kind, []).append(entry_id in paste.accepted)
    return Found(name, {kind: sum(found) / len(found) for kind, found in right.items()}, times)


def reliability_of(recogniser: Recogniser, pastes: Sequence[Paste]) -> Reliability:
    """Hold the confidence of the first match against how often it is right."""
    of_bin: list[list[tuple[float, bool]]] = [[] for _ in range(_BINS)]
    for paste in pastes:
        matches = recogniser.recognise(paste.text).matches
        if matches:
            confidence = matches[0].confidence
            place = min(int(confidence * _BINS), _BINS - 1)
            of_bin[place].append((confidence, matches[0].entry_id in paste.accepted))
    return Reliability(
        tuple(
            (
                sum(said for said, _ in found) / len(found),
                sum(right for _, right in found) / len(found),
                len(found),
            )
            for found in of_bin
            if found
        )
    )


def draw(reliability: Reliability, path: Path) -> None:
    """Write the reliability plot: confidence to the right, share that was right upwards."""
    image = Image.new("RGB", (_SIDE, _SIDE), "white")
    pen = ImageDraw.Draw(image)
    inner = _SIDE - 2 * _EDGE

    def at(x: float, y: float) -> tuple[float, float]:
        return _EDGE + x * inner, _SIDE - _EDGE - y * inner

    pen.rectangle((*at(0, 1), *at(1, 0)), outline="#888888")
    pen.line((*at(0, 0), *at(1, 1)), fill="#bbbbbb", width=2)
    points = [at(said, right) for said, right, _ in reliability.bins]
    pen.line([value for point in points for value in point], fill="#4b53bc", width=3)
    for (x, y), (_, _, count) in zip(points, reliability.bins, strict=True):
        pen.ellipse((x - 5, y - 5, x + 5, y + 5), fill="#4b53bc")
        pen.text((x + 8, y + 4), str(count), fill="#444444")
    for tenth in range(0, 11, 2):
        pen.text((at(tenth / 10, 0)[0] - 8, _SIDE - _EDGE + 8), f"{tenth / 10:.1f}", fill="#444444")
        pen.text((12, at(0, tenth / 10)[1] - 6), f"{tenth / 10:.1f}", fill="#444444")
    pen.text((_EDGE, 16), "How often the first match is right, by its confidence", fill="#222222")
    path.parent.mkdir(exist_ok=True)
    image.save(path, optimize=True)


if __name__ == "__main__":
    print(recognition_report())
