"""Forgetting what is older than is kept: at the start, and then again each hour."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Final

import structlog

from bot.background import again_and_again, beside
from bot.store import Keeping, Retention
from dialogs.ports import Clock

EVERY: Final = timedelta(hours=1)

log = structlog.get_logger(__name__)


@asynccontextmanager
async def forgetting(
    retention: Retention, keeping: Keeping, clock: Clock, *, every: timedelta = EVERY
) -> AsyncIterator[None]:
    """Forget what is too old while this lasts. Every replica may do it at the same time."""

    async def forget() -> None:
        forgotten = await retention.purge(keeping, now=clock.now())
        log.log(20 if forgotten else 10, "old records forgotten", **forgotten)

    work = again_and_again(forget, every, failed="old records not forgotten yet")
    async with beside(work, "forget what is too old"):
        yield
