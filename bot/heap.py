"""How the C library hands out memory."""

import ctypes
import sys
from typing import Final

_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8  # malloc.h of glibc
_LARGEST: Final = 32 * 1024**2
"""Bytes; glibc takes no more for a block of the heap."""


def settle_heap() -> None:
    """Let all threads allocate from one heap that keeps what it has, where the C library can be told to.

    By default every thread gets a heap of its own. What the database's threads allocate is freed by the
    event loop's, so that their heaps stay full of holes and grow for tens of thousands of turns. One
    interpreter lock allows one thread at a time to allocate anyway. And large arrays come from the system and
    go back to it, each time page by page, which takes longer than the arithmetic on them.
    Call it before threads are started, which reading numpy already does.
    """
    if sys.platform == "linux":
        mallopt = getattr(ctypes.CDLL(None), "mallopt", None)  # other C libraries than glibc have none
        if mallopt is not None:
            mallopt(_ARENA_MAX, 1)
            mallopt(_MMAP_THRESHOLD, _LARGEST)
            mallopt(_TRIM_THRESHOLD, 4 * _LARGEST)
