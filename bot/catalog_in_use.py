"""The catalog in use: ours with the operator's own beside it."""

from bot.settings import Settings
from catalog.catalog import Catalog
from catalog.clouds import in_cloud
from catalog.loader import SHIPPED, catalog_of
from catalog.problems import CatalogError
from catalog.sources import read_sources
from dialogs.fullest import too_large


def read_catalog(settings: Settings) -> Catalog:
    """Our catalog and the operator's own folders, in the words of the operator's cloud.

    Raises CatalogError with every problem of every file at once.
    """
    sources = read_sources(SHIPPED, *settings.catalog_dirs)
    catalog = in_cloud(catalog_of(sources), settings.cloud)
    if problems := too_large(sources, catalog):
        raise CatalogError(problems)
    return catalog
