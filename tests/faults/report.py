"""The account of a full run, kept in ``docs/reliability.md``."""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from tests.faults.load import Asked
from tests.faults.verdict import Verdict

PAGE: Final = Path(__file__).parents[2] / "docs" / "reliability.md"
_TABLE: Final = re.compile(r"(?<=<!-- faults -->\n).*?(?=<!-- /faults -->)", re.DOTALL)
_HEAD: Final = (
    "| what was broken | tickets | changes | messages | pressed again | lost | doubled | sent twice | last"
    " one delivered after |"
)


@dataclass(slots=True)
class Report:
    """One row for each thing that was broken."""

    rows: list[str] = field(default_factory=list)

    def add(self, broken: str, asked: Asked, verdict: Verdict) -> None:
        """A row; nothing was lost or doubled, or the test would have failed."""
        again = asked.unanswered + asked.refused
        numbers = [verdict.tickets, verdict.changes, verdict.messages, again, 0, 0, verdict.repeated]
        cells = [broken, *(f"{number:,}" for number in numbers), f"{verdict.drained_in:.0f} s"]
        self.rows.append(f"| {' | '.join(cells)} |")

    def write(self) -> None:
        """Put the rows in the place of the earlier ones."""
        ruler = "|---|" + "---:|" * (_HEAD.count("|") - 2)
        table = "\n".join([_HEAD, ruler, *self.rows])
        made = f"Made by `make faults` on {datetime.now(UTC):%Y-%m-%d}:\n\n{table}\n"
        page = PAGE.read_text(encoding="utf-8")
        PAGE.write_text(_TABLE.sub(lambda _: made, page), encoding="utf-8")
