"""The account of a long run, kept in ``docs/hostile-input.md``."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

PAGE: Final = Path(__file__).parents[2] / "docs" / "hostile-input.md"
_TABLE: Final = re.compile(r"(?<=<!-- fuzz -->\n).*?(?=<!-- /fuzz -->)", re.DOTALL)


def write(made: Mapping[str, int]) -> None:
    """Put the counts in the place of the earlier ones."""
    rows = [f"| {kind} | {count:,} |" for kind, count in made.items()]
    head = ["| what was sent | inputs |", "|---|---:|"]
    table = "\n".join([*head, *rows, f"| **together** | **{sum(made.values()):,}** |"])
    text = f"Made by `make fuzz` on {datetime.now(UTC):%Y-%m-%d}:\n\n{table}\n"
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(_TABLE.sub(lambda _: text, page), encoding="utf-8")
