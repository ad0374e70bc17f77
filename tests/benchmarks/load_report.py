"""The part of docs/performance.md about load, which ``make load`` writes and ``make bench`` leaves alone."""

import os
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.benchmarks.beside import OURS, STOCK
from tests.benchmarks.report import machine, markdown
from tests.benchmarks.sustained import AT_ALL, WITHIN, Burst, Sustained
from tests.benchmarks.worst import LENGTH, WANTED

if TYPE_CHECKING:
    from tests.benchmarks.under_load import Results

PAGE: Final = Path(__file__).parents[2] / "docs" / "performance.md"
_START, _END = "<!-- load: written by make load -->", "<!-- /load -->"
_PART: Final = re.compile(rf"\n{_START}\n.*?{_END}\n", re.DOTALL)

_RATES: Final = {"quickly": WITHIN, "at all": AT_ALL}
_QUIET: Final = 0.25
"""The share of the machine that others may have while speed is measured."""
_FEW: Final = 2
"""Cores of a machine on which nothing is left beside what is measured and what drives it."""


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
            f"{' '.join(_circumstances(results))} The connector takes 50 ms over each answer.",
            "",
            *_rates(results),
            *_crowds(results),
            *_hours(results),
            *_pastes(results),
        ]
    )


def _circumstances(results: "Results") -> Iterator[str]:
    """What a reader has to know of the machine before believing a figure."""
    before, after = results.busy
    cores = os.cpu_count() or 1
    yield f"Others kept {before:.1f} of its cores busy before the run, and {after:.1f} after it."
    if max(before, after) > _QUIET * cores:
        yield (
            "**That is too much for figures of speed**: rates are too low and latencies too high. What was "
            "measured in turn still holds as a ratio, and so does what was lost and what grew."
        )
    if cores <= _FEW:
        yield (
            "The bot has one core, and all that drives it (calls, Entra, connector) the other: nothing is "
            "left for the system, and what drives the bot may have been late too."
        )


def _rates(results: "Results") -> Iterator[str]:
    yield from (
        "### The highest rate",
        "",
        "Calls leave at an even rate, answered or not, and a latency counts from the moment at which its "
        f"call was due. The rate is raised by a fifth, {results.extent.seconds:g} s each. *Quickly*: all get "
        f"their answer, 99 of 100 within {WITHIN:g} ms. *At all*: 99 of 100 within {AT_ALL / 1e3:g} s.",
        "",
    )
    rows = [_rate_row("Reconnect, one process on one core", results.one)]
    if results.two:
        rows.append(_rate_row("Reconnect, two replicas on PostgreSQL", results.two))
    rows.append(_rate_row("An echo bot on the stock adapter, one process on one core", results.stock))
    heads = ["", "Quickly, turns a second", "Median", "99th percentile", "At all, turns a second"]
    yield from markdown(heads, rows)
    yield ""
    if results.two and (os.cpu_count() or 1) <= _FEW:
        yield from (
            "The two replicas have a core each, and everything that drives them (calls, Entra, connector, "
            "PostgreSQL) has no other cores than these two: they get less of them than the one process does.",
            "",
        )
    yield from _beside(results)


def _rate_row(name: str, found: Sustained) -> list[str]:
    quickly, at_all = found.highest(WITHIN), found.highest(AT_ALL)
    shown = quickly or found.steps[0]
    rate = f"{quickly.rate:,.0f}" if quickly else f"none, not {shown.rate:g} either"
    return [
        name,
        rate,
        f"{shown.middle:.0f} ms",
        f"{shown.p99:.0f} ms",
        f"{at_all.rate:,.0f}" if at_all else "none",
    ]


def _beside(results: "Results") -> Iterator[str]:
    """What both bear, as ratios; a rate only one of them keeps has none."""
    found, given = results.beside, results.extent.modest
    yield from (
        "### Beside the stock adapter",
        "",
        f"Both in turn, in each of {given.rounds} rounds; a ratio is the median of those of the rounds. The "
        "stock adapter's bot says back what it hears; ours recognises an error and draws the card.",
        "",
    )
    rows = [
        [
            f"Median at {given.rate:g} turns a second",
            f"{found.middle(OURS):.0f} ms",
            f"{found.middle(STOCK):.0f} ms",
            f"{found.sooner:.1f} × as soon",
        ],
        [
            f"Turns a second, {given.people} people without a pause",
            f"{found.per_second(OURS):,.0f}",
            f"{found.per_second(STOCK):,.1f}",
            f"{found.more:.1f} × as many",
        ],
        *(_ratio_row(f"Highest rate, {name}", results, within) for name, within in _RATES.items()),
    ]
    yield from markdown(["", "Reconnect", "Stock adapter", "Reconnect"], rows)
    yield ""


def _ratio_row(name: str, results: "Results", within: float) -> list[str]:
    ours, stock = results.one.highest(within), results.stock.highest(within)
    ratio = f"{ours.rate / stock.rate:.1f} × as many" if ours and stock else ""
    return [name, *(f"{found.rate:,.0f}" if found else "none" for found in (ours, stock)), ratio]


def _crowds(results: "Results") -> Iterator[str]:
    extent = results.extent
    yield from (
        "### A crowd",
        "",
        f"{extent.crowd:,} messages of as many people within {extent.crowd_seconds:g} s, all with the same "
        f"error, as in an outage; {extent.escalating} of them go on to ask an admin. *Put off* got one kind "
        "sentence that asks to try again in a minute; *failed* got one with a reference.",
        "",
    )
    rows = [_crowd_row("Reconnect", results.crowd), _crowd_row("Stock adapter", results.stock_crowd)]
    heads = [
        "",
        "Answered",
        "Put off",
        "Failed",
        "Refused",
        "Lost",
        "Median",
        "99th percentile",
        "All done after",
    ]
    yield from markdown(heads, rows)
    broken = "; ".join(results.crowd.over_rate) or "none"
    yield from ("", f"Rates of Teams that deliveries to the admins' channel broke: {broken}.", "")


def _crowd_row(name: str, found: Burst) -> list[str]:
    told = found.told
    return [
        name,
        f"{found.answered:,}",
        f"{found.put_off:,}",
        f"{found.failed:,}",
        f"{told.refused:,}",
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
