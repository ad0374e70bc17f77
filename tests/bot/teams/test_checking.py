"""Credentials are checked by asking Entra for one token."""

from dataclasses import replace

import pytest

from bot.teams import CLOUDS, CloudName, TeamsSettings, check_credentials, find_cloud
from tests.fakes.entra import APP_ID, APP_PASSWORD, TENANT, FakeEntra


def settings(entra: FakeEntra) -> TeamsSettings:
    cloud = replace(CLOUDS[CloudName.PUBLIC], login=entra.url)
    return TeamsSettings(app_id=APP_ID, app_password=APP_PASSWORD, tenant_id=TENANT, cloud=cloud)


async def test_good_credentials_are_accepted() -> None:
    async with FakeEntra() as entra:
        assert await check_credentials(settings(entra)) is None
        assert entra.token_calls == 1


async def test_refused_credentials_are_said_to_be_refused_without_the_secret() -> None:
    async with FakeEntra() as entra:
        entra.refuses = True
        problem = await check_credentials(settings(entra))
    assert problem is not None
    assert APP_PASSWORD not in problem


async def test_an_unreachable_entra_is_a_problem() -> None:
    async with FakeEntra() as entra:
        unreachable = settings(entra)
    assert await check_credentials(unreachable) is not None


@pytest.mark.parametrize(
    ("region", "cloud"),
    [
        ({"cloud_instance_name": "microsoftonline.com"}, CloudName.PUBLIC),
        ({"cloud_instance_name": "microsoftonline.com", "tenant_region_sub_scope": None}, CloudName.PUBLIC),
        ({"cloud_instance_name": "microsoftonline.com", "tenant_region_sub_scope": "GCC"}, CloudName.GCC),
        (
            {"cloud_instance_name": "microsoftonline.us", "tenant_region_sub_scope": "DODCON"},
            CloudName.GCC_HIGH,
        ),
        ({"cloud_instance_name": "microsoftonline.us", "tenant_region_sub_scope": "DOD"}, CloudName.DOD),
        ({"cloud_instance_name": "partner.microsoftonline.cn"}, CloudName.CHINA),
        ({"cloud_instance_name": "microsoftonline.example"}, None),
        ({"cloud_instance_name": 5}, None),
    ],
)
async def test_the_tenants_cloud_is_what_its_metadata_says(
    region: dict[str, object], cloud: CloudName | None
) -> None:
    async with FakeEntra() as entra:
        entra.region = region
        assert await find_cloud(settings(entra)) is cloud


async def test_a_cloud_that_cannot_be_asked_for_is_not_guessed() -> None:
    async with FakeEntra() as entra:
        unreachable = settings(entra)
    assert await find_cloud(unreachable) is None
