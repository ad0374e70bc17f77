"""This machine: Python, settings and catalog."""

import sys
from collections.abc import Iterator
from datetime import datetime
from typing import Final

from bot.catalog_in_use import read_catalog
from bot.doctor.finding import Finding
from bot.effective import unknown_names
from bot.expiring import expiry_of
from bot.refusing import refusals
from bot.settings import Settings
from catalog.problems import CatalogError
from dialogs.escalation.expiry import STAGES

OLDEST_PYTHON: Final = (3, 11)


def check_python() -> Finding:
    """Whether Python is new enough."""
    version = ".".join(str(part) for part in sys.version_info[:3])
    oldest = ".".join(str(part) for part in OLDEST_PYTHON)
    well = sys.version_info >= OLDEST_PYTHON
    return Finding("Python", well, version, "" if well else f"Install Python {oldest} or newer.")


def check_settings(settings: Settings) -> Iterator[Finding]:
    """Each reason for which the service would not start, and each variable that looks misspelt."""
    found = refusals(settings)
    yield from (Finding("Settings", False, refusal.problem, refusal.advice) for refusal in found)
    if not found:
        yield Finding("Settings", True, "usable")
    for name, meant in unknown_names().items():
        if meant:
            yield Finding("Settings", False, f"{name} is no setting", f"Did you mean {meant}?")


def check_expiry(settings: Settings, now: datetime) -> Finding:
    """Whether the credential ends soon, as far as that is known."""
    expiry = expiry_of(settings)
    if expiry is None:
        needs_date = bool(settings.app_password.get_secret_value())
        advice = (
            "Set RECONNECT_APP_PASSWORD_EXPIRES, and the admins are warned in time." if needs_date else ""
        )
        return Finding("Credential’s end", True, "not known" if needs_date else "none", advice)
    days = expiry.days_left(now)
    state = f"{expiry.proof}, {expiry.ends:%Y-%m-%d}: " + (f"in {days} days" if days >= 0 else "it is over")
    if days > STAGES[-1]:
        return Finding("Credential’s end", True, state)
    return Finding("Credential’s end", False, state, "Make a new one, set it with its end, and restart.")


def check_catalog(settings: Settings) -> Finding:
    """Whether the catalog can be read."""
    try:
        catalog = read_catalog(settings)
    except CatalogError as error:
        advice = f"Mend these, then run reconnect catalog lint: {'; '.join(map(str, error.problems))}"
        return Finding("Catalog", False, f"{len(error.problems)} problems", advice)
    return Finding("Catalog", True, f"{len(catalog.entries)} entries, version {catalog.version}")
