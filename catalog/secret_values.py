"""Whether a text that stands where a secret may stand is one."""

from itertools import pairwise
from typing import Final

_PROSE: Final = frozenset(
    """true false null none nil undefined empty blank missing yes no not n/a na required optional expired
    incorrect invalid wrong correct ok unknown disabled enabled unauthorized forbidden failed failure error
    denied too being about going weak strong the a an set in on off now my your their his her it this that
    changed reset policy string text value hidden removed redacted expiré expirée expire incorrecte invalide
    erroné erronée requis requise nécessaire obligatoire trop faux fausse bon bonne vide inconnu inconnue
    le la les un une mon votre son pas échec erreur refusé oublié perdu changé bloqué password doesn't
    used needed""".split()
)


def short_code(value: str) -> bool:
    """From four to twelve letters or digits, as people type them off a telephone."""
    return 4 <= len(value) <= 12 and value.replace("-", "").isalnum() and can_be_secret(value)


def can_be_secret(value: str) -> bool:
    """Whether it can be a secret at all: not a word that stands after a name in a sentence."""
    return value.strip(" .,;:!?\"'*•").lower() not in {*_PROSE, ""}


def password_like(value: str) -> bool:
    """Not just a word, as in "the password is wrong"."""
    core = value.strip(" .,;:!?()")
    return not core.isalpha() or not core[1:].islower()


def token_like(value: str) -> bool:
    """Eight characters or more of no language: a digit, or very long, and neither code nor address."""
    if len(value) < 8 or " " in value or value.startswith(("http:", "https:", "AADSTS", "urn:")):
        return False
    return len(value) >= 24 or any(character.isdigit() for character in value)


def code_like(value: str) -> bool:
    """Long, with digits and more: an authorization code, rather than the name or number of an error."""
    return len(value) >= 16 and token_like(value) and any(map(str.isdigit, value)) and not value.isdigit()


def cookie_like(value: str) -> bool:
    """Whether it has a name and a value."""
    return "=" in value


def looks_random(value: str) -> bool:
    """Upper case, lower case and digits change places as only chance makes them."""
    kinds = [0 if c.isdigit() else 1 if c.isupper() else 2 if c.islower() else 3 for c in value]
    changes = sum(one != other for one, other in pairwise(kinds))
    return {0, 1, 2} <= set(kinds) and changes > 0.45 * len(value)
