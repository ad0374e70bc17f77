"""Undoing what copying does to a text: escapes, percent-encoding, HTML, invisible characters.

Every expression here is linear in the length of its input.
"""

import html
import re
from typing import Final
from urllib.parse import unquote

MAX_CHARACTERS: Final = 40_000
"""What is read of a paste; anything beyond is left out."""

_FEW: Final = 4
"""Plus signs between words up to which they are meant as such."""

_INVISIBLE: Final = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
_TAG: Final = re.compile(
    r"<(?:/?[A-Za-z][A-Za-z0-9]{0,15}(?:\s[^<>]{0,2000})?/?|!--[^<>]{0,2000}--|!DOCTYPE[^<>]{0,200})>"
)
_HIDDEN: Final = re.compile(r"<(script|style)\b[^<>]{0,2000}>[^<]*(?:<(?!/)[^<]*)*</", re.IGNORECASE)
_ESCAPE: Final = re.compile(r"(?<!\\)\\+(?:u([0-9a-fA-F]{4})|([rnt])|([\"'/]))")
_PERCENT: Final = re.compile(r"%[0-9a-fA-F]{2}")
_URL: Final = re.compile(r"https?(?::|%3[aA])(?://|%2[fF]%2[fF])[^\s\"'<>]+")
_PLUS: Final = re.compile(r"(?<=[A-Za-z'.,:])\+(?=[A-Za-z'(])")
_LETTERS: Final = {"r": " ", "n": "\n", "t": " "}
_PUNCTUATION: Final = str.maketrans(
    {"：": ":", "，": ",", "\u00a0": " ", "\u202f": " ", "“": '"', "”": '"', "’": "'", "‘": "'"}
)


def decode(text: str) -> str:
    """Return ``text`` as its author's screen showed it, in at most MAX_CHARACTERS characters."""
    text = text[:MAX_CHARACTERS]
    if "<" in text:
        text = _TAG.sub(" ", _HIDDEN.sub(" ", text))
    if "&" in text and ";" in text:
        text = html.unescape(text)
    if "\\" in text:
        text = _ESCAPE.sub(_unescape, text)
    if "%" in text:
        text = _percent_decode(text)
    if text.count("+") > _FEW and len(_PLUS.findall(text)) > _FEW:
        text = text.replace("+", " ")
    return _INVISIBLE.sub("", text.translate(_PUNCTUATION)).strip()


def _unescape(match: re.Match[str]) -> str:
    point, letter, quote = match.groups()
    if point:
        character = chr(int(point, 16))
        return " " if 0xD800 <= ord(character) <= 0xDFFF else character
    return _LETTERS[letter] if letter else str(quote)


def _percent_decode(text: str) -> str:
    """Decode percent-encoded text; ``+`` is a space only inside an address."""
    if not _PERCENT.search(text):
        return text
    text = _URL.sub(lambda match: match[0].replace("+", " "), text)
    for _ in range(2):
        decoded = unquote(text, errors="replace")
        if decoded == text:
            break
        text = decoded
    return text
