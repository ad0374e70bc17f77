"""The account of a long run, kept in ``docs/hostile-input.md``."""

import re
import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

PAGE: Final = Path(__file__).parents[2] / "docs" / "hostile-input.md"
_TABLE: Final = re.compile(r"(?<=<!-- fuzz -->\n).*?(?=<!-- /fuzz -->)", re.DOTALL)
_ROW: Final = re.compile(r"^\| (\w[^|]*?) \| ([\d,]+) \| (`\w+`, [\d-]+) \|$", re.MULTILINE)


def write(made: Mapping[str, int], commit: str) -> None:
    """Put the counts in the place of the earlier ones of their kinds."""
    page = PAGE.read_text(encoding="utf-8")
    text = account(made, _TABLE.findall(page)[0], commit, f"{datetime.now(UTC):%Y-%m-%d}")
    PAGE.write_text(_TABLE.sub(lambda _: text, page), encoding="utf-8")


def account(made: Mapping[str, int], before: str, commit: str, day: str) -> str:
    """The part of the page that is made by a run, or a part of one; ``before`` is what stood there."""
    rows = {kind: (int(count.replace(",", "")), of) for kind, count, of in _ROW.findall(before)}
    rows |= {kind: (count, f"`{commit}`, {day}") for kind, count in made.items()}
    lines = [f"| {kind} | {count:,} | {of} |" for kind, (count, of) in rows.items()]
    together = sum(count for count, _ in rows.values())
    head = ["| what was sent | inputs | to the code of commit |", "|---|---:|---|"]
    table = "\n".join([*head, *lines, f"| **together** | **{together:,}** | |"])
    return f"Made by `make fuzz`, all at once or in parts:\n\n{table}\n"


def current_commit() -> str:
    """The commit that the code stands at, abbreviated."""
    asked = ["git", "rev-parse", "--short=10", "HEAD"]
    return subprocess.run(asked, cwd=PAGE.parent, check=True, capture_output=True, text=True).stdout.strip()
