"""A little of ``make load``: what it promises of correctness holds, and its part of the page is written."""

import asyncio
import signal
import sys
from pathlib import Path

import pytest

from tests.benchmarks import process
from tests.benchmarks.beside import Modest
from tests.benchmarks.load_report import load_part, section, write
from tests.benchmarks.under_load import Extent, measure
from tests.benchmarks.worst import LENGTH

_TINY = Extent(
    seconds=0.3,
    start=150.0,
    stock_start=30.0,
    crowd=60,
    crowd_seconds=0.5,
    escalating=4,
    soak_rate=40.0,
    soak_seconds=2.0,
    most_rates=2,
    modest=Modest(rate=10.0, people=4, seconds=0.3, rounds=1),
    tries=1,
    look=0.1,
    has_replicas=False,
)


async def test_nothing_is_lost_and_the_page_is_written(tmp_path: Path) -> None:
    results = await measure(_TINY, lambda what: None)
    crowd = results.crowd
    assert crowd.told.answered == crowd.sent == 60
    assert crowd.unheard == 0  # everybody heard something: an answer, or the sentence
    assert crowd.told.lost == 0
    assert crowd.answered + crowd.put_off + crowd.failed == 60
    assert not crowd.over_rate
    assert results.stock_crowd.told.refused == 0  # its way of saying that it took a call is another
    assert results.soaked.lost == 0
    assert len(results.soaked.samples) == 12
    assert results.one.steps
    assert results.beside.sooner > 0  # there is always a ratio
    assert results.beside.more > 0
    assert len(results.worst.taken) > 50
    page = tmp_path / "performance.md"
    page.write_text("# Performance\n\nother\n", encoding="utf-8")
    for _ in range(2):
        write(results, page)
    text = page.read_text(encoding="utf-8")
    assert text.count("## Under load") == 1
    assert text.startswith("# Performance\n\nother\n")
    assert section(results) in load_part(page)
    assert f"{LENGTH:,} characters" in text


async def test_a_server_that_hears_no_signal_any_more_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "_PATIENCE", 0.2)
    ignoring = "signal.signal(signal.SIGTERM, signal.SIG_IGN)"
    deaf = f"import signal, time; {ignoring}; print('up', flush=True); time.sleep(60)"
    server = await asyncio.create_subprocess_exec(sys.executable, "-c", deaf, stdout=asyncio.subprocess.PIPE)
    assert server.stdout is not None
    await server.stdout.readline()
    await process._end(server)
    assert server.returncode == -signal.SIGKILL
