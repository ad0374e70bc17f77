"""When a test may be skipped: never where RECONNECT_NO_SKIPS is set, save for what only authors have."""

import os
from collections.abc import Generator
from typing import Final, TypeVar

import pytest

NO_SKIPS: Final = "RECONNECT_NO_SKIPS"
SOURCES: Final = "RECONNECT_SOURCES"

_Report = TypeVar("_Report", pytest.TestReport, pytest.CollectReport)


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("sources") and not os.environ.get(SOURCES):
        pytest.skip(f"{SOURCES} does not name the folder with the texts that the catalog was written from.")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    may_skip = item.get_closest_marker("sources") is not None
    return report if may_skip else _refused(report)


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    return _refused((yield))


def _refused(report: _Report) -> _Report:
    """Make a skip a failure; an expected failure, which reports itself as skipped too, stays what it is."""
    if os.environ.get(NO_SKIPS) and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"{reason}\n{NO_SKIPS} is set, so nothing may be skipped."
    return report
