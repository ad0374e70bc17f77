"""What a typed command is, and how typed words are compared."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

_BLANKS: Final = re.compile(r"\s+")
_TRIMMED: Final = " .!,;:…\u00a0\u202f*_\"'«»"


@dataclass(frozen=True, slots=True)
class Command:
    """What the person asks for; ``verb`` is the verb of the button that does the same."""

    verb: str
    data: Mapping[str, str] = field(default_factory=dict)


def fold(text: str) -> str:
    """``text`` without what people write this way or that: case, accents, punctuation around it."""
    plain = text.casefold()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain.replace("’", "'"))
        plain = "".join(character for character in plain if not unicodedata.combining(character))
    folded = _BLANKS.sub(" ", plain).strip(_TRIMMED)
    return folded.removesuffix("?").strip() or folded
