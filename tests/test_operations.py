"""What docs/operations.md says of metrics, checks and lines of the log is what the code has."""

import re
from pathlib import Path
from typing import Final

from prometheus_client.metrics import MetricWrapperBase

from bot.telemetry.metrics import Metrics

ROOT: Final = Path(__file__).parents[1]
TEXT: Final = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
_SUFFIXES: Final = {"counter": "_total", "info": "_info"}


def rows() -> dict[str, tuple[str, str, str]]:
    """Kind, labels and meaning of each documented metric."""
    found = re.findall(r"^\| `(reconnect_\w+)` \| (\w+) \| (.*?) ?\| (.*?) \|$", TEXT, re.MULTILINE)
    return {name: (kind, labels.strip(), meaning) for name, kind, labels, meaning in found}


def test_the_table_of_metrics_is_that_of_the_code() -> None:
    expected = {}
    for metric in vars(Metrics()).values():
        if isinstance(metric, MetricWrapperBase):
            name = metric._name + _SUFFIXES.get(str(metric._type), "")
            labels = ", ".join(f"`{label}`" for label in metric._labelnames)
            expected[name] = (metric._type, labels, metric._documentation)
    assert len(expected) > 15
    assert rows() == expected
