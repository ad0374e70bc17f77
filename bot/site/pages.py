"""What the pages show, as plain values: no HTML here, no catalog in the templates."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from bot.site.wording import SiteWording, site_wording
from cards.answer import answer_card, failing_card, who_can_fix
from cards.elements import Card
from cards.views import AnswerView
from cards.wording import wording
from catalog.catalog import Catalog
from catalog.language import LANGUAGES, Language
from catalog.loader import SHIPPED
from catalog.model import Category, Entry, Product, Severity, Source

_SOURCES_OF_PRODUCTS: Final = {
    Source.VIVA_GOALS: Product.VIVA_GOALS,
    Source.POWER_PLATFORM: Product.POWER_PLATFORM,
}
_ORDER: Final = list(Severity)
_LONGEST_LABEL: Final = 60


@dataclass(frozen=True, slots=True)
class Row:
    """One entry on the index."""

    id: str
    page: str
    title: str
    name: str
    severity: Severity
    fixed_by: tuple[str, ...]
    products: tuple[str, ...]
    category: str
    search: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """One card of an entry, and when it is seen. ``id`` lets the card's own buttons choose it."""

    id: str
    label: str
    card: Card


@dataclass(frozen=True, slots=True)
class Page:
    """One entry in one language."""

    entry: Entry
    language: Language
    title: str
    who: str
    drawings: tuple[Drawing, ...]
    siblings: tuple[Row, ...]
    differs: str
    file: str
    is_own: bool


def page_name(entry_id: str, language: Language) -> str:
    """The file of an entry's page; ids hold letters, digits, hyphens and underscores only."""
    return f"{entry_id}.{language}.html"


def index_name(language: Language) -> str:
    return "index.html" if language == "en" else f"index.{language}.html"


def groups(catalog: Catalog, language: Language) -> dict[Category, list[Row]]:
    """Every entry under its category, in the order of the wording and then of ids."""
    found: dict[Category, list[Row]] = {category: [] for category in site_wording(language).categories}
    for entry in catalog.entries.values():
        found[entry.category].append(_row(entry, language))
    return {category: rows for category, rows in found.items() if rows}


def page(entry: Entry, catalog: Catalog, language: Language) -> Page:
    """Everything that the page of ``entry`` shows."""
    found = catalog.family_of(entry)
    family, others = found or (None, ())
    path = catalog.origins.get(entry.id)
    return Page(
        entry=entry,
        language=language,
        title=entry.title.in_(language),
        who=who_can_fix(entry, language),
        drawings=tuple(_drawings(entry, catalog, language)),
        siblings=tuple(_row(other, language) for other in others),
        differs=family.differs.in_(language) if family else "",
        file=f"entries/{entry.category}/{entry.id}.yaml",
        is_own=path is not None and not path.is_relative_to(SHIPPED),
    )


def choices(categories: Iterable[Category], language: Language) -> dict[str, list[tuple[str, str]]]:
    """What can be chosen in each filter of the index, as values and labels."""
    words, names = site_wording(language), wording(language).product_names
    products = [(product.value, names[product]) for product in _SOURCES_OF_PRODUCTS.values()]
    return {
        "product": [*products, ("none", words.no_product)],
        "severity": [(severity.value, words.severities[severity]) for severity in reversed(_ORDER)],
        "fixed_by": [(fixer.value, label) for fixer, label in words.fixers.items()],
        "category": [(category.value, words.categories[category]) for category in categories],
    }


def folded(text: str) -> str:
    """Text as the search compares it; ``index.js`` does the same to what is typed."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "'").casefold())
    return " ".join("".join(letter for letter in plain if not unicodedata.combining(letter)).split())


def _row(entry: Entry, language: Language) -> Row:
    said = (*entry.said_as.en, *entry.said_as.fr)
    titles = [entry.title.in_(each) for each in LANGUAGES]
    return Row(
        id=entry.id,
        page=page_name(entry.id, language),
        title=entry.title.in_(language),
        name=entry.name or "",
        severity=entry.severity,
        fixed_by=tuple(entry.fixed_by),
        products=_special_products(entry),
        category=entry.category,
        search=folded(" ".join((entry.id, entry.name or "", *titles, *said, *entry.printed))),
    )


def _special_products(entry: Entry) -> tuple[str, ...]:
    """Products for which the entry says something of its own; ``none`` where there is no such product."""
    named = {*entry.products, *(variant.product for variant in entry.variants)}
    named |= {product for source, product in _SOURCES_OF_PRODUCTS.items() if source in entry.sources}
    special = tuple(product.value for product in _SOURCES_OF_PRODUCTS.values() if product in named)
    return special or ("none",)


def _drawings(entry: Entry, catalog: Catalog, language: Language) -> Iterator[Drawing]:
    """The card where the product is not known, then each that differs from it."""
    words, names = site_wording(language), wording(language).product_names
    plain = AnswerView(catalog, entry, "")
    if not entry.products:
        yield Drawing("any", words.everywhere, answer_card(plain, language))
    for product in entry.products or Product:
        view = AnswerView(catalog, entry, "", product=product)
        yield Drawing(product.value, names[product], answer_card(view, language))
    for number, variant in enumerate(entry.variants):
        if quoted := (*variant.messages.in_(language), *variant.messages.en, *variant.messages.fr):
            label = words.when_quoting.format(message=_shortened(quoted[0]))
            view = AnswerView(catalog, entry, "", quoted=quoted[0])
            yield Drawing(f"quoting-{number}", label, answer_card(view, language))
    label = words.after_failing.format(button=wording(language).still_failing)
    yield Drawing("failing", label, failing_card(plain, language))


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_LABEL else f"{text[:_LONGEST_LABEL].rstrip()}…"


def shared_values(catalog: Catalog, language: Language) -> dict[str, Any]:
    """What every page of one language needs."""
    words: SiteWording = site_wording(language)
    other: Language = "fr" if language == "en" else "en"
    return {
        "words": words,
        "language": language,
        "other": other,
        "index": index_name(language),
        "version": words.version.format(version=catalog.version, count=len(catalog.entries)),
    }
