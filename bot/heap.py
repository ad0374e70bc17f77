"""How memory is handed out by the C library, laid out by the kernel, and looked through for garbage."""

import ctypes
import gc
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8  # malloc.h of glibc
_LARGEST: Final = 32 * 1024**2
"""Bytes; glibc takes no more for a block of the heap."""
_COLLAPSE: Final = 25  # mman.h, since Linux 6.1
_LARGE: Final = 2 * 1024**2
"""Bytes of a large page; what is smaller than one cannot be moved into it."""
_MAPPINGS: Final = Path("/proc/self/smaps")


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


@contextmanager
def staying() -> Iterator[None]:
    """What is made meanwhile stays, as what is imported does: the garbage collector never looks at it."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def keep_start_up() -> None:
    """Spare the garbage collector what start-up made: it stays, and looking through it slows every turn.

    Not even once is it looked through: that takes a fifth of a second, for one object in a hundred.
    """
    gc.freeze()
    # A turn leaves little behind: look less often than for every 700 objects, but then at all of it soon, so
    # that what refers to itself does not pile up between two looks.
    gc.set_threshold(5_000, 4, 4)
    gc.enable()


def use_large_pages() -> int:
    """Have the kernel move what is in memory now into large pages; return how many bytes it moved.

    A turn reads and writes in many places, and a processor keeps in mind where only some pages lie.
    Linux does it when asked, since 6.1; elsewhere nothing happens. Takes tenths of a second, in any thread.
    """
    if sys.platform != "linux":
        return 0
    madvise = ctypes.CDLL(None).madvise
    madvise.argtypes = (ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int)
    try:
        found = list(full_mappings(_MAPPINGS.read_text().splitlines()))
    except OSError:  # hidden from us
        return 0
    return sum(len(these) for these in found if madvise(these.start, len(these), _COLLAPSE) == 0)


def full_mappings(lines: Iterable[str]) -> Iterator[range]:
    """The addresses of memory of our own that is mostly in use, from ``/proc/PID/smaps``, in large pages.

    A thread's stack is mostly empty: large pages would only fill it.
    """
    addresses, is_ours = range(0), False
    for line in lines:
        first, *rest = line.split()
        if not first.endswith(":"):
            start, end = (int(address, 16) for address in first.split("-"))
            addresses = range(-(-start // _LARGE) * _LARGE, end // _LARGE * _LARGE)
            is_ours = rest[0] == "rw-p" and rest[4:] in ([], ["[heap]"])
        elif first == "Rss:" and is_ours and addresses and int(rest[0]) * 1024 > len(addresses) // 2:
            yield addresses
