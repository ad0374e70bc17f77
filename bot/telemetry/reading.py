"""Numbers that are read when somebody asks for them: from the database, and of the token."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from math import nan
from typing import Final

from bot.store import Figures, Store, StoreUnavailable
from bot.telemetry.keeping import Kept
from bot.telemetry.metrics import Metrics
from bot.telemetry.tokens import TokenState
from dialogs.escalation.expiry import Expiry
from dialogs.ports import Clock

_KEPT: Final = 5.0
_PATIENCE: Final = 3.0


@dataclass(frozen=True, slots=True)
class _Read:
    figures: Figures
    oldest_due: datetime | None


class Gauges:
    """Fills in the gauges. The database is asked once in a few seconds, however often this is called."""

    def __init__(
        self,
        metrics: Metrics,
        store: Store,
        token: Callable[[], TokenState | None],
        expiry: Callable[[], Expiry | None],
        clock: Clock,
    ) -> None:
        self._metrics = metrics
        self._store = store
        self._token = token
        self._expiry = expiry
        self._clock = clock
        self._kept: Kept[_Read | None] = Kept(self._read, _KEPT)

    async def refresh(self) -> None:
        """Bring every gauge up to date. Raises nothing."""
        metrics, token, expiry = self._metrics, self._token(), self._expiry()
        metrics.backlog.set(self._store.backlog)
        metrics.token_age.set(token.age if token else nan)
        metrics.token_remaining.set(token.remaining if token else nan)
        metrics.credential_expires.set(expiry.ends.timestamp() if expiry else nan)
        read = await self._kept.get()
        metrics.database_up.set(read is not None)
        if read is None:
            metrics.tickets.clear()
            for gauge in (metrics.incidents, metrics.deliveries_waiting):
                gauge.set(nan)
        else:
            for state, count in read.figures.tickets.items():
                metrics.tickets.labels(state.value).set(count)
            metrics.incidents.set(read.figures.incidents_open)
            metrics.deliveries_waiting.set(read.figures.deliveries_waiting)
        metrics.delivery_age.set(self._age(read.figures.oldest_waiting) if read else nan)
        metrics.delivery_due.set(self._age(read.oldest_due) if read else nan)

    def _age(self, moment: datetime | None) -> float:
        return max(0.0, (self._clock.now() - moment).total_seconds()) if moment else 0.0

    async def _read(self) -> _Read | None:
        try:
            async with asyncio.timeout(_PATIENCE):
                figures = await self._store.figures.read()
                return _Read(figures, await self._store.deliveries.oldest_due(self._clock.now()))
        except (StoreUnavailable, TimeoutError):
            return None
