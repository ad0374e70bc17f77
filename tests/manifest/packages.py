"""A package as Teams would read it."""

import io
import json
import tomllib
import zipfile
from pathlib import Path
from typing import Any, Final

from manifest import build_package

ROOT: Final = Path(__file__).parents[2]
APP_ID: Final = "3f2504e0-4f89-41d3-9a0c-0305e82c3301"
DOMAIN: Final = "reconnect.contoso.com"


def unpacked(package: bytes | None = None) -> dict[str, bytes]:
    """The files of a package, by name."""
    with zipfile.ZipFile(io.BytesIO(package or build_package(APP_ID, DOMAIN))) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


FILES: Final = unpacked()
MANIFEST: Final[dict[str, Any]] = json.loads(FILES["manifest.json"])
FRENCH: Final[dict[str, str]] = json.loads(FILES["fr.json"])
VERSION: Final = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]


def texts(node: Any = MANIFEST, path: str = "") -> dict[str, str]:
    """Every text of the manifest by the key under which a localisation file replaces it."""
    if isinstance(node, str):
        return {path: node}
    items = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    found: dict[str, str] = {}
    for key, value in items:
        place = f"{path}[{key}]" if isinstance(node, list) else f"{path}.{key}".strip(".")
        found |= texts(value, place)
    return found
