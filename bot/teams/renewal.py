"""A value fetched from afar, kept while it is good and renewed before it goes bad."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Generic, TypeVar

import structlog

T = TypeVar("T")
Timer = Callable[[], float]

_PAUSE = 5.0
"""Seconds between two attempts to renew a value that is still good."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Lease(Generic[T]):
    """A value, with the age in seconds at which to renew it and the age at which it is of no more use."""

    value: T
    renew_after: float
    good_for: float


class Renewed(Generic[T]):
    """Gives the value at once while it is good; renews an ageing one in the background, once at a time."""

    def __init__(
        self, name: str, fetch: Callable[[], Awaitable[Lease[T]]], timer: Timer = time.monotonic
    ) -> None:
        self._name = name
        self._fetch = fetch
        self._timer = timer
        self._lease: Lease[T] | None = None
        self._fetched_at = 0.0
        self._tried_at = float("-inf")
        self._renewal: asyncio.Task[T] | None = None
        self.fault: BaseException | None = None
        """Why the last fetch failed; None where it did not."""

    @property
    def age(self) -> float:
        """Seconds since the value was fetched; 0 where there is none."""
        return self._timer() - self._fetched_at if self._lease else 0.0

    @property
    def remaining(self) -> float:
        """Seconds for which the value is still good; 0 where there is none."""
        return max(0.0, self._lease.good_for - self.age) if self._lease else 0.0

    @property
    def is_renewing(self) -> bool:
        """Whether a fetch is under way."""
        return self._renewal is not None

    async def get(self) -> T:
        """The value. Waits, and raises what the fetch raised, only when there is none that is still good."""
        now = self._timer()
        lease = self._lease
        if lease is None or now - self._fetched_at >= lease.good_for:
            return await self.renew()
        if now - self._fetched_at >= lease.renew_after and now - self._tried_at >= _PAUSE:
            self._start()
        return lease.value

    async def refresh(self, *, pause: float) -> None:
        """Have a good value if that can be: waits for a fetch, which begins ``pause`` after the last.

        Raises nothing: ``fault`` tells why there is none.
        """
        if self.remaining or self.is_renewing or self._timer() - self._tried_at >= pause:
            with suppress(Exception):
                await self.get()

    def warm(self) -> None:
        """Begin the first fetch, so that nobody waits for it later."""
        self._start()

    async def renew(self) -> T:
        """Fetch the value now, or join the fetch under way."""
        return await asyncio.shield(self._start())

    async def close(self) -> None:
        """Stop a fetch under way."""
        if self._renewal is not None:
            self._renewal.cancel()
            await asyncio.wait([self._renewal])

    def _start(self) -> asyncio.Task[T]:
        if self._renewal is None:
            self._tried_at = self._timer()
            self._renewal = asyncio.create_task(self._renew(), name=f"renew {self._name}")
            self._renewal.add_done_callback(self._finish)
        return self._renewal

    async def _renew(self) -> T:
        lease = await self._fetch()
        self._lease, self._fetched_at = lease, self._timer()
        return lease.value

    def _finish(self, task: asyncio.Task[T]) -> None:
        self._renewal = None
        self.fault = None if task.cancelled() else task.exception()
        if (error := self.fault) is not None:
            log.warning("renewal failed", name=self._name, error=str(error))
