import pytest

from catalog.catalog import Catalog
from catalog.recognition import Recogniser


@pytest.fixture(scope="session")
def recogniser(shipped: Catalog) -> Recogniser:
    return Recogniser(shipped)
