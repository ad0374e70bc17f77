"""Forgetting what is older than is kept: at the start, and then again each hour."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from typing import Final

import structlog

from bot.store import Keeping, Retention, StoreUnavailable
from dialogs.ports import Clock

EVERY: Final = timedelta(hours=1)

log = structlog.get_logger(__name__)


@asynccontextmanager
async def forgetting(
    retention: Retention, keeping: Keeping, clock: Clock, *, every: timedelta = EVERY
) -> AsyncIterator[None]:
    """Forget what is too old while this lasts. Every replica may do it at the same time."""
    task = asyncio.create_task(_forget(retention, keeping, clock, every), name="forget what is too old")
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _forget(retention: Retention, keeping: Keeping, clock: Clock, every: timedelta) -> None:
    while True:
        try:
            forgotten = await retention.purge(keeping, now=clock.now())
        except StoreUnavailable as error:
            log.warning("old records not forgotten yet", error=str(error))
        except Exception:
            log.exception("old records not forgotten yet")
        else:
            log.log(20 if forgotten else 10, "old records forgotten", **forgotten)
        await asyncio.sleep(every.total_seconds())
