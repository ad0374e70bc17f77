"""The cache in front of the preferences, and what is done without them."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.store import database, open_store
from bot.store.address import sqlite_address
from bot.store.preferences import StoredPreferences
from catalog.language import LANGUAGES
from tests.bot.store.samples import NOON
from tests.databases import new_database
from tests.faults.breaking import frozen


async def test_a_preference_is_read_once(tmp_path: Path) -> None:
    address = sqlite_address(tmp_path / "reconnect.sqlite3")
    async with open_store(address) as store, open_store(address) as other:
        preferences = StoredPreferences(store._database)
        assert await preferences.language("contoso", "ada") is None
        await other.preferences.set_language("contoso", "ada", "fr", at=NOON)
        assert await preferences.language("contoso", "ada") is None
        preferences._cache.clear()  # as a minute later
        assert await preferences.language("contoso", "ada") == "fr"


async def test_a_slow_reading_does_not_undo_a_choice(tmp_path: Path) -> None:
    async with open_store(sqlite_address(tmp_path / "reconnect.sqlite3")) as store:
        preferences = StoredPreferences(store._database)
        for language in (*LANGUAGES, *LANGUAGES):
            preferences._cache.clear()
            readings = [preferences.language("contoso", "ada") for _ in range(4)]
            await asyncio.gather(*readings, preferences.set_language("contoso", "ada", language, at=NOON))
            assert await preferences.language("contoso", "ada") == language


async def test_a_database_that_says_nothing_is_not_asked_again_for_a_while(
    postgresql: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "GLANCE", 0.2)
    monkeypatch.setattr(database, "PAUSE", 1_000.0)
    address = await new_database(postgresql)
    async with open_store(address) as store, open_store(address) as other:
        await other.preferences.set_language("contoso", "ada", "fr", at=NOON)
        with capture_logs() as logs:
            with frozen(postgresql):
                assert await store.preferences.language("contoso", "ada") is None
            assert await store.preferences.language("contoso", "ada") is None
            assert await store.incidents.open_about("contoso", "AADSTS50076") is None
        assert [log["event"] for log in logs] == ["answering without"], "said once, not by every paste"
        store._database._unseen_until = 0.0  # as a while later
        monkeypatch.setattr(database, "GLANCE", 60.0)  # however long a busy machine takes to connect
        assert await store.preferences.language("contoso", "ada") == "fr"
