"""The results in words and tables: for the terminal, and for docs/performance.md."""

import os
import platform
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import psutil
from rich.table import Table

from tests.benchmarks.parts import ALWAYS, RECALLING, WHEN_NEW
from tests.benchmarks.search import WANTED_P99
from tests.benchmarks.suite import Results
from tests.benchmarks.throughput import (
    CARD,
    CASES,
    OURS,
    OURS_NEW,
    OURS_SLOW_ENTRA,
    SEAM,
    STOCK,
    STOCK_SLOW_ENTRA,
)

_NAMES = {
    "reconnect": "Reconnect",
    "seam": "A bare echo behind Reconnect's endpoint",
    "card": "The same, answering with one ready card",
    "stock": "An echo bot on the stock adapter",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One promise: what was found, and what was wanted."""

    subject: str
    found: str
    wanted: str
    is_met: bool

    @property
    def verdict(self) -> str:
        return "met" if self.is_met else "missed"


def lines(results: Results) -> list[Line]:
    """Each promise, held against the results."""
    pace = results.throughput
    memory = results.memory
    return [
        _at_least(
            "Reconnect : stock adapter, Entra at 100 ms", pace.ratio(OURS_SLOW_ENTRA, STOCK_SLOW_ENTRA), 50
        ),
        _at_least("Reconnect : stock adapter, Entra at once", pace.ratio(OURS, STOCK), 5),
        _at_least("Reconnect : bare echo behind our endpoint", pace.ratio(OURS, SEAM), 0.8),
        Line(
            "Catalog read, validated and indexed",
            f"{results.catalog.seconds:.2f} s",
            "< 1 s",
            results.catalog.is_met,
        ),
        Line(
            "Search from a message box, 99th percentile",
            f"{results.search.p99:.1f} ms",
            f"< {WANTED_P99:g} ms",
            results.search.is_met,
        ),
        Line("Start to first answer", f"{results.startup:.2f} s", "< 2 s", results.startup < 2),
        Line(
            f"Memory, growth every 1,000 turns after {memory.settled:,}",
            f"{memory.slope:+.3f} ± {memory.noise:.3f} MB",
            "none beyond noise, or 16 bytes a turn",
            memory.is_flat,
        ),
    ]


def terminal_table(results: Results) -> Table:
    """The promises, and below them the raw numbers."""
    table = Table("", "Found", "Wanted", "", title="Performance")
    for line in lines(results):
        table.add_row(line.subject, line.found, line.wanted, line.verdict, style="" if line.is_met else "red")
    table.add_section()
    for name, *rest in (*_paces(results), *_recognition(results)):
        table.add_row(name, ", ".join(rest))
    return table


def document(results: Results) -> str:
    """docs/performance.md."""
    effort = results.effort
    today = datetime.now(UTC).date().isoformat()
    return "\n".join(
        [
            "# Performance",
            "",
            f"Measured on {today} by `make bench`, which writes this page. {machine()} "
            f"Other work kept {results.other_load:.1f} cores busy when it began.",
            "",
            "Ratios travel between machines, absolute numbers do not: look at the ratios.",
            "",
            "## In short",
            "",
            *markdown(
                ["", "Found", "Wanted", ""],
                [[line.subject, line.found, line.wanted, line.verdict] for line in lines(results)],
            ),
            "",
            "## Turns per second",
            "",
            f"{effort.load.people} people write at once, each waiting for the answer before writing again. "
            "They send in turn a code with a sentence, a JSON body, a message without a code, a French "
            "message, and chit-chat, as in an outage: the same errors, each with ids and a time of its own. "
            "Where every paste is new, each also has words that were never read before. Every call is "
            "signed, every answer is posted back over HTTP. Each server is one process on one core; the "
            "people, Entra and the connector are on another. All servers are started anew "
            f"{effort.load.starts} times. Each time every case runs for {effort.load.seconds:g} s, and the "
            f"first three, which are close, {effort.load.slices} times, in turn. Figures are medians over "
            "the starts; a ratio is the median of the ratios within them.",
            "",
            *markdown(["", "Turns a second", "Processor time a turn"], list(_paces(results))),
            "",
            f"The stock adapter is `CloudAdapter` of botbuilder-integration-aiohttp "
            f"{version('botbuilder-integration-aiohttp')}. It asks Entra for a token in every turn, and "
            "nothing else happens meanwhile. Reconnect keeps the token.",
            "",
            *_where_time_goes(results),
            "## Recognition",
            "",
            f"Time to recognise one paste, {effort.repetitions:,} times each, timed alone. That is "
            f"{_share(results):.0%} of the processor time of a whole turn where every paste is new; in a "
            "busy server, where other work pushes it out of the processor's caches, it is more. Of a paste "
            "that others pasted lately, recalling it is "
            f"{results.parts[RECALLING] / 1000 / results.throughput.cpu_ms(OURS):.0%} of a turn.",
            "",
            *markdown(["", "Median", "99th percentile"], list(_recognition(results))),
            "",
            results.comparison,
            "",
            "## Memory",
            "",
            f"One process, from a fresh start; {effort.people:,} people take turns. What is remembered is "
            "bounded and fills up first; from then on a line is laid through the looks, and what its slope "
            "may be by their scatter (95 per cent) is the noise.",
            "",
            *markdown(
                ["Turns done", "Memory in use"],
                [[f"{turns:,}", f"{used:.1f} MB"] for turns, used in sorted(results.memory.resident.items())],
            ),
            "",
        ]
    )


def _at_least(subject: str, found: float, wanted: float) -> Line:
    shown = f"{found:.0f}" if found >= 10 else f"{found:.2f}"
    return Line(subject, f"{shown} ×", f"≥ {wanted:g} ×", found >= wanted)


def _paces(results: Results) -> Iterator[list[str]]:
    for case in CASES:
        entra = f"Entra at {case.entra_delay * 1000:.0f} ms" if case.entra_delay else "Entra at once"
        entra += ", every paste new" if case.is_new else ""
        pace, cpu = results.throughput.per_second(case), results.throughput.cpu_ms(case)
        yield [
            f"{_NAMES[case.kind]}, {entra}",
            f"{pace:,.0f}" if pace >= 10 else f"{pace:.1f}",
            f"{cpu:.2f} ms",
        ]


def _recognition(results: Results) -> Iterator[list[str]]:
    for peer, found in results.recognition.items():
        yield [f"{peer}, whole mix", f"{found.middle:.0f} µs", f"{found.p99:.0f} µs"]


def _share(results: Results) -> float:
    """Mean time of recognition in the mean processor time of a turn with a new paste."""
    return results.recognition["Reconnect"].mean / 1000 / results.throughput.cpu_ms(OURS_NEW)


def _where_time_goes(results: Results) -> Iterator[str]:
    """What a turn spends on what, and the floor under it."""
    pace, parts = results.throughput, results.parts
    whole, new, seam, card = (pace.cpu_ms(case) * 1000 for case in (OURS, OURS_NEW, SEAM, CARD))
    yield "## Where a turn's time goes"
    yield ""
    yield (
        "Processor time of one turn, as the mean over the mix. The first three lines are from the turns "
        "above; the parts were timed alone in the same run, so the little that the parts cost more "
        "in a busy server stands in none of them."
    )
    yield ""
    rows = [
        ["A whole turn", f"{whole:.0f} µs", "100%"],
        ["of it, what a bare echo costs as well: HTTP in and out, the signature, the SDK", *_of(seam, whole)],
        ["of it, sending an answer of a card's size", *_of(max(card - seam, 0.0), whole)],
        *([part, *_of(parts[part], whole)] for part in ALWAYS),
        ["A whole turn with a new paste", f"{new:.0f} µs", "100%"],
        *([part, *_of(parts[part], new)] for part in WHEN_NEW),
    ]
    yield from markdown(["", "Processor time", "Share of its turn"], rows)
    yield ""
    yield (
        "Nothing that answers with cards can be nearer to a bare echo than an echo of one ready card, which "
        f"reaches {pace.ratio(CARD, SEAM):.2f} of its turns a second ({pace.cpu_ratio(CARD, SEAM):.2f} "
        f"by processor time). Reconnect reaches {pace.ratio(OURS, SEAM):.2f} "
        f"({pace.cpu_ratio(OURS, SEAM):.2f}), with new pastes alone {pace.ratio(OURS_NEW, SEAM):.2f} "
        f"({pace.cpu_ratio(OURS_NEW, SEAM):.2f})."
    )
    yield ""


def _of(part: float, whole: float) -> list[str]:
    return [f"{part:.0f} µs", f"{part / whole:.0%}"]


def machine() -> str:
    """What it was measured on."""
    memory = psutil.virtual_memory().total / 2**30
    return (
        f"Machine: {_processor()}, {os.cpu_count()} cores, {memory:.0f} GB, {platform.system()}, "
        f"Python {platform.python_version()}."
    )


def _processor() -> str:
    try:
        told = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return platform.machine()
    return next((line.partition(":")[2].strip() for line in told.splitlines() if "model name" in line), "")


def markdown(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """A table."""
    return [f"| {' | '.join(row)} |" for row in (heads, ["---"] * len(heads), *rows)]
