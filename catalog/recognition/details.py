"""Reading the facts that an admin needs to look a sign-in up, and hints of product and language."""

import re
from typing import Final

from catalog.language import Language
from catalog.model import Product
from catalog.recognition.result import Details

_GUID: Final = r"[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}"
_SEPARATOR: Final = r"[\s\"'=:]{1,6}"
_TIME: Final = r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d{1,7})?(?: ?Z|[+-]\d\d:?\d\d)?"

_CORRELATION: Final = re.compile(
    rf"(?:correlation[ _-]?id|id de corr[ée]lation){_SEPARATOR}({_GUID})", re.IGNORECASE
)
_TRACE: Final = re.compile(
    rf"(?:trace[ _-]?id|request[ _-]?id|id de (?:trace|suivi|demande)){_SEPARATOR}({_GUID})", re.IGNORECASE
)
_TIMESTAMP: Final = re.compile(rf"(?:time-?stamp|horodatage){_SEPARATOR}({_TIME})", re.IGNORECASE)
_APP: Final = re.compile(
    rf"(?:app(?:lication)?[ _-]?name|nom de l'application|application '(?={_GUID}'\s?\())"
    rf"(?:{_SEPARATOR}|{_GUID}'\s?\()([^\"'\r\n,;)]{{2,80}})",
    re.IGNORECASE,
)
_APP_ID: Final = re.compile(
    rf"(?:app(?:lication)?(?:[ _-]?id(?:entifier)?)?|client[ _-]?id){_SEPARATOR}({_GUID})", re.IGNORECASE
)
_RESOURCE: Final = re.compile(
    r"(?:access|acc[ée]der [àa]|resource|ressource)[\s:]{1,3}[\"']([^\"'\r\n]{3,120})[\"']", re.IGNORECASE
)

_PRODUCTS: Final[tuple[tuple[Product, tuple[str, ...], re.Pattern[str]], ...]] = (
    (
        Product.VIVA_GOALS,
        ("viva", "key result", "okr", "sultat"),
        re.compile(
            r"\bviva[ -]?goals?\b|\bkey results?\b|\bOKRs?\b|\br[ée]sultats? cl[ée]s?\b", re.IGNORECASE
        ),
    ),
    (
        Product.POWER_PLATFORM,
        ("power", "flow", "flux", "dataverse", "copilot studio", "connect"),
        re.compile(
            r"\bpower ?(?:automate|apps?|platform|virtual agents|pages)\b|\bdataverse\b|\bcopilot studio\b"
            r"|\bcloud flows?\b|\bdesktop flows?\b|\b(?:my|the|our|this|a) flows?\b|\bflow "
            r"(?:run|failed|checker)\b"
            r"|\b(?:mon|le|notre|ce|un|mes|les) flux\b|\bconnect(?:or|eur)s?\b|\bmicrosoft flow\b"
            r"|flow\.microsoft\.com|powerapps\.com|powerautomate\.com",
            re.IGNORECASE,
        ),
    ),
)

_WORDS: Final = re.compile(r"(?<![^\W_])[^\W\d_]++(?:'(?=[^\W\d_]))?(?!\d)")
"""Words, and not the letters between the digits of an id: ``a`` and ``de`` would be French."""
_ENGLISH: Final = frozenset(
    "the is are was has have had to of and your you my be been for with this that not because from it "
    "its on in "
    "an at by or when what why how please must does did doesn't can't cannot i'm we they".split()
)
_FRENCH: Final = frozenset(
    "le la les des du un une est sont été être a à et ou votre vous mon ma mes nous je j' l' d' c' qu' "
    "n' s' pour "
    "avec ce cette cet ne pas parce que qui dans sur aux au par en il elle doit pouvez plus depuis erreur "
    "connexion impossible compte sans son sa ses bonjour merci aide".split()
)


def read_details(text: str, lowered: str) -> Details:
    """Return the ids, time and names that ``text`` carries; ``lowered`` is the same in small letters."""

    def first(pattern: re.Pattern[str], *marks: str) -> str:
        match = pattern.search(text) if any(mark in lowered for mark in marks) else None
        return match[1].strip() if match else ""

    return Details(
        correlation_id=first(_CORRELATION, "correlation", "corrélation"),
        trace_id=first(_TRACE, "trace", "request", "suivi", "demande"),
        timestamp=first(_TIMESTAMP, "stamp", "horodatage"),
        app=first(_APP, "app") or first(_APP_ID, "app", "client"),
        resource=first(_RESOURCE, "access", "accéder", "acceder", "resource", "ressource"),
    )


def read_product(lowered: str) -> Product | None:
    """Return the product that a text in small letters names."""
    return next(
        (
            product
            for product, marks, pattern in _PRODUCTS
            if any(mark in lowered for mark in marks) and pattern.search(lowered)
        ),
        None,
    )


def read_language(text: str) -> Language | None:
    """Return the language that ``text`` is written in, or None when its words do not tell."""
    words = [word.casefold() for word in _WORDS.findall(text[:4000])]
    english = sum(word in _ENGLISH for word in words)
    french = sum(word in _FRENCH for word in words)
    if english == french:
        return None
    return "fr" if french > english else "en"
