"""Whether the bot's credentials work, and whether its cloud is its tenant's: asked of Entra once."""

from collections.abc import Mapping
from typing import Any, Final

import aiohttp

from bot.certificate import CertificateError
from bot.teams.errors import TeamsError
from bot.teams.proofs import credential_of
from bot.teams.settings import TeamsSettings
from catalog.clouds import CloudName

_TIMEOUT: Final = aiohttp.ClientTimeout(total=10, connect=5)
_CLOUDS: Final[Mapping[tuple[str, str], CloudName]] = {
    ("microsoftonline.com", ""): CloudName.PUBLIC,
    ("microsoftonline.com", "GCC"): CloudName.GCC,
    ("microsoftonline.us", "DODCON"): CloudName.GCC_HIGH,
    ("microsoftonline.us", "DOD"): CloudName.DOD,
    ("partner.microsoftonline.cn", ""): CloudName.CHINA,
}
"""Clouds by ``cloud_instance_name`` and ``tenant_region_sub_scope`` of a tenant's metadata. The values are
observed, as public tools that look tenants up write them; Microsoft does not document the second."""


async def check_credentials(settings: TeamsSettings) -> str | None:
    """Ask for one token. What Entra said against it, or None when it gave one."""
    async with aiohttp.ClientSession() as session:
        try:
            await credential_of(session, settings).issue()
        except (TeamsError, CertificateError) as error:
            return str(error)
    return None


async def find_cloud(settings: TeamsSettings) -> CloudName | None:
    """The cloud that the bot's tenant is in; None where Entra does not say, or cannot be asked."""
    address = f"{settings.cloud.login}/{settings.tenant_id}/v2.0/.well-known/openid-configuration"
    try:
        async with (
            aiohttp.ClientSession() as session,
            session.get(address, timeout=_TIMEOUT, allow_redirects=False) as response,
        ):
            answer: Any = await response.json(content_type=None)
    except (aiohttp.ClientError, TimeoutError, ValueError):
        return None
    told = answer if isinstance(answer, dict) else {}
    region = told.get("tenant_region_sub_scope") or ""
    return _CLOUDS.get((str(told.get("cloud_instance_name")), str(region)))
