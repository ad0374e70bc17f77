"""Reading the facts that an admin needs to look a sign-in up, and hints of product and language."""

import re
from typing import Final

from catalog.language import Language
from catalog.model import Product
from catalog.recognition.result import Details

_GUID: Final = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_SEPARATOR: Final = r"[\s\"'=:]{1,6}"
_TIME: Final = r"\d{4}-\d\d-\d\d[t ]\d\d:\d\d:\d\d(?:\.\d{1,7})?(?: ?z|[+-]\d\d:?\d\d)?"

# These read small letters: for a first letter that is one letter the text is searched several times quicker.
_CORRELATION: Final = re.compile(rf"(?:correlation[ _-]?id|id de corr[ée]lation){_SEPARATOR}({_GUID})")
_TRACE: Final = re.compile(
    rf"(?:trace[ _-]?id|request[ _-]?id|id de (?:trace|suivi|demande)){_SEPARATOR}({_GUID})"
)
_TIMESTAMP: Final = re.compile(rf"(?:time-?stamp|horodatage){_SEPARATOR}({_TIME})")
_APP: Final = re.compile(
    rf"(?:app(?:lication)?[ _-]?name|nom de l'application|application '(?={_GUID}'\s?\())"
    rf"(?:{_SEPARATOR}|{_GUID}'\s?\()([^\"'\r\n,;)]{{2,80}})"
)
_APP_ID: Final = re.compile(
    rf"(?:app(?:lication)?(?:[ _-]?id(?:entifier)?)?|client[ _-]?id){_SEPARATOR}({_GUID})"
)
_RESOURCE: Final = re.compile(
    r"(?:access|acc[ée]der [àa]|resource|ressource)[\s:]{1,3}[\"']([^\"'\r\n]{3,120})[\"']"
)

_PRODUCTS: Final[tuple[tuple[Product, tuple[str, ...], re.Pattern[str]], ...]] = (
    (
        Product.VIVA_GOALS,
        ("viva", "key result", "okr", "sultat"),
        re.compile(r"\b(?:viva[ -]?goals?|key results?|okrs?|r[ée]sultats? cl[ée]s?)\b"),
    ),
    (
        Product.POWER_PLATFORM,
        ("power", "flow", "flux", "dataverse", "copilot studio", "connector", "connecteur"),
        re.compile(
            r"\b(?:power ?(?:automate|apps?|platform|virtual agents|pages)|dataverse|copilot studio"
            r"|cloud flows?|desktop flows?|my flows?|the flows?|our flows?|this flows?|a flows?"
            r"|flow (?:run|failed|checker)|mon flux|le flux|notre flux|ce flux|un flux|mes flux|les flux"
            r"|connect(?:or|eur)s?|microsoft flow)\b"
            r"|flow\.microsoft\.com|powerapps\.com|powerautomate\.com"
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
    """Return the ids, time and names in ``text``; ``lowered`` is it in small letters, place by place."""

    def first(pattern: re.Pattern[str], *marks: str) -> str:
        match = pattern.search(lowered) if any(map(lowered.__contains__, marks)) else None
        return text[slice(*match.span(1))].strip() if match else ""

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
            if any(map(lowered.__contains__, marks)) and pattern.search(lowered)
        ),
        None,
    )


def read_language(lowered: str) -> Language | None:
    """Return the language of a text in small letters, or None when its words do not tell."""
    words = _WORDS.findall(lowered[:4000])
    english = sum(map(_ENGLISH.__contains__, words))
    french = sum(map(_FRENCH.__contains__, words))
    if english == french:
        return None
    return "fr" if french > english else "en"
