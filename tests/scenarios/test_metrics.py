"""The numbers of a running bot: they count what happened, name nobody, and are not for everybody."""

import asyncio
import re
from pathlib import Path
from typing import Any

import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.store.address import sqlite_address
from catalog.catalog import Catalog
from tests.dialogs.reading import presses
from tests.fakes.activities import ALEX, executed, message, searched
from tests.fakes.connector import Trouble
from tests.fakes.entra import TENANT
from tests.scenarios.watching import Watched, watched

TOKEN = "a token of forty characters, by chance.."
PASTE = "AADSTS50076: zebra, password=hunter2hunter2"


@pytest.fixture
def database(tmp_path: Path) -> str:
    return sqlite_address(tmp_path / "reconnect.sqlite3")


async def escalate(bot: Watched) -> None:
    """Paste, ask and send, without a channel that would receive it."""
    await bot.post(message(PASTE))
    card = bot.connector.bodies[-1]["attachments"][0]["content"]
    data = {key: value for key, value in presses(card)["Ask an admin"].items() if key != "verb"}
    for verb in ("admin.preview", "admin.send"):
        body = executed(verb, data)
        body["serviceUrl"] = bot.connector.service_url
        headers = {"Authorization": f"Bearer {bot.entra.mint(body['serviceUrl'])}"}
        async with bot.client.post(f"{bot.url}/api/messages", json=body, headers=headers) as response:
            shown = (await response.json())["value"]
        if verb == "admin.preview":
            data = {key: value for key, value in presses(shown)["Send"].items() if key != "verb"}


async def test_what_happened_is_counted(
    database: str, small: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with watched(database, small, monkeypatch, signed=True) as bot:
        before = await bot.metrics()
        assert before["reconnect_catalog_entries"] == len(small.entries)
        assert before[f'reconnect_catalog_info{{version="{small.version}"}}'] == 1
        assert before['reconnect_tickets{state="new"}'] == 0
        await escalate(bot)
        await bot.post(searched("AADSTS"))
        await bot.post(message("hello there"), token="forged")
        bot.connector.troubles.append(Trouble(403))
        await bot.post(message(PASTE))
        await asyncio.sleep(0)
        after = await bot.metrics()
    assert after['reconnect_turns_total{kind="message",outcome="answer"}'] == 1
    assert after['reconnect_turns_total{kind="press",outcome="press"}'] == 2
    assert after['reconnect_turns_total{kind="search",outcome="search"}'] == 1
    assert after['reconnect_turns_total{kind="message",outcome="undelivered"}'] == 1
    assert after['reconnect_turn_seconds_count{kind="message"}'] == 2
    assert after["reconnect_match_confidence_count"] == 2
    assert after['reconnect_calls_total{status="200"}'] == 5
    assert after['reconnect_calls_total{status="401"}'] == 1
    assert after['reconnect_channel_calls_total{method="POST",status="200"}'] == 1
    assert after['reconnect_channel_calls_total{method="POST",status="403"}'] == 1
    assert after["reconnect_token_age_seconds"] >= 0
    assert 3000 < after["reconnect_token_remaining_seconds"] < 3599
    assert after["reconnect_database_up"] == 1
    assert after["process_open_fds"] > 0


async def test_tickets_and_deliveries_of_the_installation_are_counted(
    address: str, small: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with watched(address, small, monkeypatch, signed=True) as bot:
        await escalate(bot)
        async with asyncio.timeout(60):
            while True:
                seen = await bot.metrics()
                if 'reconnect_delivery_attempts_total{result="put_back",target="channel"}' in seen:
                    break
                await asyncio.sleep(0.05)
    async with watched(address, small, monkeypatch, signed=True) as bot:
        seen = await bot.metrics()
        assert seen['reconnect_tickets{state="new"}'] == 1
        assert seen["reconnect_incidents_open"] == 0
        assert seen["reconnect_deliveries_waiting"] == 1
        assert 0 < seen["reconnect_delivery_oldest_age_seconds"] < 60


async def test_a_reload_is_counted_and_changes_the_version(
    database: str, small: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with watched(database, small, monkeypatch) as bot:
        async with bot.client.post(f"{bot.url}/reload") as response:
            version = (await response.json())["version"]
        seen = await bot.metrics()
    assert version != small.version
    assert seen['reconnect_catalog_reloads_total{result="done"}'] == 1
    assert [name for name in seen if name.startswith("reconnect_catalog_info")] == [
        f'reconnect_catalog_info{{version="{version}"}}'
    ]


async def test_no_label_comes_from_a_person(
    database: str, small: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with watched(database, small, monkeypatch, signed=True) as bot:
        await escalate(bot)
        for number in range(20):
            await bot.post(executed(f"made-up-{number}", {"zebra": "zebra"}))
            await bot.post(message(f"zebra AADSTS99999{number}"))
        _, text = await bot.get("/metrics")
    families = list(text_string_to_metric_families(text))
    ours = [family for family in families if family.name.startswith("reconnect")]
    assert len(ours) > 15
    for family in ours:
        labels = [{**sample.labels, "le": ""} for sample in family.samples]
        assert len({tuple(label.values()) for label in labels}) < 10, family.name
    for personal in ("zebra", "hunter2", "made-up", TENANT, "a:personal", *map(str, ALEX.values())):
        assert personal not in text


@pytest.mark.parametrize(
    ("token", "headers", "expected"),
    [
        ("", {}, 200),
        ("", {"X-Forwarded-For": "10.0.0.1"}, 403),
        ("", {"Host": "bot.example.com"}, 403),
        ("", {"Sec-Fetch-Site": "cross-site"}, 403),
        (TOKEN, {}, 403),
        (TOKEN, {"Authorization": f"Bearer {TOKEN}"}, 200),
        (TOKEN, {"Authorization": f"bearer {TOKEN}", "X-Forwarded-For": "10.0.0.1"}, 200),
        (TOKEN, {"Authorization": f"Bearer {TOKEN}x"}, 403),
        (TOKEN, {"Authorization": f"Basic {TOKEN}"}, 403),
        (TOKEN, {"Authorization": "Bearer é"}, 403),
    ],
)
async def test_who_may_read_the_metrics(
    database: str,
    small: Catalog,
    monkeypatch: pytest.MonkeyPatch,
    token: str,
    headers: dict[str, str],
    expected: int,
) -> None:
    async with watched(database, small, monkeypatch, metrics_token=token) as bot:
        status, body = await bot.get("/metrics", **headers)
        assert status == expected
        assert ("reconnect_turns" in str(body)) is (expected == 200)


async def test_two_applications_count_apart(
    database: str, small: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with (
        watched(database, small, monkeypatch) as one,
        watched(database, small, monkeypatch) as other,
    ):
        await one.post(message(PASTE))
        assert any(re.match("reconnect_turns_total", name) for name in await one.metrics())
        counted: dict[str, Any] = await other.metrics()
        assert not any(re.match("reconnect_turns_total", name) for name in counted)
