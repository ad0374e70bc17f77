"""The account of a long run, kept in ``docs/hostile-input.md``."""

import re
import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from tests.fuzz.counting import GUIDED, PLAN

PAGE: Final = Path(__file__).parents[2] / "docs" / "hostile-input.md"
_TABLE: Final = re.compile(r"(?<=<!-- fuzz -->\n).*?(?=<!-- /fuzz -->)", re.DOTALL)
_ROW: Final = re.compile(r"^\| (\w[^|]*?) \| ([\d,]+) \|$", re.MULTILINE)


def write(made: Mapping[str, int], commit: str) -> None:
    """Put the counts in the place of the earlier ones, of which those made of the same commit stay."""
    page = PAGE.read_text(encoding="utf-8")
    text = account(made, _TABLE.findall(page)[0], commit, f"{datetime.now(UTC):%Y-%m-%d}")
    PAGE.write_text(_TABLE.sub(lambda _: text, page), encoding="utf-8")


def account(made: Mapping[str, int], before: str, commit: str, day: str) -> str:
    """The part of the page that is made by a run; ``before`` is what stood there."""
    kept = _ROW.findall(before) if f"`{commit}`" in before else []
    counts = {**{kind: int(count.replace(",", "")) for kind, count in kept}, **made}
    is_whole = {*PLAN, *(f"guided: {kind}" for kind in GUIDED)} <= counts.keys()
    run = "`make fuzz`" if is_whole else "parts of `make fuzz`"
    rows = [f"| {kind} | {count:,} |" for kind, count in counts.items()]
    head = ["| what was sent | inputs |", "|---|---:|"]
    table = "\n".join([*head, *rows, f"| **together** | **{sum(counts.values()):,}** |"])
    return f"Made by {run} on {day}, of the code of commit `{commit}`:\n\n{table}\n"


def current_commit() -> str:
    """The commit that the code stands at, abbreviated."""
    asked = ["git", "rev-parse", "--short=10", "HEAD"]
    return subprocess.run(asked, cwd=PAGE.parent, check=True, capture_output=True, text=True).stdout.strip()
