"""JSON Schemas of entries, playbooks and families, which give completion and checks in editors.

They are exported to ``entry.schema.json``, ``playbook.schema.json`` and ``family.schema.json`` beside this
module; a test holds them to the models.
"""

import ast
import inspect
import json
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core.core_schema import ModelSchema

from catalog.model import Entry, Family, Model, Playbook
from catalog.sources import SHIPPED

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


class _Described(GenerateJsonSchema):
    """Describes fields by the texts under them. Pydantic can as well, but reads them at every start."""

    def model_schema(self, schema: ModelSchema) -> JsonSchemaValue:
        made = super().model_schema(schema)
        for name, text in _texts_under_fields(schema["cls"]):
            made["properties"][name].setdefault("description", text)
        return made


def entry_schema() -> dict[str, Any]:
    """Return the JSON Schema of an entry's file."""
    return _schema_of(Entry)


def playbook_schema() -> dict[str, Any]:
    """Return the JSON Schema of a playbook's file."""
    return _schema_of(Playbook)


def family_schema() -> dict[str, Any]:
    """Return the JSON Schema of a family's file."""
    return _schema_of(Family)


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


def _schema_of(model: type[Model]) -> dict[str, Any]:
    return {"$schema": _DIALECT, **model.model_json_schema(schema_generator=_Described)}


def _texts_under_fields(model: type) -> Iterator[tuple[str, str]]:
    """The fields of a model and of those that it extends, each with the string that follows it."""
    for base in inspect.getmro(model):
        if issubclass(base, Model):
            parsed = ast.parse(inspect.getsource(base))
            for field, after in pairwise(node for node in ast.walk(parsed) if isinstance(node, ast.stmt)):
                match field, after:
                    case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(ast.Constant(str(text))):
                        yield name, inspect.cleandoc(text)
