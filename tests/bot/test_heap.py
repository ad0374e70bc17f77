"""Large pages take in memory that is in use, and nothing else."""

import re
import sys
from pathlib import Path

import pytest

from bot.heap import full_mappings, use_large_pages

_LARGE = 2 * 1024**2
_ROLLUP = Path("/proc/self/smaps_rollup")


def mapping(start: int, end: int, *, resident: int, access: str = "rw-p", name: str = "") -> list[str]:
    """Of ``/proc/PID/smaps``, with addresses in MB and the resident part in KB."""
    return [
        f"{start * 1024**2:x}-{end * 1024**2:x} {access} 00000000 00:00 0 {name}".rstrip(),
        f"Size:           {(end - start) * 1024:8} kB",
        f"Rss:            {resident:8} kB",
        "VmFlags: rd wr mr mw me ac sd",
    ]


@pytest.mark.parametrize("name", ["", "[heap]"])
def test_full_memory_is_found_in_large_pages(name: str) -> None:
    lines = mapping(1, 7, resident=6 * 1024, name=name)
    assert list(full_mappings(lines)) == [range(2 * 1024**2, 6 * 1024**2)]


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(mapping(2, 10, resident=64), id="a thread's stack"),
        pytest.param(mapping(2, 10, resident=8192, name="/usr/lib/libpython3.so"), id="a file"),
        pytest.param(mapping(2, 10, resident=8192, access="r--p"), id="not to be written"),
        pytest.param(mapping(2, 10, resident=8192, access="rw-s"), id="shared"),
        pytest.param(mapping(3, 5, resident=2048), id="no large page wide"),
    ],
)
def test_other_memory_stays_as_it_is(lines: list[str]) -> None:
    assert not list(full_mappings(lines))


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux for large pages")
def test_the_kernel_moves_what_is_in_memory() -> None:
    much = bytearray(b"x") * (4 * _LARGE)
    moved = use_large_pages()
    assert moved % _LARGE == 0
    assert much.count(b"x") == 4 * _LARGE
    in_large_pages = re.search(r"AnonHugePages:\s+(\d+) kB", _ROLLUP.read_text())
    assert in_large_pages is not None
    assert int(in_large_pages[1]) * 1024 >= min(moved, _LARGE)  # a kernel that cannot has moved nothing
