"""``python -m tests.benchmarks``: measure everything once, show it, and write docs/performance.md."""

import asyncio
from pathlib import Path
from typing import Final

from rich.console import Console

from bot.heap import settle_heap
from tests.benchmarks.load_report import load_part
from tests.benchmarks.report import document, terminal_table
from tests.benchmarks.suite import Effort, measure

_PAGE: Final = Path(__file__).parents[2] / "docs" / "performance.md"


def main() -> None:
    """Run the benchmarks; they take about ten minutes."""
    settle_heap()  # as reconnect serve does
    console = Console()
    with console.status("Measuring") as status:
        results = asyncio.run(measure(Effort(), lambda what: status.update(f"{what} …")))
    console.print(terminal_table(results))
    _PAGE.write_text(document(results) + load_part(_PAGE), encoding="utf-8")
    console.print(f"Written to {_PAGE.name}.")


if __name__ == "__main__":
    main()
