"""Every check, in the order in which one thing needs the other."""

from collections.abc import AsyncIterator

from bot.app import teams_settings
from bot.catalog_in_use import read_catalog
from bot.clock import SystemClock
from bot.doctor.entra import check_cloud, check_credential, check_outgoing
from bot.doctor.finding import Finding
from bot.doctor.listening import check_endpoint, check_port
from bot.doctor.local import check_catalog, check_expiry, check_python, check_settings
from bot.doctor.stored import check_store
from bot.refusing import refusals
from bot.settings import Settings, SettingsError, load_settings
from catalog.catalog import Catalog
from catalog.problems import CatalogError


async def examine(domain: str | None = None) -> AsyncIterator[Finding]:
    """Make every check that can be made; without usable settings the rest cannot.

    ``domain`` is the public host name at which Teams reaches the bot: it is called there as Teams would.
    """
    yield check_python()
    try:
        settings = load_settings()
    except SettingsError as error:
        yield Finding("Settings", False, "not usable", " ".join(error.problems))
        for refusal in refusals(error.rest):
            yield Finding("Settings", False, refusal.problem, refusal.advice)
        return
    is_safe = True
    for finding in check_settings(settings):
        is_safe = is_safe and finding.is_well
        yield finding
    yield check_catalog(settings)
    async for finding in check_store(settings, SystemClock()):
        yield finding
    yield await check_port(settings)
    if is_safe:
        async for finding in _entra(settings):
            yield finding
    else:
        yield Finding("Credentials", False, "not tried", "Mend the settings first.")
    if domain is not None:
        yield await check_endpoint(f"https://{domain}")


async def _entra(settings: Settings) -> AsyncIterator[Finding]:
    if not settings.has_credentials:
        yield Finding("Credentials", True, "none: this machine only")
        return
    teams = teams_settings(settings)
    for finding in await check_outgoing(teams, SystemClock()):
        yield finding
    yield await check_credential(teams, _catalog(settings))
    yield await check_cloud(teams, settings.cloud)
    yield check_expiry(settings, SystemClock().now())


def _catalog(settings: Settings) -> Catalog | None:
    """The catalog that explains what Entra says, where it can be read."""
    try:
        return read_catalog(settings)
    except CatalogError:
        return None
