"""A value that is dear to fetch and asked for often: fetched once, and kept for a moment."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Kept(Generic[T]):
    """Gives the same value for ``seconds``; however many ask at once, it is fetched once."""

    def __init__(
        self,
        fetch: Callable[[], Awaitable[T]],
        seconds: float,
        timer: Callable[[], float] = time.monotonic,
    ) -> None:
        self._fetch = fetch
        self._seconds = seconds
        self._timer = timer
        self._turn = asyncio.Lock()
        self._kept: tuple[float, T] | None = None

    async def get(self) -> T:
        """The value, never older than ``seconds``. Raises what the fetch raises."""
        async with self._turn:
            if self._kept is not None and self._timer() - self._kept[0] < self._seconds:
                return self._kept[1]
            value = await self._fetch()
            self._kept = (self._timer(), value)
            return value
