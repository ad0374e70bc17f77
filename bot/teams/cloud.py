"""Which hosts each Microsoft cloud uses, and which service URLs belong to the channel."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import SplitResult, urlsplit

from bot.loopback import is_loopback
from catalog.clouds import CloudName


@dataclass(frozen=True, slots=True)
class Cloud:
    """The hosts of one cloud.

    ``login`` gives app tokens for ``scope``; ``metadata`` describes the keys that sign the channel's tokens,
    which name ``issuer``. ``services`` are the origins that we may send to, each exactly.
    ``exchange`` is for whom a managed identity's token is made out that proves another app.
    """

    login: str
    scope: str
    issuer: str
    metadata: str
    services: tuple[str, ...]
    exchange: str

    @property
    def resource(self) -> str:
        """What a managed identity asks a token for: the scope without its suffix."""
        return self.scope.removesuffix("/.default")


_PUBLIC: Final = Cloud(
    login="https://login.microsoftonline.com",
    scope="https://api.botframework.com/.default",
    issuer="https://api.botframework.com",
    metadata="https://login.botframework.com/v1/.well-known/openidconfiguration",
    services=(
        "https://smba.trafficmanager.net",
        "https://smba.onyx.prod.teams.trafficmanager.net",
        "https://smba.infra.gcc.teams.microsoft.com",
    ),
    exchange="api://AzureADTokenExchange",
)
_GCC_HIGH: Final = Cloud(
    login="https://login.microsoftonline.us",
    scope="https://api.botframework.us/.default",
    issuer="https://api.botframework.us",
    metadata="https://login.botframework.azure.us/v1/.well-known/openidconfiguration",
    services=("https://smba.infra.gov.teams.microsoft.us",),
    exchange="api://AzureADTokenExchangeUSGov",
)

# Sources. Login, scope, issuer and metadata: AuthenticationConstants and GovernmentConstants of
# botframework-connector 4.17.1; Microsoft Learn, "Configure a bot to run on Azure operated by 21Vianet";
# presets Public, USGov, USGovDoD and China of the Teams SDK (CloudEnvironment), which also name the service
# hosts of each cloud. Service hosts of the government's clouds: Microsoft Learn, "Send proactive messages",
# too. Exchange: Microsoft Learn, "Configure an application to trust a managed identity". GCC is served by the
# public cloud; DoD differs from GCC High by its service host alone.
CLOUDS: Final[dict[CloudName, Cloud]] = {
    CloudName.PUBLIC: _PUBLIC,
    CloudName.GCC: _PUBLIC,
    CloudName.GCC_HIGH: _GCC_HIGH,
    CloudName.DOD: replace(_GCC_HIGH, services=("https://smba.infra.dod.teams.microsoft.us",)),
    CloudName.CHINA: Cloud(
        login="https://login.partner.microsoftonline.cn",
        scope="https://api.botframework.azure.cn/.default",
        issuer="https://api.botframework.azure.cn",
        metadata="https://login.botframework.azure.cn/v1/.well-known/openidconfiguration",
        services=("https://frontend.botapi.msg.infra.teams.microsoftonline.cn",),
        exchange="api://AzureADTokenExchangeChina",
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
            url.scheme == origin.scheme and port == _port(origin) and url.hostname == origin.hostname
            for origin in self._origins
        )


def _port(url: SplitResult) -> int | None:
    return url.port or {"https": 443, "http": 80}.get(url.scheme)
