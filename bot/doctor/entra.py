"""Entra and the channel: whether they can be reached, and what Entra says of the bot's credential."""

import asyncio
import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final

import aiohttp

from bot.doctor.finding import Finding
from bot.teams import TeamsSettings, check_credentials, find_cloud
from catalog.catalog import Catalog
from catalog.clouds import CloudName
from dialogs.ports import Clock

_TIMEOUT: Final = aiohttp.ClientTimeout(total=10, connect=5)
_SKEW: Final = timedelta(minutes=5)
"""How far clocks may differ before tokens that are good seem not to be, here or there."""
_CODE: Final = re.compile(r"AADSTS\d+")
_SECRETS: Final = "in the app registration, under Certificates & secrets"
_ADVICE: Final = {
    "AADSTS7000215": (
        "Set RECONNECT_APP_PASSWORD to the secret's value, not its id; where it is lost,"
        f" make another {_SECRETS}."
    ),
    "AADSTS7000222": f"Make a new secret {_SECRETS}, set RECONNECT_APP_PASSWORD to its value, and restart.",
    "AADSTS700016": (
        "Compare RECONNECT_APP_ID and RECONNECT_TENANT_ID with the overview of the app registration:"
        " this tenant has no such app."
    ),
    "AADSTS7000112": "Enable the app in the Entra admin centre, under Enterprise applications, Properties.",
    "AADSTS90002": (
        "Set RECONNECT_TENANT_ID to the Directory (tenant) ID of the app registration, and RECONNECT_CLOUD to"
        " the cloud that it is in."
    ),
    "AADSTS900023": "Set RECONNECT_TENANT_ID to the Directory (tenant) ID of the app registration.",
    "AADSTS700027": f"Upload the certificate of RECONNECT_CERTIFICATE_FILE {_SECRETS}.",
    "AADSTS700024": "Set this machine's clock: the certificate's statement is of another time.",
    "AADSTS70021": (
        "Add the managed identity to the app registration: Certificates & secrets, Federated credentials."
    ),
    "AADSTS53003": "Exempt the bot from the Conditional Access policies for workload identities.",
}
"""What the operator does, where the catalog speaks to somebody who signs in."""


async def check_outgoing(teams: TeamsSettings, clock: Clock) -> list[Finding]:
    """Whether the hosts that the bot calls answer, and whether their clock is ours."""
    cloud = teams.cloud
    addresses = [
        f"{cloud.login}/{teams.tenant_id}/v2.0/.well-known/openid-configuration",
        cloud.metadata,
        *cloud.services,
    ]
    async with aiohttp.ClientSession(timeout=_TIMEOUT) as session:
        answers = await asyncio.gather(*(_call(session, address) for address in addresses))
    called = zip(addresses, answers, strict=True)
    silent = {_host(address): said for address, said in called if isinstance(said, str)}
    dates = [said for said in answers if isinstance(said, datetime)]
    return [_outgoing(addresses, silent), *([_clock(clock.now() - dates[0])] if dates else [])]


async def check_credential(teams: TeamsSettings, catalog: Catalog | None) -> Finding:
    """What Entra says of the credential, explained by the catalog."""
    problem = await check_credentials(teams)
    if problem is None:
        return Finding("Credentials", True, "Entra accepts them")
    code = _CODE.search(problem)
    if code is None:
        return Finding("Credentials", False, problem, _without_code(teams))
    entry = catalog.entry(code[0]) if catalog is not None else None
    state = f"{code[0]}: {entry.title.en}" if entry is not None else problem
    explained = entry.cause.en if entry is not None else "Look for this code in the Entra admin centre."
    return Finding("Credentials", False, state, _ADVICE.get(code[0], explained))


async def check_cloud(teams: TeamsSettings, chosen: CloudName) -> Finding:
    """Whether the chosen cloud is the one that the bot's tenant is in."""
    found = await find_cloud(teams)
    if found is None:
        return Finding("Cloud", True, f"{chosen}; Entra does not tell the tenant's")
    advice = "" if found is chosen else f"Set RECONNECT_CLOUD={found}."
    return Finding("Cloud", found is chosen, f"the tenant is in {found}", advice)


async def _call(session: aiohttp.ClientSession, address: str) -> datetime | str | None:
    """The time of the other side; None where it does not say, and the kind of error where it is silent."""
    try:
        async with session.get(address, allow_redirects=False) as response:
            return parsedate_to_datetime(response.headers["Date"]).astimezone(UTC)
    except (KeyError, ValueError):
        return None
    except (aiohttp.ClientError, TimeoutError) as error:
        return type(error).__name__


def _outgoing(addresses: list[str], silent: dict[str, str]) -> Finding:
    if not silent:
        return Finding("Outgoing", True, f"{len(addresses)} hosts of Microsoft answer")
    hosts = ", ".join(f"{host} ({error})" for host, error in silent.items())
    advice = (
        f"Allow HTTPS from this machine to {', '.join(silent)}: name server, firewall, trusted certificates."
    )
    return Finding("Outgoing", False, f"no answer from {hosts}", advice)


def _clock(ahead: timedelta) -> Finding:
    if abs(ahead) <= _SKEW:
        return Finding("Clock", True, "as Microsoft's")
    minutes = int(abs(ahead).total_seconds() // 60)
    state = f"{minutes} minutes {'ahead of' if ahead > timedelta() else 'behind'} Microsoft's"
    return Finding("Clock", False, state, "Set this machine's clock, and keep it by NTP: tokens carry times.")


def _without_code(teams: TeamsSettings) -> str:
    if teams.managed_identity:
        return "See that the identity of RECONNECT_MANAGED_IDENTITY is assigned to where Reconnect runs."
    return "Check RECONNECT_APP_ID, RECONNECT_TENANT_ID and the credential in the Entra admin centre."


def _host(address: str) -> str:
    return address.split("/")[2]
