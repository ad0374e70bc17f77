"""What ``reconnect doctor`` makes of what Entra says, over real HTTP."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.clock import SystemClock
from bot.doctor.entra import _ADVICE, check_cloud, check_credential, check_outgoing
from bot.settings import Settings
from bot.teams import CLOUDS, CloudName, TeamsSettings
from catalog.catalog import Catalog
from tests.fakes.connector import FakeConnector
from tests.fakes.entra import APP_ID, APP_PASSWORD, TENANT, FakeEntra
from tests.ports import free_port


class Clock:
    """A clock that is wrong by so much."""

    def __init__(self, wrong: timedelta) -> None:
        self._wrong = wrong

    def now(self) -> datetime:
        return datetime.now(UTC) + self._wrong


@pytest.fixture
async def entra() -> AsyncIterator[FakeEntra]:
    async with FakeEntra() as running:
        yield running


def teams(entra: FakeEntra, *services: str, **changes: Any) -> TeamsSettings:
    public = CLOUDS[CloudName.PUBLIC]
    cloud = replace(public, login=entra.url, metadata=entra.metadata, services=services)
    known = {"app_id": APP_ID, "app_password": APP_PASSWORD, "tenant_id": TENANT, "cloud": cloud}
    return TeamsSettings(**{**known, **changes})


async def test_a_good_credential_is_well(entra: FakeEntra, shipped: Catalog) -> None:
    assert (await check_credential(teams(entra), shipped)).is_well


@pytest.mark.parametrize(
    ("changes", "code", "variable"),
    [
        ({"app_password": "wrong"}, "AADSTS7000215", "RECONNECT_APP_PASSWORD"),
        ({"app_id": TENANT}, "AADSTS700016", "RECONNECT_APP_ID"),
    ],
)
async def test_a_wrong_credential_is_explained_by_the_catalog(
    entra: FakeEntra, shipped: Catalog, changes: dict[str, str], code: str, variable: str
) -> None:
    found = await check_credential(teams(entra, **changes), shipped)
    entry = shipped.entry(code)
    assert entry
    assert not found.is_well
    assert found.state == f"{code}: {entry.title.en}"
    assert variable in found.advice


async def test_an_expired_secret_is_said_to_be_one(entra: FakeEntra, shipped: Catalog) -> None:
    entra.refuses = True
    found = await check_credential(teams(entra), shipped)
    assert found.state.startswith("AADSTS7000222: ")
    assert "new secret" in found.advice


async def test_without_a_catalog_entras_own_words_are_shown(entra: FakeEntra) -> None:
    entra.refuses = True
    found = await check_credential(teams(entra), None)
    assert "AADSTS7000222: the secret has expired" in found.state


async def test_entra_out_of_reach_is_no_wrong_password(entra: FakeEntra, shipped: Catalog) -> None:
    nowhere = replace(teams(entra).cloud, login=f"http://127.0.0.1:{free_port()}")
    found = await check_credential(teams(entra, cloud=nowhere), shipped)
    assert not found.is_well
    assert "no answer" in found.state or "Client" in found.state


def test_each_piece_of_advice_is_about_a_code_that_the_catalog_knows(shipped: Catalog) -> None:
    assert [code for code in _ADVICE if shipped.entry(code) is None] == []
    named = {
        word.strip(",.:;") for advice in _ADVICE.values() for word in advice.split() if "RECONNECT_" in word
    }
    assert {name.removeprefix("RECONNECT_").lower() for name in named} <= set(Settings.model_fields)


async def test_a_tenant_of_another_cloud_is_told(entra: FakeEntra) -> None:
    assert (await check_cloud(teams(entra), CloudName.PUBLIC)).is_well
    entra.region = {"cloud_instance_name": "microsoftonline.us", "tenant_region_sub_scope": "DODCON"}
    found = await check_cloud(teams(entra), CloudName.PUBLIC)
    assert not found.is_well
    assert found.advice == "Set RECONNECT_CLOUD=gcc-high."
    entra.region = {}
    assert (await check_cloud(teams(entra), CloudName.PUBLIC)).is_well


async def test_hosts_that_answer_with_the_right_time_are_well(entra: FakeEntra) -> None:
    async with FakeConnector() as connector:
        found = await check_outgoing(teams(entra, connector.url), SystemClock())
    assert [(finding.subject, finding.is_well) for finding in found] == [("Outgoing", True), ("Clock", True)]


async def test_a_host_that_cannot_be_reached_is_named(entra: FakeEntra) -> None:
    host = f"127.0.0.1:{free_port()}"
    outgoing, clock = await check_outgoing(teams(entra, f"http://{host}"), SystemClock())
    assert not outgoing.is_well
    assert host in outgoing.state
    assert host in outgoing.advice
    assert entra.url.removeprefix("http://") not in outgoing.state
    assert clock.is_well


@pytest.mark.parametrize(("minutes", "word"), [(12, "ahead"), (-12, "behind")])
async def test_a_wrong_clock_is_found(entra: FakeEntra, minutes: int, word: str) -> None:
    _, found = await check_outgoing(
        teams(entra), Clock(timedelta(minutes=minutes, seconds=30 * minutes / 12))
    )
    assert not found.is_well
    assert found.state.startswith(f"12 minutes {word}")
    assert "NTP" in found.advice
