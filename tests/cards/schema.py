"""The official schema of Adaptive Cards 1.5, and the size that Teams takes."""

import json
from functools import cache
from importlib.resources import files
from typing import Any

from jsonschema import Draft7Validator
from jsonschema.protocols import Validator

MOST_BYTES = 28 * 1024
"""Of UTF-16, which Teams counts in."""


@cache
def validator() -> Validator:
    """The schema as Microsoft publishes it; ``fallback`` and ``$schema`` are part of it."""
    text = files("adaptive_cards").joinpath("schemas", "schema-1.5.json").read_text(encoding="utf-8")
    return Draft7Validator(json.loads(text))


def problems(card: dict[str, Any]) -> list[str]:
    """What the schema says against ``card``."""
    return [f"{error.json_path}: {error.message[:200]}" for error in validator().iter_errors(card)]


def size(card: dict[str, Any]) -> int:
    return len(json.dumps(card, ensure_ascii=False, separators=(",", ":")).encode("utf-16-le"))
