"""Every word that cards show and that is not the catalog's, in each language."""

from typing import Final

from cards.wording.en import ENGLISH
from cards.wording.fr import FRENCH
from cards.wording.model import Wording
from catalog.language import Language

_WORDINGS: Final[dict[Language, Wording]] = {"en": ENGLISH, "fr": FRENCH}


def wording(language: Language) -> Wording:
    """Return what we say in ``language``."""
    return _WORDINGS[language]


__all__ = ["Wording", "wording"]
