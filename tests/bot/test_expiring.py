"""The end of the credential is known, and told once however many replicas tell it."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from bot.expiring import expiry_of
from bot.settings import Settings
from bot.store import Store, open_store
from bot.teams import credentials
from catalog.catalog import Catalog
from dialogs.escalation.expiry import Expiry, Proof, warning
from dialogs.escalation.model import Actor
from dialogs.escalation.outbox import AdminChannel
from tests.dialogs.reading import texts
from tests.fakes.certificates import certificate, pem_of, write_pem
from tests.fakes.entra import TENANT, private_key
from tests.scenarios.watching import Watched, watched

ENDS = datetime(2027, 1, 31, tzinfo=UTC)
OTHER = "ffffffff-0000-0000-0000-000000000000"


def test_the_end_of_a_secret_is_set_and_that_of_a_certificate_read(tmp_path: Path) -> None:
    secret = Settings(_env_file=None, app_password_expires=ENDS.date())
    assert expiry_of(secret) == Expiry(Proof.SECRET, ENDS)
    made = certificate(ends=timedelta(days=20))
    path = write_pem(tmp_path / "bot.pem", pem_of(private_key(3), made))
    found = expiry_of(Settings(_env_file=None, certificate_file=path))
    assert found == Expiry(Proof.CERTIFICATE, made.not_valid_after_utc)
    assert expiry_of(Settings(_env_file=None)) is None
    assert expiry_of(Settings(_env_file=None, certificate_file=tmp_path / "none.pem")) is None


async def test_each_stage_is_announced_once_by_any_number_of_replicas(address: str) -> None:
    expiry = Expiry(Proof.SECRET, ENDS)
    announced = 0
    for days in (31, 30, 29, 7, 7, 1, 0, -1):
        now = ENDS - timedelta(days=days)
        draft = warning(expiry, now)
        if draft is None:
            continue
        async with open_store(address) as one, open_store(address) as other:
            stores: list[Store] = [one, other] * 4
            told = await asyncio.gather(
                *(store.deliveries.announce(TENANT, draft, at=now) for store in stores)
            )
            announced += sum(told)
            for delivery in await one.deliveries.take("me", limit=9, now=now, lease=timedelta(minutes=1)):
                await one.deliveries.done(delivery, at=now)
            assert not await other.deliveries.announce(TENANT, draft, at=now), "made, and still not again"
    assert announced == 3
    async with open_store(address) as store:
        assert await store.deliveries.announce(OTHER, draft_of(expiry), at=ENDS), "another tenant's own"


def draft_of(expiry: Expiry) -> Any:
    return warning(expiry, ENDS)


async def set_channel(address: str, tenant: str, service_url: str) -> None:
    channel = AdminChannel(
        tenant=tenant,
        team="19:team@thread.tacv2",
        channel=f"19:{tenant}@thread.tacv2",
        service_url=service_url,
        name="Help desk",
        set_by=Actor("dana", "Dana"),
        set_at=datetime.now(UTC),
    )
    async with open_store(address) as store:
        await store.channels.set(channel)


async def warned(bot: Watched) -> list[dict[str, Any]]:
    """The cards in the admins' channels, once nothing waits any more."""
    async with asyncio.timeout(30):
        while (await bot.metrics())["reconnect_deliveries_waiting"]:  # noqa: ASYNC110 - it is kept a while
            await asyncio.sleep(0.2)
    return [call.body["activity"]["attachments"][0]["content"] for call in bot.connector.calls]


@pytest.mark.parametrize(("language", "words"), [("en", "ends in 7 days"), ("fr", "expire dans 7 jours")])
async def test_the_admins_read_it_in_their_channel(
    address: str, small: Catalog, monkeypatch: pytest.MonkeyPatch, language: str, words: str
) -> None:
    expires = (datetime.now(UTC) + timedelta(days=7)).date()
    settings: dict[str, Any] = {"app_password_expires": expires, "language": language}
    async with watched(address, small, monkeypatch, signed=True, **settings) as first:
        url = first.connector.service_url
        await set_channel(address, TENANT, url)
        await set_channel(address, OTHER, url)
        assert (await first.metrics())["reconnect_credential_expires_timestamp_seconds"] == (
            datetime(expires.year, expires.month, expires.day, tzinfo=UTC).timestamp()
        )
        for _restart in range(2):
            assert await again(address, small, monkeypatch, first, settings) == 1
        (card,) = await warned(first)
    assert words in texts(card)
    assert "Reconnect" in card["fallbackText"]


async def test_a_certificate_that_was_exchanged_is_known_without_a_restart(
    address: str, small: Catalog, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(credentials, "_PAUSE", 0.0)
    path = write_pem(tmp_path / "bot.pem", pem_of(private_key(3), certificate(ends=timedelta(days=20))))
    name = "reconnect_credential_expires_timestamp_seconds"
    settings: dict[str, Any] = {
        "app_password": SecretStr(""),
        "certificate_file": path,
        "token_lifetime": 1,  # so that it is asked for again and again
    }
    async with watched(address, small, monkeypatch, signed=True, **settings) as bot:
        before = (await bot.metrics())[name]
        made = certificate(ends=timedelta(days=400))
        write_pem(path, pem_of(private_key(3), made))
        async with asyncio.timeout(30):
            while (await bot.metrics())[name] == before:
                await bot.get("/readyz")
                await asyncio.sleep(0.1)
        assert (await bot.metrics())[name] == made.not_valid_after_utc.timestamp()


async def again(
    address: str, small: Catalog, monkeypatch: pytest.MonkeyPatch, first: Watched, settings: dict[str, Any]
) -> int:
    """Start another replica, which warns at once; how many warnings there are in all."""
    async with watched(
        address, small, monkeypatch, signed=True, connector=first.connector, **settings
    ) as other:
        await warned(other)
        async with asyncio.timeout(30):
            while not first.connector.calls:  # noqa: ASYNC110
                await asyncio.sleep(0.05)
    return len(first.connector.calls)
