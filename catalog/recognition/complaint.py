"""Whether a text tells of something that went wrong."""

import re
from typing import Final

_ERROR_MARKS: Final = tuple(
    "error|erreur|fail|échou|echou|exception|expir|denied|refus|block|bloqu|invalid|not valid|unable|"
    "cannot|can't|can not|impossible|ne peux pas|n'arrive pas|wrong|broken|cassé|casse|unauthorized|"
    "forbidden|problem|problème|not working|doesn't|won't|marche pas|marche plus|marche que|"
    "fonctionne pas|fonctionne plus|locked|verrouill|disabled|désactiv|trouble|arrêt|arret|stopp|"
    "interromp|incorrect|périm|perim|déconnect|deconnect|introuvable|only runs|only works|it says|it wants|"
    "asks|demande|il dit|il veut|me dit|keeps".split("|")
)
_ERROR_FORMS: Final = re.compile(
    r"sign(?:ed|ing)? ?(?:me )?(?:in|out)|log(?:ged)? ?(?:me )?(?:in|out)\b|\b0x[0-9a-f]{6,8}\b|\b[45]\d\d\b"
)


def tells_of_an_error(lowered: str) -> bool:
    """Whether a text in small letters tells of an error, in its own words or by its form."""
    return any(map(lowered.__contains__, _ERROR_MARKS)) or _ERROR_FORMS.search(lowered) is not None
