"""What docs/operations.md says of metrics, checks and lines of the log is what the code has."""

import re
from pathlib import Path
from typing import Final

import pytest
from prometheus_client.metrics import MetricWrapperBase
from structlog.testing import capture_logs

from bot.telemetry.metrics import Metrics
from bot.telemetry.turns import CUT_SHORT, FAILED, UNDELIVERED, TurnReport, log_turn
from catalog.recognition import Outcome
from dialogs.messages import Account, Kind, Place

ROOT: Final = Path(__file__).parents[1]
TEXT: Final = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
_SUFFIXES: Final = {"counter": "_total", "info": "_info"}


def rows() -> dict[str, tuple[str, str, str]]:
    """Kind, labels and meaning of each documented metric."""
    found = re.findall(r"^\| `(reconnect_\w+)` \| (\w+) \| (.*?) ?\| (.*?) \|$", TEXT, re.MULTILINE)
    return {name: (kind, labels.strip(), meaning) for name, kind, labels, meaning in found}


REPORT: Final = TurnReport(
    "K7QX2M4A",
    Kind.PRESS,
    Place.GROUP,
    "press",
    0.01,
    Account("press", "en", verb="help", entries=("x",), confidence=0.5, product="other"),
)


def test_every_field_of_a_turns_line_is_documented() -> None:
    with capture_logs() as lines:
        log_turn(REPORT, catalog="1")
    (line,) = lines
    rows = "".join(row.split("|")[1] for row in TEXT.splitlines() if row.startswith("| `"))
    missing = [name for name in line if name not in ("event", "log_level") and f"`{name}`" not in rows]
    assert missing == []


@pytest.mark.parametrize(
    "outcome",
    [*Outcome, "command", "press", "search", "welcome", "no_text", "limited", FAILED, UNDELIVERED, CUT_SHORT],
)
def test_every_outcome_is_documented(outcome: str) -> None:
    (row,) = [row for row in TEXT.splitlines() if row.startswith("| `outcome`")]
    assert f"`{outcome}`" in row


def test_the_table_of_metrics_is_that_of_the_code() -> None:
    expected = {}
    for metric in vars(Metrics()).values():
        if isinstance(metric, MetricWrapperBase):
            name = metric._name + _SUFFIXES.get(str(metric._type), "")
            labels = ", ".join(f"`{label}`" for label in metric._labelnames)
            expected[name] = (metric._type, labels, metric._documentation)
    assert len(expected) > 15
    assert rows() == expected
