"""JSON Schemas of entries, playbooks and families, which give completion and checks in editors.

They are exported to ``entry.schema.json``, ``playbook.schema.json`` and ``family.schema.json`` beside this
module; a test holds them to the models.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from catalog.model import Entry, Family, Playbook
from catalog.sources import SHIPPED

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


def entry_schema() -> dict[str, Any]:
    """Return the JSON Schema of an entry's file."""
    return {"$schema": _DIALECT, **Entry.model_json_schema()}


def playbook_schema() -> dict[str, Any]:
    """Return the JSON Schema of a playbook's file."""
    return {"$schema": _DIALECT, **Playbook.model_json_schema()}


def family_schema() -> dict[str, Any]:
    """Return the JSON Schema of a family's file."""
    return {"$schema": _DIALECT, **Family.model_json_schema()}


def schema_files() -> Mapping[str, str]:
    """Return the exported files' content by name."""
    schemas = {
        "entry.schema.json": entry_schema(),
        "playbook.schema.json": playbook_schema(),
        "family.schema.json": family_schema(),
    }
    return {name: json.dumps(schema, ensure_ascii=False, indent=2) + "\n" for name, schema in schemas.items()}


def write_schemas(folder: Path = SHIPPED) -> tuple[Path, ...]:
    """Write the files of :func:`schema_files` into ``folder``, and return their paths."""
    paths = []
    for name, content in schema_files().items():
        path = folder / name
        path.write_text(content, encoding="utf-8")
        paths.append(path)
    return tuple(paths)
