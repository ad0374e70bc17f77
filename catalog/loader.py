"""Reads the catalog from its folders."""

from collections.abc import Iterable
from hashlib import sha256
from itertools import chain
from pathlib import Path
from types import MappingProxyType

from catalog.catalog import Catalog
from catalog.model import Entry, Family, Playbook
from catalog.problems import CatalogError
from catalog.sources import SHIPPED, Sourced, Sources, read_sources

__all__ = ["SHIPPED", "CatalogError", "catalog_of", "load_catalog"]


def load_catalog(*folders: Path) -> Catalog:
    """Read ``folders``, later ones replacing what earlier ones say under the same id.

    Without folders, the catalog that comes with Reconnect; to add an operator's own:
    ``load_catalog(SHIPPED, own)``. Each holds ``entries/<category>/<id>.yaml``,
    ``playbooks/<id>.yaml`` and ``families/<id>.yaml``.

    Raises CatalogError with every problem of every file at once.
    """
    return catalog_of(read_sources(*folders))


def catalog_of(sources: Sources) -> Catalog:
    """The catalog of what was read. Raises CatalogError like ``load_catalog``."""
    if any(problem.severity == "error" for problem in sources.problems):
        raise CatalogError(sources.problems)
    entries = dict(sorted(sources.entries.items()))
    playbooks = dict(sorted(sources.playbooks.items()))
    families = dict(sorted(sources.families.items()))
    return Catalog(
        entries=MappingProxyType({key: found.value for key, found in entries.items()}),
        playbooks=MappingProxyType({key: found.value for key, found in playbooks.items()}),
        families=MappingProxyType({key: found.value for key, found in families.items()}),
        origins=MappingProxyType({key: found.path for key, found in entries.items()}),
        version=_version(chain(entries.values(), playbooks.values(), families.values())),
    )


def _version(files: Iterable[Sourced[Entry] | Sourced[Playbook] | Sourced[Family]]) -> str:
    digest = sha256()
    for file in files:
        digest.update(f"{type(file.value).__name__} {file.value.id} {len(file.content)}\n".encode())
        digest.update(file.content)
    return digest.hexdigest()[:12]
