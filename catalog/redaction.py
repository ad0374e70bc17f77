"""Removing secrets from what people paste, before it is stored, logged or shown to anybody else."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from catalog.secret_patterns import PATTERNS, Pattern, Secret

REMOVED: Final = "[***]"
"""What stands where a secret was."""

_INVISIBLE: Final = dict.fromkeys([0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF])
_END_OF_KEY: Final = re.compile(r"-----END [A-Z0-9 ]{0,40}PRIVATE KEY")
_KEY_LINE: Final = re.compile(r"[ \t>|]*+[A-Za-z0-9+/=]{1,200}+[ \t]*+")


@dataclass(frozen=True, slots=True)
class Redaction:
    """A text without its secrets, and of what kinds they were, in the order of ``Secret``."""

    text: str
    found: tuple[Secret, ...]


def redact(text: str) -> Redaction:
    """Remove every secret from ``text``; where it is unclear whether something is one, it goes too.

    Names, codes, ids and times that an admin needs stay. Doing it again changes nothing more.
    The time it takes grows with the length of the text, whatever is in it.
    """
    text = text.translate(_INVISIBLE)
    found: set[Secret] = set()
    text = _without_beheaded_key(text, found)
    lowered = text.lower()
    for pattern in PATTERNS:
        if not pattern.hints or any(hint in lowered for hint in pattern.hints):
            text = pattern.expression.sub(_replacing(pattern, found), text)
    return Redaction(text, tuple(kind for kind in Secret if kind in found))


def _replacing(pattern: Pattern, found: set[Secret]) -> Callable[[re.Match[str]], str]:
    def replace(match: re.Match[str]) -> str:
        group = next(name for name, value in match.groupdict().items() if value and name.startswith("secret"))
        secret = match[group]
        if REMOVED in secret or not pattern.is_secret(secret):
            return match[0]
        found.add(pattern.kind)
        start, end = (place - match.start() for place in match.span(group))
        return f"{match[0][:start]}{REMOVED}{match[0][end:]}"

    return replace


def _without_beheaded_key(text: str, found: set[Secret]) -> str:
    """Remove the lines of a private key of which only the end was copied."""
    end = _END_OF_KEY.search(text)
    if end is None or "-----BEGIN" in text[: end.start()]:
        return text
    lines = text[: end.start()].split("\n")
    kept = len(lines) - (not lines[-1])
    last = kept
    while kept and _KEY_LINE.fullmatch(lines[kept - 1].rstrip("\r")):
        kept -= 1
    if kept == last:
        return text
    found.add(Secret.PRIVATE_KEY)
    return "\n".join([*lines[:kept], REMOVED, ""]) + text[end.start() :]
