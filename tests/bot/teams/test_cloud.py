"""Which addresses belong to the channel."""

import pytest

from bot.teams import CLOUDS, CloudName
from bot.teams.cloud import ServiceHosts, is_loopback


@pytest.mark.parametrize(
    "url",
    [
        "https://smba.trafficmanager.net/emea/",
        "https://smba.trafficmanager.net:443/teams",
        "https://SMBA.trafficmanager.net/teams",
        "https://europe.smba.botframework.com/",
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
        "https://evilbotframework.com/",
        "https://.botframework.com/",
        "https://botframework.com/",
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


@pytest.mark.parametrize("name", CloudName)
def test_every_cloud_is_complete_and_encrypted(name: CloudName) -> None:
    cloud = CLOUDS[name]
    assert cloud.services
    for address in (cloud.login, cloud.scope, cloud.issuer, cloud.metadata, *cloud.services):
        assert address.startswith("https://")


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("localhost", True),
        ("LOCALHOST", True),
        ("0.0.0.0", False),
        ("192.168.1.1", False),
        ("localhost.example.com", False),
        ("2130706433", False),
        ("", False),
        (None, False),
    ],
)
def test_loopback_is_this_machine_and_nothing_else(host: str | None, expected: bool) -> None:
    assert is_loopback(host) is expected
