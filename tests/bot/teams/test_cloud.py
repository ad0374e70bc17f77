"""Which addresses belong to the channel."""

from typing import Any

import pytest
from botframework.connector.auth import AuthenticationConstants, GovernmentConstants

from bot.teams import CLOUDS, CloudName
from bot.teams.cloud import ServiceHosts
from catalog.clouds import PAGES


@pytest.mark.parametrize(
    "url",
    [
        "https://smba.trafficmanager.net/emea/",
        "https://smba.trafficmanager.net:443/teams",
        "https://SMBA.trafficmanager.net/teams",
        "https://smba.infra.gcc.teams.microsoft.com/teams",
    ],
)
def test_the_public_channel_is_allowed(url: str) -> None:
    assert ServiceHosts(CLOUDS[CloudName.PUBLIC].services).allows(url)


@pytest.mark.parametrize(
    "url",
    [
        "http://smba.trafficmanager.net/emea/",
        "https://smba.trafficmanager.net:8443/",
        "https://mine.trafficmanager.net/",
        "https://smba.trafficmanager.net.example.com/",
        "https://smba.trafficmanager.net@example.com/",
        "https://example.com/smba.trafficmanager.net",
        "https://directline.botframework.com/",
        "https://botframework.com/",
        "https://europe.smba.trafficmanager.net/",
        "https://smba.infra.gov.teams.microsoft.us/",
        "http://localhost:3978/",
        "//smba.trafficmanager.net/",
        "https://smba.trafficmanager.net:port/",
        "https://[::1",
        "",
    ],
)
def test_everything_else_is_not(url: str) -> None:
    assert not ServiceHosts(CLOUDS[CloudName.PUBLIC].services).allows(url)


@pytest.mark.parametrize(
    ("name", "url"),
    [
        (CloudName.GCC, "https://smba.infra.gcc.teams.microsoft.com/teams"),
        (CloudName.GCC_HIGH, "https://smba.infra.gov.teams.microsoft.us/teams"),
        (CloudName.DOD, "https://smba.infra.dod.teams.microsoft.us/teams"),
        (CloudName.CHINA, "https://frontend.botapi.msg.infra.teams.microsoftonline.cn/"),
    ],
)
def test_a_cloud_sends_to_its_own_channel_and_to_no_other_clouds(name: CloudName, url: str) -> None:
    sharing = {CloudName.PUBLIC, CloudName.GCC} if name is CloudName.GCC else {name}
    assert {other for other in CloudName if ServiceHosts(CLOUDS[other].services).allows(url)} == sharing


@pytest.mark.parametrize(
    ("name", "constants"),
    [
        (CloudName.PUBLIC, AuthenticationConstants),
        (CloudName.GCC, AuthenticationConstants),
        (CloudName.GCC_HIGH, GovernmentConstants),
        (CloudName.DOD, GovernmentConstants),
    ],
)
def test_a_cloud_agrees_with_the_sdk(name: CloudName, constants: Any) -> None:
    cloud = CLOUDS[name]
    assert f"{cloud.login}/" == constants.TO_CHANNEL_FROM_BOT_LOGIN_URL_PREFIX
    assert cloud.scope == f"{constants.TO_CHANNEL_FROM_BOT_OAUTH_SCOPE}/.default"
    assert cloud.issuer == constants.TO_BOT_FROM_CHANNEL_TOKEN_ISSUER
    assert cloud.metadata == constants.TO_BOT_FROM_CHANNEL_OPENID_METADATA_URL


@pytest.mark.parametrize("name", CloudName)
def test_the_login_host_is_where_people_sign_in(name: CloudName) -> None:
    assert CLOUDS[name].login == f"https://{PAGES[name].sign_in}"


@pytest.mark.parametrize("name", CloudName)
def test_every_cloud_is_complete_and_encrypted(name: CloudName) -> None:
    cloud = CLOUDS[name]
    assert cloud.services
    for address in (cloud.login, cloud.scope, cloud.issuer, cloud.metadata, *cloud.services):
        assert address.startswith("https://")
