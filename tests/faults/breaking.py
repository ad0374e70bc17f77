"""Breaking databases: locking one, stopping one, filling the disk under one."""

import asyncio
import os
import resource
import sqlite3
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path
from typing import Any

import psutil

_DISK = 6 * 1024 * 1024


@asynccontextmanager
async def locked(path: Path) -> AsyncIterator[None]:
    """Nobody can write to this SQLite file."""
    connection = sqlite3.connect(path, isolation_level=None, timeout=30.0, check_same_thread=False)
    await asyncio.to_thread(connection.execute, "BEGIN IMMEDIATE")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")
        connection.close()


@asynccontextmanager
async def stopped(server: Any) -> AsyncIterator[None]:
    """The PostgreSQL server is down, and nobody can connect."""
    await asyncio.to_thread(server.stop)
    try:
        yield
    finally:
        await asyncio.to_thread(server.ensure_postgres_running)


@contextmanager
def frozen(server: Any) -> Iterator[None]:
    """The PostgreSQL server takes what is sent to it and says nothing, as behind a network that swallows."""
    main = psutil.Process(server.get_pid())
    main.suspend()  # first: it begins no more processes then
    children = main.children(recursive=True)
    try:
        for process in children:
            with suppress(psutil.NoSuchProcess):  # it had just come to its end
                process.suspend()
        yield
    finally:
        for process in (*children, main):
            with suppress(psutil.NoSuchProcess):
                process.resume()


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """A folder with little room: a small file system of its own, or where we may not mount one, a folder."""
    folder.mkdir()
    if os.geteuid() == 0:
        size = f"size={_DISK}"
        subprocess.run(["mount", "-t", "tmpfs", "-o", size, "tmpfs", str(folder)], check=True)
    try:
        yield folder
    finally:
        if folder.is_mount():
            subprocess.run(["umount", "--lazy", str(folder)], check=True)


@contextmanager
def full(folder: Path, *processes: int) -> Iterator[None]:
    """No file in the folder can grow: its disk is full, or the processes have reached their limit."""
    if folder.is_mount():
        ballast = folder / "ballast"
        with ballast.open("wb", buffering=0) as file:
            try:
                while file.write(b"\0" * 4096):
                    pass
            except OSError:
                pass
        yield
        ballast.unlink()
        return
    before = {process: resource.prlimit(process, resource.RLIMIT_FSIZE) for process in processes}
    for process, (_, hard) in before.items():
        resource.prlimit(process, resource.RLIMIT_FSIZE, (4096, hard))
    yield
    for process, limits in before.items():
        resource.prlimit(process, resource.RLIMIT_FSIZE, limits)
