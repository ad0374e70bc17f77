"""Which hosts each Microsoft cloud uses, and which service URLs belong to the channel."""

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from urllib.parse import SplitResult, urlsplit

from catalog.clouds import CloudName


@dataclass(frozen=True, slots=True)
class Cloud:
    """The hosts of one cloud.

    ``login`` gives app tokens for ``scope``; ``metadata`` describes the keys that sign the channel's tokens,
    which name ``issuer``. ``services`` are the origins that we may send to; a host may begin with ``*.``.
    """

    login: str
    scope: str
    issuer: str
    metadata: str
    services: tuple[str, ...]


# Sources: Microsoft Learn, "Bot Connector authentication", "Deploy a bot to Azure Government / 21Vianet",
# and "Send proactive messages" (service URLs of the government clouds).
CLOUDS: Final[dict[CloudName, Cloud]] = {
    CloudName.PUBLIC: Cloud(
        login="https://login.microsoftonline.com",
        scope="https://api.botframework.com/.default",
        issuer="https://api.botframework.com",
        metadata="https://login.botframework.com/v1/.well-known/openidconfiguration",
        services=(
            "https://smba.trafficmanager.net",
            "https://smba.infra.gcc.teams.microsoft.com",
            "https://*.botframework.com",
        ),
    ),
    CloudName.USGOV: Cloud(
        login="https://login.microsoftonline.us",
        scope="https://api.botframework.us/.default",
        issuer="https://api.botframework.us",
        metadata="https://login.botframework.azure.us/v1/.well-known/openidconfiguration",
        services=(
            "https://smba.infra.gov.teams.microsoft.us",
            "https://smba.infra.dod.teams.microsoft.us",
            "https://*.botframework.azure.us",
        ),
    ),
    CloudName.CHINA: Cloud(
        login="https://login.partner.microsoftonline.cn",
        scope="https://api.botframework.azure.cn/.default",
        issuer="https://api.botframework.azure.cn",
        metadata="https://login.botframework.azure.cn/v1/.well-known/openidconfiguration",
        services=("https://*.botframework.azure.cn",),
    ),
}


class ServiceHosts:
    """Decides whether a service URL may be sent to."""

    def __init__(self, origins: Iterable[str], *, only_loopback: bool = False) -> None:
        self._origins = [urlsplit(origin) for origin in origins]
        self._only_loopback = only_loopback

    def allows(self, service_url: str) -> bool:
        """Whether the URL's scheme, host and port are those of one allowed origin."""
        try:
            url = urlsplit(service_url)
            port = _port(url)
        except ValueError:
            return False
        if url.username is not None or url.password is not None or not url.hostname:
            return False
        if self._only_loopback:
            return url.scheme in ("http", "https") and is_loopback(url.hostname)
        return any(
            url.scheme == origin.scheme
            and port == _port(origin)
            and _same_host(url.hostname, origin.hostname)
            for origin in self._origins
        )


def is_loopback(host: str | None) -> bool:
    """Whether a host name or address is this machine's own, without asking DNS."""
    if host is None:
        return False
    if host.casefold() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _port(url: SplitResult) -> int | None:
    return url.port or {"https": 443, "http": 80}.get(url.scheme)


def _same_host(host: str, pattern: str | None) -> bool:
    if pattern is None:
        return False
    if pattern.startswith("*."):
        return host.endswith(pattern[1:]) and len(host) > len(pattern) - 1
    return host == pattern
