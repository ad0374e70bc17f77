"""What ``reconnect doctor`` says of the database and of what waits in it, on both databases."""

import sqlite3
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from alembic import command
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import create_async_engine

from bot.doctor.finding import Finding
from bot.doctor.stored import check_store
from bot.settings import Settings
from bot.store import Store, found_schema, open_store
from bot.store.address import is_sqlite, parse_address, sqlite_address
from bot.store.upgrading import alembic_config
from dialogs.escalation.model import Actor
from dialogs.escalation.outbox import AdminChannel
from tests.bot.store.escalating import opened
from tests.dialogs.escalation.samples import NOON
from tests.fakes.entra import APP_ID, APP_PASSWORD, TENANT


class Clock:
    """A clock that stands still."""

    def __init__(self, now: datetime) -> None:
        self._now = now

    def now(self) -> datetime:
        return self._now


async def look(address: str, *, now: datetime = NOON, **settings: Any) -> dict[str, Finding]:
    wanted = Settings(_env_file=None, database_url=address, **settings)
    return {finding.subject: finding async for finding in check_store(wanted, Clock(now))}


async def test_an_empty_database_is_well(address: str) -> None:
    found = await look(address)
    assert [(subject, one.is_well) for subject, one in found.items()] == [
        ("Database", True),
        ("Channel", True),
        ("Deliveries", True),
    ]


async def test_older_tables_are_left_as_they_are(address: str) -> None:
    def first_version(connection: Connection) -> None:
        command.upgrade(alembic_config(connection), "0001")

    if is_sqlite(url := parse_address(address)):
        Path(url.database or "").parent.mkdir()
    engine = create_async_engine(url)
    async with engine.begin() as connection:
        await connection.run_sync(first_version)
    await engine.dispose()
    found = await look(address)
    assert "next start" in found["Database"].state
    assert await found_schema(address) == "0001"
    async with open_store(address):
        assert await found_schema(address) == Store.schema_version


async def test_a_locked_file_is_told_from_one_that_is_not_there(tmp_path: Path) -> None:
    file = tmp_path / "reconnect.sqlite3"
    address = f"{sqlite_address(file)}?timeout=0.2"
    async with open_store(address):
        pass
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    found = await look(address)
    connection.execute("ROLLBACK")
    connection.close()
    assert not found["Database"].is_well
    assert "Another program holds the file" in found["Database"].advice


async def test_with_credentials_a_channel_is_wanted_in_each_tenant(address: str) -> None:
    credentials: dict[str, Any] = {"app_id": APP_ID, "app_password": APP_PASSWORD, "tenant_id": TENANT}
    found = await look(address, **credentials)
    assert not found["Channel"].is_well
    assert "reconnect setup-code" in found["Channel"].advice
    async with open_store(address) as store:
        channel = AdminChannel(
            tenant=TENANT,
            team="19:team@thread.tacv2",
            channel="19:channel@thread.tacv2",
            service_url="https://smba.trafficmanager.net/teams/",
            name="Help",
            set_by=Actor("dana", "Dana"),
            set_at=NOON,
        )
        await store.channels.set(channel)
    assert (await look(address, **credentials))["Channel"].is_well


async def test_deliveries_that_nobody_takes_are_found(address: str) -> None:
    async with open_store(address) as store:
        await opened(store)
    fresh = await look(address, now=NOON + timedelta(minutes=4))
    assert fresh["Deliveries"] == Finding("Deliveries", True, "1 waiting")
    stuck = (await look(address, now=NOON + timedelta(minutes=17)))["Deliveries"]
    assert not stuck.is_well
    assert "the oldest due for 17 minutes" in stuck.state
