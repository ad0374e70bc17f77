"""What was found out lately: remembered for a while, and no more of it than so much."""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Lately(Generic[K, V]):
    """The values that were put in last: at most so many, each for so many seconds. Quick to look at."""

    def __init__(self, most: int, seconds: float, *, timer: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._seconds = seconds
        self._timer = timer
        self._kept: OrderedDict[K, tuple[V, float]] = OrderedDict()
        """With the moment at which each ends, the next to end first."""

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, key: K) -> V | None:
        found = self._kept.get(key)
        return found[0] if found is not None and self._timer() < found[1] else None

    def __contains__(self, key: K) -> bool:
        found = self._kept.get(key)
        return found is not None and self._timer() < found[1]

    def __setitem__(self, key: K, value: V) -> None:
        now = self._timer()
        self._kept.pop(key, None)
        self._kept[key] = (value, now + self._seconds)
        self._make_room(now)

    def forget(self, key: K) -> None:
        self._kept.pop(key, None)

    def clear(self) -> None:
        self._kept.clear()

    def _make_room(self, now: float) -> None:
        """Let go of what has ended, and of the oldest where there are too many."""
        while self._kept and (len(self._kept) > self._most or self._next_end() <= now):
            self._kept.popitem(last=False)

    def _next_end(self) -> float:
        return self._kept[next(iter(self._kept))][1]
