"""The languages that Reconnect speaks."""

from functools import lru_cache
from typing import Final, Literal, get_args

Language = Literal["en", "fr"]
LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)
DEFAULT_LANGUAGE: Final[Language] = "en"


@lru_cache(maxsize=256)  # tags come from outside, but those in use are few
def parse_language(tag: str | None) -> Language | None:
    """Return the language that a tag such as ``fr-CA`` or ``EN_us`` names, if we speak it."""
    primary = (tag or "").strip().lower().replace("_", "-").split("-", 1)[0]
    return next((language for language in LANGUAGES if language == primary), None)
