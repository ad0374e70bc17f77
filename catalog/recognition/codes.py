"""Finding error codes. A code is exact or it is nothing: digits are never matched by likeness.

A code misread from a screenshot (O for 0, l for 1, S for 5, B for 8) counts only when it then is known.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

WRAPPERS: Final = frozenset({"AADSTS50000", "AADSTS65005", "AADSTS70000", "AADSTS70002"})
"""Codes that say only that another one follows, when another one does."""

_PREFIXED: Final = re.compile(
    r"(?<![A-Za-z0-9])A{1,2}D[S5]T[S5][\s:#_\-]{0,3}(?P<run>[0-9OoIl|SsBb]{4,12})(?![0-9])", re.IGNORECASE
)
_FIELD: Final = re.compile(
    r"(?:error_?codes?|error_?number|status_?code|[?&]code)[\"']?\s{0,3}[=:]\s{0,3}\[?\s{0,3}[\"']?(\d{5,8})(?![\w-])",
    re.IGNORECASE,
)
_NUMBER: Final = re.compile(r"(?<![\w.:/\-+#@%&=])\d{5,8}(?![\w\-/@%]|[.:,]\d)")
_MISREAD: Final = str.maketrans("OoIl|SsBb", "001115588")
_DIGITS: Final = re.compile(r"\d{4,9}")
_WORD: Final = re.compile(r"[^\W\d_]+")
_SIGN_IN_WORDS: Final = frozenset(
    "a aad aadsts an and avec azure bonjour ce cette code connexion connection de des du en entra "
    "erreur error "
    "est et failed failure fehler get getting gets got have hello hi i in is it j je l la le login me "
    "message mfa "
    "microsoft mon ms my na no nr number numero numéro obtiens on please pls power automate apps "
    "s'affiche sign "
    "signin sur teams the this un une viva goals what why with does mean qu que c'est quoi signifie "
    "help aide ai "
    "again still when trying to ids".split()
)


@dataclass(frozen=True, slots=True)
class FoundCode:
    """A code in a paste: its catalog form, where it stands, and whether it was written as a bare number."""

    code: str
    span: tuple[int, int]
    is_bare: bool = False


def find_codes(text: str, is_known: Callable[[str], bool]) -> tuple[FoundCode, ...]:
    """Return the codes in ``text``, in order, each once."""
    found = [*_prefixed(text, is_known), *_fields(text, is_known)]
    found.sort(key=lambda code: code.span)
    unique = {code.code: code for code in reversed(found)}
    return tuple(sorted(unique.values(), key=lambda code: code.span))


def find_bare_numbers(text: str, is_known: Callable[[str], bool]) -> tuple[FoundCode, ...]:
    """Return the numbers of five to eight digits that stand alone and are known codes."""
    return tuple(
        FoundCode(code, match.span(), is_bare=True)
        for match in _NUMBER.finditer(text)
        if is_known(code := f"AADSTS{match[0]}")
    )


def is_only_about_signing_in(text: str) -> bool:
    """Tell whether every word of ``text`` is one that people put around a bare code."""
    return all(word.casefold() in _SIGN_IN_WORDS for word in _WORD.findall(text))


def most_specific(codes: tuple[FoundCode, ...]) -> tuple[FoundCode, ...]:
    """Order codes by what they say of the cause: the others before wrappers, the order of the text kept."""
    return tuple(sorted(codes, key=lambda code: code.code in WRAPPERS))


def _prefixed(text: str, is_known: Callable[[str], bool]) -> list[FoundCode]:
    return [
        FoundCode(code, (match.start(), match.start("run") + length))
        for match in _PREFIXED.finditer(text)
        for code, length in [_read_run(match["run"], is_known)]
        if code
    ]


def _read_run(run: str, is_known: Callable[[str], bool]) -> tuple[str, int]:
    """Return the code that a run of digits and look-alikes stands for, and the characters it takes."""
    digits = _DIGITS.match(run)
    exact = f"AADSTS{digits[0]}" if digits else ""
    if exact and digits and (is_known(exact) or digits.end() == len(run)):
        return exact, digits.end()
    shortest = max(5, digits.end() + 1 if digits else 5)
    for length in range(len(run), shortest - 1, -1):
        repaired = f"AADSTS{run[:length].translate(_MISREAD)}"
        if is_known(repaired):
            return repaired, length
    return (exact, digits.end()) if exact and digits else ("", 0)


def _fields(text: str, is_known: Callable[[str], bool]) -> list[FoundCode]:
    """Codes in the fields that services put them in; a number that we do not know may be something else."""
    return [
        FoundCode(code, match.span(1))
        for match in _FIELD.finditer(text)
        if is_known(code := f"AADSTS{match[1]}")
    ]
