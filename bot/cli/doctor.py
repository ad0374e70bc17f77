"""``reconnect doctor``: checks everything that Reconnect needs, and says what to do about what is wrong."""

import asyncio
import socket
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import typer
from rich.table import Table

from bot.app import teams_settings
from bot.cli.console import Exit, out
from bot.refusing import refusals
from bot.reloading import read_catalog
from bot.settings import Settings, SettingsError, load_settings
from bot.store import StoreTooNew, StoreUnavailable, open_store
from bot.teams import check_credentials
from catalog.problems import CatalogError

OLDEST_PYTHON: Final = (3, 11)


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of one check; ``advice`` says what to do where it is not well."""

    subject: str
    is_well: bool
    state: str
    advice: str = ""


def doctor() -> None:
    """Check Python, settings, catalog, database, port and credentials. Exits with 1 if one is not well."""
    table = Table("", "Check", "State", "What to do", box=None, header_style="bold")
    findings = list(examine())
    for finding in findings:
        mark = "[green]✓[/]" if finding.is_well else "[red]✗[/]"
        table.add_row(mark, finding.subject, finding.state, finding.advice)
    out.print(table)
    if not all(finding.is_well for finding in findings):
        raise typer.Exit(Exit.NO_ANSWER)


def examine() -> Iterator[Finding]:
    """Make every check that can be made; without usable settings the rest cannot."""
    yield _python()
    try:
        settings = load_settings()
    except SettingsError as error:
        yield Finding("Settings", False, "not usable", " ".join(error.problems))
        return
    found = refusals(settings)
    yield from (Finding("Settings", False, refusal.problem, refusal.advice) for refusal in found)
    if not found:
        yield Finding("Settings", True, "usable")
    yield _catalog(settings)
    yield asyncio.run(_database(settings))
    yield _port(settings)
    yield asyncio.run(_credentials(settings))


def _python() -> Finding:
    version = ".".join(str(part) for part in sys.version_info[:3])
    oldest = ".".join(str(part) for part in OLDEST_PYTHON)
    well = sys.version_info >= OLDEST_PYTHON
    return Finding("Python", well, version, "" if well else f"Install Python {oldest} or newer.")


def _catalog(settings: Settings) -> Finding:
    try:
        catalog = read_catalog(settings)
    except CatalogError as error:
        advice = f"Mend these, then run reconnect catalog lint: {'; '.join(map(str, error.problems))}"
        return Finding("Catalog", False, f"{len(error.problems)} problems", advice)
    return Finding("Catalog", True, f"{len(catalog.entries)} entries, version {catalog.version}")


async def _database(settings: Settings) -> Finding:
    advice = "Check RECONNECT_DATABASE_URL, and that the folder or server can be written to."
    try:
        async with open_store(settings.database_url) as store:
            await store.check()
            return Finding("Database", True, f"{store.address}, schema {store.schema_version}")
    except StoreTooNew as error:
        return Finding("Database", False, str(error), "Install the newer Reconnect that made this database.")
    except (StoreUnavailable, ValueError) as error:
        return Finding("Database", False, str(error), advice)


def _port(settings: Settings) -> Finding:
    state = f"{settings.host}:{settings.port}"
    try:
        with socket.socket(socket.AF_INET6 if ":" in settings.host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((settings.host, settings.port))
    except OSError as error:
        advice = "Stop what listens there, or set RECONNECT_PORT or RECONNECT_HOST."
        return Finding("Port", False, f"{state}: {error.strerror or error}", advice)
    return Finding("Port", True, f"{state} is free")


async def _credentials(settings: Settings) -> Finding:
    if not settings.has_credentials:
        return Finding("Credentials", True, "none: this machine only")
    problem = await check_credentials(teams_settings(settings))
    if problem is None:
        return Finding("Credentials", True, "Entra accepts them")
    advice = (
        "Check RECONNECT_APP_ID, RECONNECT_APP_PASSWORD and RECONNECT_TENANT_ID in the Entra admin centre."
    )
    return Finding("Credentials", False, problem, advice)
