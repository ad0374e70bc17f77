"""Without credentials the bot serves this machine alone: anybody could otherwise speak as anybody."""

import pytest

from bot.teams import TeamsSettings, TeamsSettingsError, build_endpoint
from tests.fakes.activities import message
from tests.fakes.entra import APP_ID, TENANT
from tests.fakes.stage import ScriptedAssistant, failure, open_stage


async def test_this_machine_is_answered_without_a_token() -> None:
    async with open_stage() as bot:
        posted = await bot.post(message(service_url=bot.connector.service_url), signed=False)
        assert posted.status == 200
        assert bot.connector.calls[0].authorization is None
        assert bot.entra.token_calls == bot.entra.metadata_calls == 0


@pytest.mark.parametrize(
    "service_url",
    [
        "https://smba.trafficmanager.net/teams/",
        "http://192.0.2.1/",
        "http://169.254.169.254/latest/",
        "http://localhost.example.com/",
        "http://127.0.0.1@example.com/",
        "file:///etc/passwd",
        "not a URL",
        "http://[::1",
    ],
)
async def test_replies_go_nowhere_but_to_this_machine(service_url: str) -> None:
    async with open_stage() as bot:
        assert (await bot.post(message(service_url=service_url), signed=False)).status == 403
        assert not bot.heard


@pytest.mark.parametrize("host", ["rebound.example.com", "192.0.2.1:3978", "[::1"])
async def test_a_page_that_points_its_own_name_here_is_403(host: str) -> None:
    async with open_stage() as bot:
        body = message(service_url=bot.connector.service_url)
        assert (await bot.send(json=body, headers={"Host": host})).status == 403


@pytest.mark.parametrize(
    "header",
    ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Origin", "Sec-Fetch-Site"],
)
async def test_what_a_proxy_or_a_page_on_this_machine_passes_on_is_403(header: str) -> None:
    """A tunnel or a proxy makes the whole world look like this machine."""
    async with open_stage() as bot:
        body = message(service_url=bot.connector.service_url)
        assert (await bot.send(json=body, headers={header: "127.0.0.1"})).status == 403
        assert not bot.heard


async def test_another_machine_is_403() -> None:
    async with open_stage() as bot:
        bot.pretended_remote = "192.0.2.7"
        assert (await bot.post(message(service_url=bot.connector.service_url), signed=False)).status == 403


@pytest.mark.parametrize("host", ["localhost:3978", "127.0.0.1", "[::1]:3978"])
async def test_every_name_of_this_machine_will_do(host: str) -> None:
    async with open_stage() as bot:
        body = message(service_url=bot.connector.service_url)
        assert (await bot.send(json=body, headers={"Host": host})).status == 200


def test_serving_without_credentials_must_be_chosen() -> None:
    with pytest.raises(TeamsSettingsError, match="no app id"):
        TeamsSettings()


def test_credentials_and_unauthenticated_calls_exclude_each_other() -> None:
    with pytest.raises(TeamsSettingsError, match="as well"):
        TeamsSettings(app_id=APP_ID, tenant_id=TENANT, allow_unauthenticated=True)


def test_an_app_needs_its_tenant() -> None:
    with pytest.raises(TeamsSettingsError, match="tenant"):
        TeamsSettings(app_id=APP_ID, app_password="x")


def test_an_app_needs_a_credential() -> None:
    with pytest.raises(TeamsSettingsError, match="password"):
        build_endpoint(TeamsSettings(app_id=APP_ID, tenant_id=TENANT), ScriptedAssistant(), failure)


def test_the_password_is_not_in_the_settings_text() -> None:
    assert "hush" not in repr(TeamsSettings(app_id=APP_ID, tenant_id=TENANT, app_password="hush"))
