"""Traces of the whole bot, sent by the real exporter to a collector that decodes them."""

import asyncio
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.store.address import sqlite_address
from bot.telemetry.spans import NO_SPANS
from bot.telemetry.tracing import is_asked_for, tracing
from catalog.catalog import Catalog
from tests.bot.test_expiring import set_channel
from tests.fakes.activities import ALEX, message
from tests.fakes.collector import FakeCollector, attributes
from tests.fakes.connector import Trouble
from tests.fakes.entra import TENANT
from tests.scenarios.test_metrics import PASTE, escalate
from tests.scenarios.watching import watched

ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT"
PERSONAL = ("zebra", "hunter2", "a:personal", TENANT, *(str(value) for value in ALEX.values()))


def children(collector: FakeCollector, parent: Any) -> list[str]:
    return [span.name for span in collector.spans if span.parent_span_id == parent.span_id]


async def test_turns_and_deliveries_are_traced_without_personal_text(
    tmp_path: Path, small: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = sqlite_address(tmp_path / "reconnect.sqlite3")
    async with FakeCollector() as collector:
        monkeypatch.setenv(ENDPOINT, collector.url)
        async with watched(address, small, monkeypatch, signed=True) as bot:
            await set_channel(address, TENANT, bot.connector.service_url)
            await escalate(bot)
            async with asyncio.timeout(30):
                while len(bot.connector.calls) < 2:  # noqa: ASYNC110 - the ticket in the channel
                    await asyncio.sleep(0.05)
            bot.connector.troubles.append(Trouble(403))
            await bot.post(message(PASTE))
    assert collector.services == {"reconnect"}
    turns = collector.named("turn")
    assert len(turns) == 4
    first = turns[0]
    assert set(children(collector, first)) >= {"recognition", "channel"}
    told = attributes(first)
    assert (told["reconnect.kind"], told["reconnect.outcome"]) == ("message", "answer")
    assert len(told["reconnect.reference"]) == 8
    assert attributes(collector.named("recognition")[0])["reconnect.entries"] == "AADSTS50076"
    assert any(name.startswith("store: ") for turn in turns for name in children(collector, turn))
    (delivery,) = collector.named("delivery")
    assert attributes(delivery)["reconnect.outcome"] == "made"
    assert "channel" in children(collector, delivery)
    (refused,) = [span for span in collector.named("channel") if span.status.code]
    assert attributes(refused)["error.type"] == "ConnectorError"
    assert attributes(refused)["http.response.status_code"] == 403
    assert all(not span.events for span in collector.spans), "a message of an error may hold anything"
    assert [found for found in PERSONAL if found.encode() in collector.raw] == []


async def test_what_goes_on_without_a_turn_is_not_traced(
    tmp_path: Path, small: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with FakeCollector() as collector:
        monkeypatch.setenv(ENDPOINT, collector.url)
        address = sqlite_address(tmp_path / "reconnect.sqlite3")
        async with watched(address, small, monkeypatch) as bot:
            assert (await bot.get("/readyz"))[0] == 200
            await asyncio.sleep(0.1)
    assert collector.spans == []


async def test_a_collector_that_is_gone_keeps_nobody_waiting(
    tmp_path: Path, small: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ENDPOINT, "http://127.0.0.1:9")
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_TIMEOUT", "1")
    async with watched(sqlite_address(tmp_path / "x.sqlite3"), small, monkeypatch) as bot:
        assert await bot.post(message(PASTE)) == 200


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({}, False),
        ({ENDPOINT: ""}, False),
        ({ENDPOINT: "http://127.0.0.1:4318"}, True),
        ({"OTEL_EXPORTER_OTLP_TRACES_ENDPOINT": "http://127.0.0.1:4318/v1/traces"}, True),
        ({ENDPOINT: "http://127.0.0.1:4318", "OTEL_SDK_DISABLED": "True"}, False),
        ({ENDPOINT: "http://127.0.0.1:4318", "OTEL_TRACES_EXPORTER": "none"}, False),
        ({ENDPOINT: "http://127.0.0.1:4317", "OTEL_EXPORTER_OTLP_PROTOCOL": "grpc"}, False),
    ],
)
def test_only_opentelemetrys_variables_ask_for_traces(environ: dict[str, str], expected: bool) -> None:
    assert is_asked_for(environ) is expected


async def test_without_the_extra_the_log_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.split(".")[0] == "opentelemetry"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "opentelemetry", None)
    with capture_logs() as logs:
        async with tracing({ENDPOINT: "http://127.0.0.1:4318"}) as spans:
            assert spans is NO_SPANS
    assert [line["event"] for line in logs] == ["traces not sent"]


def test_nothing_of_it_is_loaded_unless_it_is_asked_for() -> None:
    program = "import sys, bot.app; sys.exit('opentelemetry' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
