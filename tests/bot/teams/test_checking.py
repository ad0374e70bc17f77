"""Credentials are checked by asking Entra for one token."""

from dataclasses import replace

from bot.teams import CLOUDS, CloudName, TeamsSettings, check_credentials
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
