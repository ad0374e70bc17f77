"""Whether the bot says of itself how it is, to whom it may, and without telling more."""

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.clock import SystemClock
from bot.store import open_store
from bot.store.address import sqlite_address
from bot.teams import credentials
from bot.telemetry import health
from catalog.catalog import Catalog
from dialogs.escalation.notices import on_opening
from tests.databases import new_database
from tests.dialogs.escalation.samples import draft
from tests.fakes.activities import message
from tests.faults.breaking import stopped
from tests.scenarios.watching import watched

CHECKS = ("database", "catalog", "credential", "deliveries")


@pytest.fixture
def database(tmp_path: Path) -> str:
    return sqlite_address(tmp_path / "reconnect.sqlite3")


@pytest.mark.parametrize("signed", [True, False])
async def test_a_bot_that_is_well_says_so(
    database: str, small: Catalog, monkeypatch: pytest.MonkeyPatch, signed: bool
) -> None:
    monkeypatch.setattr(health, "PATIENCE", 60.0)  # a busy machine is well too
    async with watched(database, small, monkeypatch, signed=signed) as bot:
        status, body = await bot.get("/readyz")
        assert (status, body["status"]) == (200, "ready")
        assert tuple(body["checks"]) == CHECKS
        assert all(check["ok"] and check["message"].endswith(".") for check in body["checks"].values())
        status, body = await bot.get("/healthz")
        assert (status, body["status"]) == (200, "alive")


async def test_a_refused_credential_is_not_ready_and_says_no_secret(
    database: str, small: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(credentials, "_PAUSE", 0.0)
    monkeypatch.setattr(health, "KEPT", 0.0)
    async with watched(database, small, monkeypatch, signed=True, token_lifetime=1) as bot:
        bot.entra.refuses = True
        await _until(bot, 503)
        _, body = await bot.get("/readyz")
        assert body["checks"]["credential"]["ok"] is False
        assert "invalid_client" in body["checks"]["credential"]["message"]
        assert "AADSTS" not in str(body)
        bot.entra.refuses = False
        await _until(bot, 200)


async def _until(bot: Any, wanted: int) -> None:
    async with asyncio.timeout(60):
        while (await bot.get("/readyz"))[0] != wanted:  # noqa: ASYNC110 - it is what a probe does
            await asyncio.sleep(0.05)


async def test_a_database_that_is_gone_is_not_ready(
    postgresql: Any, small: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = await new_database(postgresql)
    async with watched(address, small, monkeypatch) as bot:
        await _until(bot, 200)
        async with stopped(postgresql):
            await _until(bot, 503)
            _, body = await bot.get("/readyz")
            assert body["checks"]["database"] == {"ok": False, "message": "The database does not answer."}
            assert (await bot.get("/healthz"))[0] == 200
            assert (await bot.metrics())["reconnect_database_up"] == 0
        await _until(bot, 200)


async def test_deliveries_that_nobody_takes_are_not_ready(
    address: str, small: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_store(address) as store:
        now = SystemClock().now()
        await store.tickets.open(draft(opened_at=now - timedelta(minutes=10)), on_opening)
        found = await health.check_deliveries(store.deliveries.oldest_due, now)
        assert not found.is_well
        assert "10 minutes" in found.sentence
        taken = await store.deliveries.take("somebody", limit=9, now=now, lease=timedelta(minutes=1))
        assert taken
        assert (await health.check_deliveries(store.deliveries.oldest_due, now)).is_well


async def test_frequent_probes_ask_the_database_once() -> None:
    asked = 0

    async def check() -> health.Health:
        nonlocal asked
        asked += 1
        await asyncio.sleep(0)
        return health.Health(True, "Well.")

    readiness = health.Readiness({"database": check})
    reports = await asyncio.gather(*(readiness.report() for _ in range(50)))
    assert asked == 1
    assert len(reports) == 50
    readiness.stop()
    assert not (await readiness.report())["stopping"].is_well, "at once, whatever is kept"


async def test_health_says_nothing_of_addresses_and_people(
    database: str, small: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with watched(database, small, monkeypatch, signed=True) as bot:
        await bot.post(message("AADSTS50076 for grace"))
        answers = [str(await bot.get(path)) for path in ("/healthz", "/readyz")]
        for secret in (bot.entra.url, database, "sqlite", "token-1", "Alex", "grace"):
            assert [answer for answer in answers if secret in answer] == []
