"""What the channel needs to know about this installation."""

from dataclasses import dataclass, field
from pathlib import Path

from bot.teams.cloud import CLOUDS, Cloud, ServiceHosts
from bot.teams.errors import TeamsSettingsError
from catalog.clouds import CloudName


@dataclass(frozen=True, slots=True)
class TeamsSettings:
    """Who the bot is and whom it serves.

    With an ``app_id`` every call is authenticated. Without one the bot must be told, by
    ``allow_unauthenticated``, to serve unsigned calls, and then it hears and answers this machine only.
    ``allowed_tenants`` are Entra tenant ids; left empty, the bot serves its own tenant. It proves itself with
    one of ``app_password``, ``certificate_file`` and ``managed_identity``, which is a client id.
    """

    app_id: str = ""
    app_password: str = field(default="", repr=False)
    certificate_file: Path | None = None
    managed_identity: str = ""
    tenant_id: str = ""
    allowed_tenants: frozenset[str] = frozenset()
    cloud: Cloud = CLOUDS[CloudName.PUBLIC]
    allow_unauthenticated: bool = False

    def __post_init__(self) -> None:
        if self.app_id and not self.tenant_id:
            raise TeamsSettingsError("the bot has an app id but no tenant id: set the tenant it signs in to")
        if self.app_id and self.allow_unauthenticated:
            raise TeamsSettingsError("the bot has an app id: unauthenticated calls cannot be allowed as well")
        if not self.app_id and not self.allow_unauthenticated:
            raise TeamsSettingsError(
                "the bot has no app id: set one, or allow unauthenticated calls on loopback"
            )

    @property
    def is_authenticated(self) -> bool:
        """Whether calls must prove that they come from the channel."""
        return bool(self.app_id)

    @property
    def has_credential(self) -> bool:
        """Whether there is something to prove the app with."""
        return bool(self.app_password or self.certificate_file or self.managed_identity)

    @property
    def tenants(self) -> frozenset[str]:
        """The tenants served, folded for comparison. Empty means any: only without credentials."""
        served = self.allowed_tenants or ({self.tenant_id} if self.is_authenticated else set())
        return frozenset(tenant.casefold() for tenant in served)

    @property
    def service_hosts(self) -> ServiceHosts:
        """Where answers may be sent."""
        return ServiceHosts(self.cloud.services, only_loopback=not self.is_authenticated)
