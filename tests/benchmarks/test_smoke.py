import pytest

from tests.benchmarks.memory import MemoryUse
from tests.benchmarks.report import document, lines, terminal_table
from tests.benchmarks.suite import Effort, measure
from tests.benchmarks.throughput import Load

_TINY = Effort(
    load=Load(people=2, starts=2, slices=2, seconds=0.05, warm_up=4),
    starts=1,
    memory_turns=40,
    memory_settled=10,
    memory_step=10,
    people=3,
    repetitions=2,
    reads=1,
    searches=25,
    compares=False,
)


async def test_the_benchmarks_run_and_report() -> None:
    said: list[str] = []

    results = await measure(_TINY, said.append)

    assert said == [
        "Recognition",
        "Where a turn's time goes",
        "Reading the catalog",
        "Start to first answer",
        "Turns per second",
        "Memory",
        "Search",
    ]
    assert sorted(results.memory.resident) == [10, 20, 30, 40]
    assert len(results.parts) == 8
    assert all(taken > 0 for taken in results.parts.values())
    assert len(results.throughput.starts) == 2
    assert terminal_table(results).row_count > len(lines(results))
    page = document(results)
    assert all(f"| {line.subject} |" in page for line in lines(results))


def test_memory_that_stays_is_told_from_memory_that_grows() -> None:
    noise = [0.1, -0.1, 0.05, 0, -0.05, 0.1, 0, -0.1, 0.05, -0.05, 0]
    flat = MemoryUse({1000 * place: 170 + part for place, part in enumerate(noise)}, 0)
    touches_a_page = MemoryUse({1000 * place: 170.0 + 0.004 * (place > 5) for place in range(11)}, 0)
    leaks = MemoryUse({1000 * place: 170 + 0.024 * place for place in range(11)}, 0)
    grows = MemoryUse({1000 * place: 170 + part + place / 10 for place, part in enumerate(noise)}, 0)
    assert flat.is_flat
    assert touches_a_page.is_flat
    assert touches_a_page.slope == pytest.approx(0.0005, abs=touches_a_page.noise)
    assert not leaks.is_flat
    assert not grows.is_flat
    assert grows.slope == pytest.approx(0.1, abs=grows.noise)
