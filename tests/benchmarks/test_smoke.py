from tests.benchmarks.report import document, lines, terminal_table
from tests.benchmarks.suite import Effort, measure
from tests.benchmarks.throughput import Load

_TINY = Effort(
    load=Load(people=2, rounds=1, seconds=0.05, warm_up=4),
    starts=1,
    memory_turns=(5, 10, 20),
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
        "Reading the catalog",
        "Start to first answer",
        "Turns per second",
        "Memory",
        "Search",
    ]
    assert sorted(results.memory) == [5, 10, 20]
    assert len(results.throughput.rounds) == 1
    assert terminal_table(results).row_count > len(lines(results))
    page = document(results)
    assert all(f"| {line.subject} |" in page for line in lines(results))
