import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from bot.store.address import sqlite_address
from catalog.catalog import Catalog
from catalog.loader import load_catalog
from catalog.recognition import Recogniser
from tests.databases import new_database, postgresql_server
from tests.small_catalog import small_catalog

pytest_plugins = ["pytester", "tests.skipping"]

settings.register_profile(
    "steady", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
"""A busy machine must not fail a test, and the same code must meet the same inputs."""
settings.load_profile("steady")


def pytest_configure() -> None:
    """Forget the width that pytest-xdist gives its workers: rich would keep it, whatever a test sets."""
    os.environ.pop("COLUMNS", None)


@pytest.fixture(scope="session")
def shipped() -> Catalog:
    """The catalog that comes with Reconnect."""
    return load_catalog()


@pytest.fixture(scope="session")
def shipped_recogniser(shipped: Catalog) -> Recogniser:
    return Recogniser(shipped)


@pytest.fixture(scope="session")
def small() -> Catalog:
    return small_catalog()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Any]:
    """A real PostgreSQL for the whole run."""
    with postgresql_server() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
async def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database of each kind."""
    if request.param == "sqlite":
        return sqlite_address(tmp_path / "data" / "reconnect.sqlite3")
    return await new_database(request.getfixturevalue("postgresql"))
