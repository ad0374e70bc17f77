"""Pydantic's validation errors as sentences for the author of an entry."""

import reprlib
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final

from pydantic import BaseModel

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_SENTENCES: Final = {
    "missing": "{field} is missing.",
    "string_type": "{field} must be text: put a number, `true` or `null` in quotes.",
    "string_too_short": "{field} is empty.",
    "too_short": "{field} needs at least {min_length}.",
    "enum": "{field} must be one of {expected}; it is {given}.",
    "tuple_type": "{field} must be a list.",
    "model_type": "{field} must hold fields of its own.",
    "model_attributes_type": "{field} must hold fields of its own.",
    "int_type": "{field} must be a whole number.",
    "greater_than_equal": "{field} must be at least {ge}.",
    "string_pattern_mismatch": "{field} is {given}, which an id cannot be (it looks like `AADSTS50076`, "
    "`new-connection` or `invalid_grant`).",
    "value_error": "{field} {error}.",
}


def sentence_for(detail: "ErrorDetails", model: type[BaseModel]) -> str:
    """Return one plain sentence for one validation error of ``model``."""
    kind, location = detail["type"], detail["loc"]
    values: dict[str, Any] = {"given": reprlib.repr(detail["input"]), **detail.get("ctx", {})}
    field = describe(location) or f"The {model.__name__.lower()}"
    if kind == "extra_forbidden":
        return f"{field} is not a known field.{_suggestion(str(location[-1]), model)}"
    pattern = _SENTENCES.get(kind)
    if pattern is None:
        return f"{field}: {detail['msg']}."
    return pattern.format(field=field, **values)


def describe(location: tuple[str | int, ...]) -> str:
    """Return a location as an author counts, `steps.fr[1]` for the first step; empty for the whole file."""
    words = ""
    for part in location:
        words += f"[{part + 1}]" if isinstance(part, int) else f".{part}"
    return f"`{words.removeprefix('.')}`" if words else ""


def _suggestion(name: str, model: type[BaseModel]) -> str:
    close = get_close_matches(name, model.model_fields, n=1)
    return f" Did you mean `{close[0]}`?" if close else ""
