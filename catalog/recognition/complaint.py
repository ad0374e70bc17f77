"""Whether a text tells of something that went wrong."""

import re
from typing import Final

_ERROR_MARKS: Final = tuple(
    "error|erreur|fail|échou|echou|exception|expir|denied|refus|block|bloqu|invalid|not valid|unable|"
    "cannot|can't|can not|impossible|wrong|broken|cassé|casse|unauthorized|forbidden|problem|problème|"
    "doesn't|won't|marche pas|marche plus|marche que|fonctionne pas|fonctionne plus|locked|verrouill|"
    "disabled|désactiv|trouble|arrêt|arret|stopp|interromp|incorrect|périm|perim|déconnect|deconnect|"
    "introuvable|only runs|only works|it says|it wants|asks|demande|il dit|il veut|me dit|keeps|not work|"
    "n't work|nothing work|couldn't|could not|didn't|did not|does not|not able|not accept|no longer|anymore|"
    "any more|is down|are down|went down|stuck|crash|lost access|no access|coincé|rien ne|plus rien|"
    "plus accès|en panne|hors service|planté|ça bug|rejet|help me|please help|need help|m'aider|aidez|"
    "besoin d'aide|souci|warning|avertissement|not load|required|requis".split("|")
)
_ERROR_FORMS: Final = re.compile(
    r"sign(?:ed|ing)? ?(?:(?:me|us|you) )?(?:in|out)|log(?:ged)? ?(?:me )?(?:in|out)\b|\b0x[0-9a-f]{6,8}\b|"
    r"\b[45]\d\d\b|\bn(?:e |')(?:\S{1,20} ){1,3}?(?:pas|plus)\b"
)


def tells_of_an_error(lowered: str) -> bool:
    """Whether a text in small letters tells of an error, in its own words or by its form."""
    return any(map(lowered.__contains__, _ERROR_MARKS)) or _ERROR_FORMS.search(lowered) is not None
