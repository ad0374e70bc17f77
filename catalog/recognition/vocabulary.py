"""Words that carry no meaning here, words that mean the same, and words around a bare code."""

import re
from functools import lru_cache
from typing import Final

STOP_WORDS: Final = frozenset(
    "a about after again all also an and any are as at be because been before but by can could did do "
    "does for from get gets got had has have he her his how i if in into is it its just me my need no "
    "not now of on one or our out over she so some than that the their them then there they this to "
    "up us was we were what when where which while who why will with would you your im ive cant dont "
    "doesnt wont isnt says say said saying tells told keeps keep every each only still since until "
    "it's au aux avec ca car ce ceci cela ces cet cette comme d dans de depuis des deux dit dont du "
    "elle elles en et est etait ete etre eu faire fait il ils j je l la le les leur leurs lui m ma "
    "mais me mes moi mon n ne nos notre nous on ont ou par pas plus pour pourquoi qu quand que quel "
    "quelle qui quoi s sa sans se ses si son sont sur t ta te tes toi ton tous tout toute toutes tu "
    "un une va vos votre vous y alors aussi apres avant chaque chez encore jamais toujours meme peut "
    "peux veut veux dire mis".split()
)

_SAME: Final = (
    (
        "mfa",
        "mfa|multi-?facteurs?|multi-?factor|multi factor|multi facteurs?|two-? ?factor|2-?fa|"
        "two-? ?steps?|second (?:step|factor)|"
        "2-? ?step|double (?:authentification|facteur|verification)|(?:deuxieme|seconde|"
        "2e) etape|second facteur|"
        "a2f|deux etapes|verification code|code de verification|authenticator",
    ),
    ("password", "passwords?|pass word|mots? de passe|mdp|pwd"),
    (
        "signin",
        "signin|signon|log(?:ged|ging|s)? ?(?:me )?in|login|log ?on|sign(?:ed|ing|"
        "s)?[ -]?(?:me |him |us )?in|"
        "(?:me|se|s|nous|m)[ '](?:connecter|connecte|identifier|identifie)|ouvrir (?:une |"
        "ma |la )?session|identification",
    ),
    ("signout", "sign(?:ed|ing|s)?[ -]?(?:me )?out|log(?:ged|ging|s)? ?(?:me )?(?:out|off)|deconnect\\w*"),
    ("disabled", "disabled?|deactivated?|switched off|turned off|desactive\\w*|shut off"),
    ("locked", "locked|locked out|lockout|verrouill\\w*"),
    (
        "blocked",
        "block(?:ed|s|ing)?|den(?:y|ied|ies)|refus\\w*|reject\\w*|forbidden|interdit\\w*|bloqu\\w*|"
        "not allowed|pas autoris\\w* a|pas le droit",
    ),
    ("phone", "phones?|mobile|smartphone|telephone|portable"),
    ("device", "devices?|computers?|laptops?|pc|machines?|ordinateurs?|appareils?|postes?|tablet\\w*"),
    ("admin", "admins?|administrators?|administrateurs?|it (?:team|department|desk|guy)|informatique|dsi"),
    ("flow", "flows?|flux"),
    ("app", "apps?|applications?|applis?|programs?|programme|logiciel|software"),
    ("expired", "expir\\w*|out of date|too old|perime\\w*|trop vieux|ran out|run out"),
    ("account", "accounts?|comptes?|users?|utilisateur\\w*"),
    ("deleted", "delet\\w*|remov\\w*|supprim\\w*|effac\\w*|gone|disparu\\w*|no longer exists?|existe plus"),
    (
        "unknown",
        "not found|does(?: not|n't|nt) exist|unknown|introuvable|inconnu\\w*|existe pas|"
        "cannot find|pas trouve\\w*",
    ),
    ("left", "left|leaves|quitt\\w*|parti\\w*|depart"),
    (
        "unused",
        "inactiv\\w*|unused|(?:not|never|nobody) used|haven't used|hasn't been used|long time|months?|mois|"
        "inutilis\\w*|pas (?:servi|utilis\\w*)|90 (?:days|jours)|vacations?|holidays?|vacances|conges?|ages",
    ),
    (
        "permission",
        "permissions?|consents?|approv\\w*|authoriz\\w*|grants?|autoris\\w*|approuv\\w*|"
        "consent\\w*|droits?|approbation",
    ),
    ("guest", "guests?|invit\\w*|external|externe|outside"),
    (
        "company",
        "compan(?:y|ies)|organi[sz]ations?|tenants?|directory|entreprise|societe|locataire|"
        "annuaire|organisme",
    ),
    ("certificate", "certificates?|certificats?|certs?"),
    ("secret", "secrets?|keys?|cles?"),
    (
        "place",
        "places?|locations?|countr(?:y|ies)|travel\\w*|abroad|trip|voyage|deplacement|"
        "etranger|pays|lieu|endroit",
    ),
    ("cancel", "cancel\\w*|annul\\w*"),
    ("slow", "too (?:long|slow)|time(?:d|s)? ?out|trop (?:long|lent)\\w*|delai"),
    (
        "busy",
        "busy|temporar\\w*|try again later|surcharg\\w*|occupe\\w*|temporair\\w*|"
        "overload\\w*|panne|outage|down",
    ),
    ("browser", "browsers?|navigateurs?|cookies?"),
    ("wrong", "wrong|incorrect\\w*|bad|mauvais\\w*|faux|errone\\w*|invalid\\w*"),
    ("twice", "twice|deux fois|already (?:used|redeemed)|deja (?:utilis\\w*|servi)|reused?"),
    ("address", "address(?:es)?|adresses?|ur[li]s?|links?|liens?"),
    ("approve", "accept(?:ed|er|e)?|agree\\w*|terms|conditions"),
    ("managed", "managed|compliant|enrol\\w*|registered|conforme\\w*|inscri\\w*|gere\\w*|intune"),
    ("license", "licen[sc]es?|subscriptions?|abonnements?"),
    ("changed", "chang\\w*|reset|modif\\w*|reinitialis\\w*|new"),
    ("home", "home|maison|domicile|personal|personnel\\w*|private"),
    ("often", "often|too many|plenty|souvent|trop de|trop souvent|sans arret|loop\\w*|boucle"),
)
_TOP_BAR: Final = re.compile(r"\|(?![^()]*\))")
_APART: Final = tuple(
    (
        concept,
        [form for form in _TOP_BAR.split(forms) if " " in form],
        [form for form in _TOP_BAR.split(forms) if " " not in form],
    )
    for concept, forms in _SAME
)
_PHRASES: Final = re.compile(
    r"\b(?:"
    + "|".join(f"(?P<{concept}>{'|'.join(phrases)})" for concept, phrases, _ in _APART if phrases)
    + r")\b"
)
_WORDS: Final = tuple((concept, re.compile("|".join(words))) for concept, _, words in _APART if words)


def join_phrases(text: str) -> str:
    """Put one word in place of each phrase that means what that word means."""
    return _PHRASES.sub(lambda match: f" {match.lastgroup}0 ", text)


@lru_cache(maxsize=20_000)
def root(word: str) -> str:
    """Return what ``word`` means if several words mean it, else its stem."""
    if word.endswith("0"):
        return word
    return next((f"{concept}0" for concept, words in _WORDS if words.fullmatch(word)), stem(word))


_ENDINGS: Final = re.compile(
    r"(?:issements?|ations?|ements?|ateurs?|ments?|ances?|ences?|ities|ions?|ings?|euses?|ables?|ibles?|ives?|ifs?|"
    r"ers?|eurs?|ees?|ies|ied|ed|es|ez|ons|ent|ant|ait|aient|ly|ir|is|it|s|e|y)$"
)


def stem(word: str) -> str:
    """Return ``word`` without its ending, in at most seven letters."""
    shorter = _ENDINGS.sub("", word)
    return (shorter if len(shorter) > 2 else word)[:7]


SIGN_IN_WORDS: Final = frozenset(
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
