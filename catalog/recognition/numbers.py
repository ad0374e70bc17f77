"""Numbers that stand alone. Denied by default: most are ports, orders, rooms and telephones.

One is a code only when every other word around it is one that people put around a sign-in code.
"""

import re
from itertools import islice
from typing import Final

from catalog.recognition.codes import FoundCode, Known

_NUMBER: Final = re.compile(
    r"\d(?<![\w.:/\-+#@%&=$€£,]\d)\d{4,7}(?![\w\-/@%€$£]|[.:,]\d| ?(?:€|EUR|USD))"  # looks for digits first
)
_WORD: Final = re.compile(r"[^\W\d_]+")
_DIGITS: Final = re.compile(r"\d+")
_PART_OF_NAMES: Final = frozenset({"365", "2", "10", "11"})
_NAMED: Final = re.compile(
    r"\b(?:error|erreur|fehler|code)s?\b[\s:#=«\"'()-]{0,4}(?:(?:code|erreur|error|n°|no|number|numéro)[\s:#=«\"'()-]{0,4})?$",
    re.IGNORECASE,
)
_MOST_WORDS: Final = 25
_LENGTHS: Final = range(5, 9)
_OTHERS_SUGGESTED: Final = 0.34
_SIGN_IN_WORDS: Final = frozenset(
    "a aad aadsts account affiche afficher again ai aide an and app apparait apps au automate avec "
    "azure bonjour c c'est ca can ce cela cet cette channel code codes compte connect connecter "
    "connecting connection connexion could d de des does doesn don du en entra erreur error errors est "
    "et etre eu failed failure fehler for from get gets getting goals got have hello help hi how i id "
    "ids impossible in indique is isn it it's j j'ai je keep keeps l la le log logging login m mail "
    "matin me mean means merci message mfa microsoft mon morning mot my n na ne no nr number numero "
    "o365 obtiens of office on one onedrive open opening or ou outlook ouvre page passe password "
    "platform please pls pour power problem probleme qu qu'est qu'est-ce quand que quoi re receive "
    "recois s s' safe saw see seeing sharepoint show showing shows sign signifie signin signing since "
    "still stuck suis sur t tab team teams tells thanks the this to today toujours trying un une used "
    "va ve viva what what's whats when while why windows with won work worked writes y ça".split()
)


def find_numbers(text: str, is_known: Known) -> tuple[FoundCode, ...]:
    """Return the numbers of five to eight digits that stand alone and are known codes."""
    return tuple(
        FoundCode(code, match.span(), is_bare=True)
        for match in _NUMBER.finditer(text)
        if is_known(code := f"AADSTS{match[0]}")
    )


def is_only_about_signing_in(text: str) -> bool:
    """Tell whether every word of ``text`` is one that people put around a bare code."""
    words = islice(_WORD.finditer(text), _MOST_WORDS + 1)
    if any(
        place == _MOST_WORDS or word[0].casefold() not in _SIGN_IN_WORDS for place, word in enumerate(words)
    ):
        return False
    return all(len(run) in _LENGTHS or run in _PART_OF_NAMES for run in _DIGITS.findall(text))


def is_named_a_code(text: str, number: FoundCode) -> bool:
    """Tell whether ``number`` follows a word such as "error", and most words are about signing in."""
    if not _NAMED.search(text[max(number.span[0] - 30, 0) : number.span[0]]):
        return False
    words = [word.casefold() for word in _WORD.findall(text)]
    others = sum(word not in _SIGN_IN_WORDS for word in words)
    return others <= _OTHERS_SUGGESTED * len(words)
