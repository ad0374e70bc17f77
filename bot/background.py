"""What goes on beside the turns."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from typing import Any

import structlog

from bot.store import StoreUnavailable

log = structlog.get_logger(__name__)


@asynccontextmanager
async def beside(work: Coroutine[Any, Any, Any], name: str) -> AsyncIterator[None]:
    """Have ``work`` done while this lasts, and no longer."""
    task = asyncio.create_task(work, name=name)
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def again_and_again(do: Callable[[], Awaitable[object]], every: timedelta, *, failed: str) -> None:
    """Do it at once, and then each time that ``every`` has passed; log ``failed`` where it did not work."""
    while True:
        try:
            await do()
        except StoreUnavailable as error:
            log.warning(failed, error=str(error))
        except Exception:
            log.exception(failed)
        await asyncio.sleep(every.total_seconds())
