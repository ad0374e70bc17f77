"""Folding text so that what was copied, retyped or read off a screenshot compares equal.

Case, accents, spaces and punctuation go; look-alike characters become one; what differs from person to
person (ids, addresses, dates, quoted names) is masked, on both sides.
"""

import re
import unicodedata
from typing import Final

_MASKED: Final = re.compile(
    r"\{[^{}\n]{0,60}\}"  # placeholders of the catalog, and {EUII Hidden}
    r"|<[A-Za-z][\w .-]{0,40}>"
    r"|[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}"
    r"|https?://[^\s\"'<>]{1,2000}"
    r"|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}"
    r"|\d{4}-\d\d-\d\d[T ]\d\d:\d\d[\d:.Z+-]{0,16}"
    r"|\b[aA]{1,2}[dD][sS5][tT][sS5][\s:#_-]{0,3}\d{4,9}:?"
    r"|\d[\d.:,/]{2,40}"
)
_ALIKE: Final = str.maketrans(
    {"0": "o", "1": "l", "i": "l", "|": "l", "5": "s", "8": "b", "ß": "ss", "œ": "oe", "æ": "ae"}
)
_CONTRACTED: Final = re.compile(
    r"\b(do|does|did|is|are|was|were|has|have|had|could|should|would|wo|ca)n'?t\b"
)
_SEGMENT: Final = re.compile(r"[a-z0-9]+")


def fold(text: str) -> str:
    """Return the letters of ``text`` without spaces; a mask leaves a line feed."""
    masked = _MASKED.sub("\n", text)
    plain = unicodedata.normalize("NFKD", masked.casefold().translate(_ALIKE))
    plain = _CONTRACTED.sub(_expand, plain) if "n't" in plain or "nt" in plain else plain
    folded = "\n".join("".join(_SEGMENT.findall(line)) for line in plain.split("\n"))
    return folded.replace("rn", "m").replace("vv", "w").replace("cl", "d")


def _expand(match: re.Match[str]) -> str:
    stem = {"wo": "wlll", "ca": "can"}.get(match[1], match[1])
    return f"{stem} not"
