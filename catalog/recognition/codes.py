"""Finding error codes. A code is exact or it is nothing: digits are never matched by likeness.

A code misread from a screenshot (O for 0, l for 1, S for 5, B for 8), or broken by a line or a space, counts
only when it then is known.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

WRAPPERS: Final = frozenset({"AADSTS50000", "AADSTS65005", "AADSTS70000", "AADSTS70002"})
"""Codes that say only that another one follows, when another one does."""

Known = Callable[[str], bool]

_PREFIX: Final = re.compile(
    r"[Aa4](?<![A-Za-z0-9].)[Aa4]?\s?[Aa4]?\s?[Dd0Oo]\s?[Ss5$]\s?[Tt]\s?[Ss5$]"
    r"(?=[^A-Za-z]|[OoIiLlSsBbZz|][\dOoIiLlSsBbZz| ])"
)
_SEPARATOR: Final = re.compile(r"[\s:#_=\-\u2010-\u2015.()\[\]\"'*`]{0,4}")
_RUN: Final = re.compile(r"[0-9OoIl|SsBbZ]{1,12}")
_BROKEN: Final = re.compile(r"-?[ \t]?[\r\n]{0,2}[ \t>|]{0,4}([0-9OoIl|SsBbZ]{1,6})(?![0-9A-Za-z-])")
_MISREAD: Final = str.maketrans("OoIl|SsBbZ", "0011155882")
_DIGITS: Final = re.compile(r"\d+")
_LENGTHS: Final = range(5, 9)

_OWN_FIELD: Final = re.compile(
    r"(?:error_codes|errorNo|microsoftonline\.[a-z.]{2,12}/error\?code|[Ss]ign-in error code)"
    r"[\"']{0,2}[\s=:\[\"']{1,12}(\d{4,8})(?![\w-])"
)
_NUMBER: Final = re.compile(r"\d{5,8}(?![\w-]|\.\d)")
_FIELD: Final = re.compile(
    r"(?:error ?_?-?(?:codes?|number|id)|codes? (?:d'|de l'|de )?erreur|status_?code|[?&]code|"
    r"fehler-?code|\bcode)"
    r"\*{0,4}[\"'»]{0,2}[\s=:\[\"'«]{1,8}\Z",
    re.IGNORECASE,
)
_LONGEST_FIELD: Final = 36


@dataclass(frozen=True, slots=True)
class FoundCode:
    """A code in a paste: its catalog form, where it stands, and how it was written."""

    code: str
    span: tuple[int, int]
    is_bare: bool = False
    is_repaired: bool = False
    """Whether letters were read as digits, or parts joined."""


def find_codes(text: str, is_known: Known) -> tuple[FoundCode, ...]:
    """Return the codes of AADSTS form in ``text``, and those in fields that only Entra has; each once."""
    found = [code for match in _PREFIX.finditer(text) if (code := _read(text, match, is_known))]
    found += [FoundCode(f"AADSTS{match[1]}", match.span(1)) for match in _OWN_FIELD.finditer(text)]
    return unique(found)


def find_fields(text: str, is_known: Known) -> tuple[FoundCode, ...]:
    """Return the known codes in fields that many services have, such as "Error Code: 50126"."""
    return unique(
        FoundCode(code, match.span())
        for match in _NUMBER.finditer(text)
        if is_known(code := f"AADSTS{match[0]}")
        and _FIELD.search(text, max(match.start() - _LONGEST_FIELD, 0), match.start())
    )


def most_specific(codes: tuple[FoundCode, ...], is_known: Known) -> tuple[FoundCode, ...]:
    """Order codes by what they say of the cause: the known before the unknown, wrappers last.

    Of two wrappers, the later one says more.
    """

    def rank(found: FoundCode) -> tuple[int, int]:
        if found.code in WRAPPERS:
            return 2, -found.span[0]
        return (0, found.span[0]) if is_known(found.code) else (1, found.span[0])

    return tuple(sorted(codes, key=rank))


def unique(found: Iterable[FoundCode]) -> tuple[FoundCode, ...]:
    """Return ``found`` in order of place, each code once."""
    ordered = sorted(found, key=lambda code: code.span)
    first = {code.code: code for code in reversed(ordered)}
    return tuple(sorted(first.values(), key=lambda code: code.span))


def _read(text: str, prefix: re.Match[str], is_known: Known) -> FoundCode | None:
    """Read the number after a prefix: as it stands if that is known, else mended, else as it stands."""
    separator = _SEPARATOR.match(text, prefix.end())
    start = separator.end() if separator else prefix.end()
    run = _RUN.match(text, start)
    if run is None:
        return None
    digits = _DIGITS.match(run[0])
    exact = digits[0] if digits else ""
    whole = run.end() == len(text) or not (text[run.end()].isalnum() or text[run.end()] == "'")
    if whole and exact != run[0] and (mended := _mended(run[0], is_known)):
        return FoundCode(mended, (prefix.start(), run.end()), is_repaired=True)
    if exact and is_known(f"AADSTS{exact}"):
        return FoundCode(f"AADSTS{exact}", (prefix.start(), start + len(exact)))
    return _broken(text, prefix, run, is_known) or _cut(prefix, run, exact, is_known)


def _broken(text: str, prefix: re.Match[str], run: re.Match[str], is_known: Known) -> FoundCode | None:
    """Join a number that a line or a space broke."""
    rest = _BROKEN.match(text, run.end())
    if rest is None or not (mended := _mended(run[0] + rest[1], is_known)):
        return None
    return FoundCode(mended, (prefix.start(), rest.end(1)), is_repaired=True)


def _cut(prefix: re.Match[str], run: re.Match[str], exact: str, is_known: Known) -> FoundCode | None:
    """Mend a run that goes over into the next word, or give what stands there, unknown."""
    if exact == run[0]:
        return FoundCode(f"AADSTS{exact}", (prefix.start(), run.end())) if len(exact) > 3 else None
    for length in range(min(len(run[0]), _LENGTHS[-1]), max(len(exact), _LENGTHS[0] - 1), -1):
        if mended := _mended(run[0][:length], is_known):
            return FoundCode(mended, (prefix.start(), run.start() + length), is_repaired=True)
    if len(exact) > 3:
        return FoundCode(f"AADSTS{exact}", (prefix.start(), run.start() + len(exact)))
    return None


def _mended(run: str, is_known: Known) -> str:
    code = f"AADSTS{run.translate(_MISREAD)}"
    return code if is_known(code) else ""
