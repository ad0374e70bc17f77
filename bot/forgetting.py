"""Forgetting what people pasted: it is kept a day, so that it can be passed on to an admin."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from typing import Final

import structlog

from bot.store import StoreUnavailable
from dialogs.ports import Answers, Clock

KEPT: Final = timedelta(hours=24)
EVERY: Final = timedelta(hours=1)

log = structlog.get_logger(__name__)


@asynccontextmanager
async def forgetting(answers: Answers, clock: Clock, *, every: timedelta = EVERY) -> AsyncIterator[None]:
    """Forget old pastes while this lasts: at once, and then again each hour."""
    task = asyncio.create_task(_forget(answers, clock, every), name="forget old pastes")
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _forget(answers: Answers, clock: Clock, every: timedelta) -> None:
    while True:
        try:
            count = await answers.forget_words(clock.now() - KEPT)
        except StoreUnavailable as error:
            log.warning("pastes not forgotten yet", error=str(error))
        else:
            log.debug("pastes forgotten", answers=count)
        await asyncio.sleep(every.total_seconds())
