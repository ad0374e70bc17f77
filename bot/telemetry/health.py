"""Whether this process can serve: each thing that it needs, with a plain sentence."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Protocol

from bot.store import StoreUnavailable
from bot.telemetry.keeping import Kept
from bot.telemetry.tokens import TokenState

PATIENCE: Final = 2.0
"""Seconds that the database has to answer."""
KEPT: Final = 1.0
"""Seconds for which the checks are not made again, however often they are asked for."""
LONGEST_DUE: Final = timedelta(minutes=5)
"""How long a delivery may lie there, due and in nobody's hands, before deliveries count as stuck."""


@dataclass(frozen=True, slots=True)
class Health:
    """The result of one check. The sentence names no address, no secret and no person."""

    is_well: bool
    sentence: str


Check = Callable[[], Awaitable[Health]]


class Readiness:
    """Makes every check, at most once a second. ``stop`` makes it not ready from that moment on."""

    def __init__(self, checks: Mapping[str, Check]) -> None:
        self._checks = checks
        self._stopping = False
        self._kept: Kept[dict[str, Health]] = Kept(self._examine, KEPT)

    def stop(self) -> None:
        """The process is about to end: nothing new shall be sent to it."""
        self._stopping = True

    @property
    def is_stopping(self) -> bool:
        return self._stopping

    async def report(self) -> dict[str, Health]:
        """Each check by its name; ready if all are well."""
        found = await self._kept.get()
        return found | {"stopping": Health(False, "This process is stopping.")} if self._stopping else found

    async def _examine(self) -> dict[str, Health]:
        found = await asyncio.gather(*(check() for check in self._checks.values()))
        return dict(zip(self._checks, found, strict=True))


class Ping(Protocol):
    """Asks the database something small."""

    async def __call__(self) -> None:
        """Raises StoreUnavailable."""


class OldestDue(Protocol):
    """Since when the oldest delivery that anybody could take has been due."""

    async def __call__(self, now: datetime) -> datetime | None:
        """Raises StoreUnavailable."""


async def check_database(ping: Ping) -> Health:
    """Whether the database answers."""
    try:
        async with asyncio.timeout(PATIENCE):
            await ping()
    except (StoreUnavailable, TimeoutError):
        return Health(False, "The database does not answer.")
    return Health(True, "The database answers.")


async def check_catalog(entries: int) -> Health:
    """Whether there is anything to answer with."""
    if entries:
        return Health(True, f"The catalog is loaded, with {entries} entries.")
    return Health(False, "The catalog is empty.")


class Token(Protocol):
    """The app's token."""

    @property
    def state(self) -> TokenState:
        """What is known of it just now."""

    async def refresh(self) -> None:
        """Renew it if it is time. Raises nothing."""


async def check_credential(app_token: Token | None) -> Health:
    """Whether the bot can prove who it is. There is no token where it serves this machine only."""
    if app_token is None:
        return Health(True, "No credential is set: this machine only.")
    with suppress(TimeoutError):
        async with asyncio.timeout(PATIENCE):
            await app_token.refresh()
    token = app_token.state
    if token.remaining <= 0:
        fault = f" ({token.fault})" if token.fault else ""
        return Health(False, f"There is no valid token from Entra{fault}.")
    minutes = int(token.remaining // 60)
    if token.fault:
        return Health(
            True, f"The token is valid for {minutes} minutes more, but not renewed ({token.fault})."
        )
    return Health(True, f"The token is valid for {minutes} minutes more.")


async def check_deliveries(oldest_due: OldestDue, now: datetime) -> Health:
    """Whether somebody takes what is due."""
    try:
        async with asyncio.timeout(PATIENCE):
            oldest = await oldest_due(now)
    except (StoreUnavailable, TimeoutError):
        return Health(False, "Deliveries cannot be looked up.")
    waited = now - oldest if oldest else timedelta()
    if waited > LONGEST_DUE:
        minutes = int(waited.total_seconds() // 60)
        return Health(False, f"The oldest delivery has been due for {minutes} minutes, and nobody takes it.")
    return Health(True, "Deliveries are made.")
