"""How lines of the log are written, whoever writes them."""

import json
import logging
import warnings
from collections.abc import Iterator
from typing import Any

import pytest
import structlog

from bot.logs import configure_logs, pseudonym
from bot.settings import Settings


@pytest.fixture(autouse=True)
def _restored() -> Iterator[None]:
    handlers, level = logging.root.handlers[:], logging.root.level
    yield
    logging.captureWarnings(capture=False)
    logging.root.handlers[:] = handlers
    logging.root.setLevel(level)
    structlog.reset_defaults()


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def test_ids_of_people_are_pseudonyms_that_stay_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs(Settings(_env_file=None, log_format="json"))
    log = structlog.get_logger("x")
    log.warning("denied", person="29:alex", conversation="a:1", by="29:alex", ticket=12)
    (line,) = lines(capsys)
    assert line["person"] == line["by"] == pseudonym("29:alex") != "29:alex"
    assert line["conversation"] == pseudonym("a:1")
    assert (line["event"], line["level"], line["ticket"]) == ("denied", "warning", 12)


def test_a_fault_is_one_line_without_secrets(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs(Settings(_env_file=None, log_format="json"))
    try:
        raise ValueError("postgresql://bot:hunter2hunter2@db/reconnect")  # noqa: TRY301
    except ValueError:
        structlog.get_logger("x").exception("it broke")
    (line,) = lines(capsys)
    assert "ValueError" in line["exception"]
    assert "hunter2" not in json.dumps(line)


def test_libraries_and_warnings_are_written_in_the_same_form(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs(Settings(_env_file=None, log_format="json"))
    logging.getLogger("aiohttp.server").error("Error handling request")
    logging.getLogger("aiohttp.access").info("not for the log")
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.warn("old", DeprecationWarning, stacklevel=1)
    error, warning = lines(capsys)
    assert (error["event"], error["logger"], error["level"]) == (
        "Error handling request",
        "aiohttp.server",
        "error",
    )
    assert "old" in warning["event"]


def test_below_the_level_nothing_is_written(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs(Settings(_env_file=None, log_level="warning"))
    structlog.get_logger("x").info("turn")
    structlog.get_logger("x").warning("heard", person="29:alex")
    written = capsys.readouterr().err
    assert "turn" not in written
    assert "heard" in written
    assert "29:alex" not in written
