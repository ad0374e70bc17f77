"""The part of docs/performance.md about load, which ``make load`` writes and ``make bench`` leaves alone."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.benchmarks.report import machine, markdown
from tests.benchmarks.sustained import WITHIN, Burst, Sustained
from tests.benchmarks.worst import LENGTH, WANTED

if TYPE_CHECKING:
    from tests.benchmarks.under_load import Results

PAGE: Final = Path(__file__).parents[2] / "docs" / "performance.md"
_START, _END = "<!-- load: written by make load -->", "<!-- /load -->"
_PART: Final = re.compile(rf"\n{_START}\n.*?{_END}\n", re.DOTALL)


def load_part(page: Path) -> str:
    """What the page says about load, to be kept when the rest of it is written anew."""
    found = _PART.search(page.read_text(encoding="utf-8")) if page.is_file() else None
    return found[0] if found else ""


def write(results: "Results", page: Path = PAGE) -> None:
    """Put the part in the place of the earlier one, or at the end."""
    text = _PART.sub("", page.read_text(encoding="utf-8"))
    page.write_text(f"{text.rstrip()}\n\n{_START}\n{section(results)}\n{_END}\n", encoding="utf-8")


def section(results: "Results") -> str:
    """All of it."""
    return "\n".join(
        [
            "## Under load",
            "",
            f"Measured on {datetime.now(UTC).date().isoformat()} by `make load`. {machine()} "
            f"Other work kept {results.other_load:.1f} cores busy when it began, so these numbers are "
            "rather too low than too high. The connector takes 50 ms over each answer.",
            "",
            *_rates(results),
            *_crowds(results),
            *_hours(results),
            *_pastes(results),
        ]
    )


def _rates(results: "Results") -> Iterator[str]:
    yield from (
        "### The highest rate",
        "",
        "Calls leave at an even rate, answered or not, and a latency counts from the moment at which its "
        f"call was due. The rate is raised by a fifth, {results.extent.seconds:g} s each, until 99 of 100 "
        f"calls are no longer answered within {WITHIN:g} ms.",
        "",
    )
    rows = [_rate_row("Reconnect, one process on one core", results.one)]
    if results.two:
        rows.append(_rate_row("Reconnect, two replicas on PostgreSQL", results.two))
    rows.append(_rate_row("An echo bot on the stock adapter, one process on one core", results.stock))
    yield from markdown(["", "Turns a second", "Median", "99th percentile"], rows)
    ratio = (
        f"{results.one.highest / results.stock.highest:.1f} × as many as the stock adapter."
        if results.stock.highest
        else "the stock adapter kept no rate, so there is no ratio."
    )
    yield from ("", f"Reconnect: {ratio}", "")
    if results.two:
        yield from (
            "The two replicas have a core each, and everything that drives them (calls, Entra, connector, "
            "PostgreSQL) has no other cores than these two.",
            "",
        )


def _rate_row(name: str, found: Sustained) -> list[str]:
    kept = [step for step in found.steps if step.is_kept]
    if not kept:
        return [name, "none", f"{found.steps[0].middle:.0f} ms", f"{found.steps[0].p99:.0f} ms"]
    best = max(kept, key=lambda step: step.rate)
    return [name, f"{best.rate:,.0f}", f"{best.middle:.0f} ms", f"{best.p99:.0f} ms"]


def _crowds(results: "Results") -> Iterator[str]:
    extent = results.extent
    yield from (
        "### A crowd",
        "",
        f"{extent.crowd:,} messages of as many people within {extent.crowd_seconds:g} s, all with the same "
        f"error, as in an outage; {extent.escalating} of them go on to ask an admin. *Put off* got one kind "
        "sentence that asks to try again in a minute.",
        "",
    )
    rows = [_crowd_row("Reconnect", results.crowd), _crowd_row("Stock adapter", results.stock_crowd)]
    heads = ["", "Answered", "Put off", "Refused", "Lost", "Median", "99th percentile", "All done after"]
    yield from markdown(heads, rows)
    broken = "; ".join(results.crowd.over_rate) or "none"
    yield from ("", f"Rates of Teams that deliveries to the admins' channel broke: {broken}.", "")


def _crowd_row(name: str, found: Burst) -> list[str]:
    told = found.told
    refused = sum(count for status, count in told.statuses.items() if status not in (0, 200))
    return [
        name,
        f"{found.answered:,}",
        f"{found.put_off:,}",
        f"{refused:,}",
        f"{told.lost:,}",
        f"{told.quantile(50) / 1e3:.1f} s",
        f"{told.quantile(99) / 1e3:.1f} s",
        f"{told.seconds:.0f} s",
    ]


def _hours(results: "Results") -> Iterator[str]:
    found = results.soaked
    yield from (
        "### Hours in minutes",
        "",
        f"{found.rate:g} turns a second from 1,000 people, one process; {found.lost} had no answer.",
        "",
    )
    rows = [
        [f"{one.minutes:.1f}", f"{one.turns:,}", f"{one.megabytes:.1f} MB", f"{one.descriptors}"]
        for one in found.samples
    ]
    yield from markdown(["Minutes", "Turns", "Memory in use", "Open files and sockets"], rows)
    yield from (
        "",
        f"From the middle of the run to its end memory grew by {found.growth:+.2f} MB for 1,000 turns.",
        "",
    )


def _pastes(results: "Results") -> Iterator[str]:
    name, taken = results.worst.slowest
    verdict = "met" if results.worst.is_met else "missed"
    slowest = sorted(results.worst.taken.items(), key=lambda item: -item[1])[:5]
    yield from (
        "### Long pastes",
        "",
        f"{len(results.worst.taken)} pastes of {LENGTH:,} characters, each of a kind made to be slow. "
        f"Processor time of the whole answer, the best of {results.extent.tries}: at most {taken:.0f} ms "
        f"({name.replace('|', ' ')}); wanted: under {WANTED:g} ms, {verdict}. The five slowest:",
        "",
        *markdown(["", "Processor time"], [[f"`{one}`", f"{spent:.0f} ms"] for one, spent in slowest]),
    )
