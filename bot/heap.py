"""How the C library hands out memory."""

import ctypes
import sys
from typing import Final

_M_ARENA_MAX: Final = -8  # malloc.h of glibc


def share_one_heap() -> None:
    """Let all threads allocate from one heap, where the C library can be told to.

    By default every thread gets a heap of its own. What the database's threads allocate is freed by the
    event loop's, so that their heaps stay full of holes and grow for tens of thousands of turns. One
    interpreter lock allows one thread at a time to allocate anyway. Call it before threads are started, which
    reading numpy already does.
    """
    if sys.platform == "linux":
        mallopt = getattr(ctypes.CDLL(None), "mallopt", None)  # other C libraries than glibc have none
        if mallopt is not None:
            mallopt(_M_ARENA_MAX, 1)
