"""Every measurement, in one run."""

import asyncio
import os
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.benchmarks.accuracy import recognition_report
from tests.benchmarks.catalog import CatalogPace, catalog_report
from tests.benchmarks.memory import MemoryUse, measure_memory
from tests.benchmarks.parts import Parts, measure_parts
from tests.benchmarks.process import OTHER_CORE, SERVER_CORE, pinned
from tests.benchmarks.recognition import Recognition, measure_recognition, peers
from tests.benchmarks.search import SearchReport, search_report
from tests.benchmarks.startup import measure_startup
from tests.benchmarks.throughput import Load, Throughput, measure_throughput
from tests.benchmarks.world import world


@dataclass(frozen=True, slots=True)
class Effort:
    """How much of everything is measured."""

    load: Load = field(default_factory=Load)
    starts: int = 5
    memory_turns: int = 20_000
    memory_settled: int = 10_000
    memory_step: int = 1_000
    people: int = 1_000
    repetitions: int = 1_000
    reads: int = 5
    searches: int = 2_000
    compares: bool = True
    """Whether recognition is held against its peers, which takes a minute."""


@dataclass(frozen=True, slots=True)
class Results:
    """What one run found. ``startup`` is in seconds.

    ``other_load`` is what else kept the machine busy when it began, in cores. ``comparison`` is the
    section of the page about recognition beside other ways to search, empty where that was left out.
    """

    effort: Effort
    other_load: float
    throughput: Throughput
    startup: float
    memory: MemoryUse
    parts: Parts
    recognition: Mapping[str, Recognition]
    catalog: CatalogPace
    comparison: str
    search: SearchReport


async def measure(effort: Effort, say: Callable[[str], None]) -> Results:
    """Measure everything; ``say`` hears what is being measured."""
    other_load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "memory").mkdir()
        say("Recognition")
        with pinned(SERVER_CORE):
            recognition = {
                peer: measure_recognition(recognise, effort.repetitions)
                for peer, recognise in peers().items()
            }
            comparison = recognition_report() if effort.compares else ""
        say("Where a turn's time goes")
        with pinned(SERVER_CORE):
            parts = await asyncio.to_thread(measure_parts, effort.repetitions)
        say("Reading the catalog")
        catalog = catalog_report(effort.reads)
        async with world() as around:
            say("Start to first answer")
            startup = await measure_startup(around, effort.starts)
            with pinned(OTHER_CORE):
                say("Turns per second")
                throughput = await measure_throughput(around, folder, effort.load)
                say("Memory")
                memory = await measure_memory(
                    around,
                    folder / "memory",
                    turns=effort.memory_turns,
                    settled=effort.memory_settled,
                    step=effort.memory_step,
                    people=effort.people,
                )
        say("Search")
        search = await search_report(effort.searches)
    return Results(
        effort, other_load, throughput, startup, memory, parts, recognition, catalog, comparison, search
    )
