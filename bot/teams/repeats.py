"""Activities delivered more than once: Teams sends one again when the first answer is late."""

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from typing import Generic, TypeVar

from catalog.lately import Lately

T = TypeVar("T")

_SECONDS = 300.0
_MOST = 4096


class Repeats(Generic[T]):
    """Does each thing once: a repeat waits for the first one's result, or gets it from memory."""

    def __init__(self, *, seconds: float = _SECONDS, most: int = _MOST) -> None:
        self._results: Lately[Hashable, asyncio.Future[T]] = Lately(most, seconds)

    def forget(self) -> None:
        """Forget every result; work under way goes on for those who wait for it."""
        self._results.clear()

    async def once(self, key: Hashable, work: Callable[[], Awaitable[T]]) -> T:
        """The result of the work under this key. Work that raised is forgotten and may be tried again."""
        if (earlier := self._results.get(key)) is not None:
            return await asyncio.shield(earlier)
        future = self._results[key] = asyncio.get_running_loop().create_future()
        try:
            result = await work()
        except BaseException as error:
            self._results.forget(key)
            _fail(future, error)
            raise
        future.set_result(result)
        return result


def _fail(future: asyncio.Future[T], error: BaseException) -> None:
    if isinstance(error, Exception):
        future.set_exception(error)
        future.exception()  # seen: nobody need be waiting for it
    else:
        future.cancel()
