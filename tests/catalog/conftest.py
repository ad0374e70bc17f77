from pathlib import Path

import pytest

from catalog.catalog import Catalog
from catalog.loader import load_catalog
from tests.catalog.folders import CatalogFolder


@pytest.fixture
def folder(tmp_path: Path) -> CatalogFolder:
    """A folder with one entry and one playbook, both without problems."""
    folder = CatalogFolder(tmp_path)
    folder.entry()
    folder.playbook()
    return folder


@pytest.fixture(scope="session")
def shipped() -> Catalog:
    return load_catalog()
