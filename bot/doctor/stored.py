"""The database, and what it says of channel and deliveries."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Final

from bot.app import teams_settings
from bot.doctor.finding import Finding
from bot.settings import Settings
from bot.store import Store, StoreTooNew, StoreUnavailable, found_schema, open_store
from bot.telemetry.health import LONGEST_DUE
from dialogs.ports import Clock

_NOT_REACHED: Final = "Check RECONNECT_DATABASE_URL, and that the folder or server can be written to."
_LOCKED: Final = (
    "Another program holds the file: end it, or wait until it is done. A SQLite file serves one Reconnect;"
    " for several, set RECONNECT_DATABASE_URL to a PostgreSQL."
)


async def check_store(settings: Settings, clock: Clock) -> AsyncIterator[Finding]:
    """Look at the database and into it. Older tables are left as they are: the next start upgrades them."""
    try:
        found = await found_schema(settings.database_url)
        if found is not None and found < Store.schema_version:
            state = f"schema {found}; the next start of this version brings it to {Store.schema_version}"
            yield Finding("Database", True, state)
            return
        async with open_store(settings.database_url) as store:
            await store.check()
            yield Finding("Database", True, f"{store.address}, schema {store.schema_version}")
            yield await _channel(settings, store)
            yield await _deliveries(store, clock)
    except StoreTooNew as error:
        yield Finding("Database", False, str(error), "Install the newer Reconnect that made this database.")
    except StoreUnavailable as error:
        advice = _LOCKED if "database is locked" in str(error.__cause__) else _NOT_REACHED
        yield Finding("Database", False, str(error), advice)
    except ValueError as error:
        yield Finding("Database", False, str(error), _NOT_REACHED)


async def _channel(settings: Settings, store: Store) -> Finding:
    """Whether tickets have somewhere to go, in each tenant that is served."""
    channels = await store.channels.all()
    if not settings.has_credentials or not settings.tenant_id:
        return Finding("Channel", True, f"{len(channels)} set up")
    there = {channel.tenant.casefold() for channel in channels}
    missing = sorted(teams_settings(settings).tenants - there)
    if not missing:
        return Finding("Channel", True, f"{len(channels)} set up")
    advice = "Run reconnect setup-code, and type what it prints in the channel that shall receive tickets."
    return Finding("Channel", False, f"no channel receives tickets of tenant {', '.join(missing)}", advice)


async def _deliveries(store: Store, clock: Clock) -> Finding:
    """Whether somebody makes what is due."""
    now = clock.now()
    oldest, waiting = await store.deliveries.oldest_due(now), await store.deliveries.waiting()
    waited = now - oldest if oldest else timedelta()
    if waited <= LONGEST_DUE:
        return Finding("Deliveries", True, f"{waiting} waiting")
    state = f"{waiting} waiting, the oldest due for {int(waited.total_seconds() // 60)} minutes"
    advice = (
        "Nobody takes them: start Reconnect, or restart it and read its log for what it says of deliveries."
    )
    return Finding("Deliveries", False, state, advice)
