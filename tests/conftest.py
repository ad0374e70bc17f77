import pytest

from catalog.catalog import Catalog
from catalog.loader import load_catalog
from catalog.recognition import Recogniser
from tests.small_catalog import small_catalog

pytest_plugins = ["pytester", "tests.skipping"]


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
