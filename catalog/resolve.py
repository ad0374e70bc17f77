"""One entry in one language with its playbooks written out: what the CLI and the site show."""

from typing import Any

from catalog.catalog import Catalog
from catalog.language import Language
from catalog.model import Advice, Entry, Playbook, Product, Role


def resolve_entry(entry: Entry, catalog: Catalog, language: Language) -> dict[str, Any]:
    """Return everything that ``entry`` says in ``language``, as plain JSON values.

    ``advice`` holds, per product, what a reader is told; each remedy there gives its steps per role.
    ``meanings`` holds the same for each group of messages that gives the entry another meaning.
    """
    return {
        **entry.model_dump(
            mode="json",
            include={
                *("id", "name", "category", "severity", "sources", "products", "family"),
                *("fixed_by", "passes_by_itself", "references", "examples", "counterexamples"),
            },
        ),
        "code": entry.code,
        "title": entry.title.in_(language),
        "messages": list(entry.messages.in_(language)),
        "said_as": list(entry.said_as.in_(language)),
        "admin_steps": list(entry.admin_steps.in_(language)),
        "advice": _by_product(entry, None, catalog, language),
        "meanings": [
            {"messages": quoted, "advice": _by_product(entry, quoted[0], catalog, language)}
            for variant in entry.variants
            if (quoted := [*variant.messages.en, *variant.messages.fr])
        ],
    }


def _by_product(entry: Entry, quoted: str | None, catalog: Catalog, language: Language) -> dict[str, Any]:
    products = entry.products or Product
    return {
        product.value: _advice(entry.advice(product, quoted), product, catalog, language)
        for product in products
    }


def _advice(advice: Advice, product: Product, catalog: Catalog, language: Language) -> dict[str, Any]:
    return {
        "title": advice.title.in_(language),
        "cause": advice.cause.in_(language),
        "steps": list(advice.steps.in_(language)),
        "remedies": [_remedy(catalog.playbook(name), product, language) for name in advice.remedies],
        "unhelpful": [
            {
                "id": item.playbook,
                "title": catalog.playbook(item.playbook).title.in_(language),
                "because": item.because.in_(language),
            }
            for item in advice.unhelpful
        ],
        "verify": advice.verify.in_(language),
        "still_failing": advice.still_failing.in_(language),
    }


def _remedy(playbook: Playbook, product: Product, language: Language) -> dict[str, Any]:
    return {
        "id": playbook.id,
        "title": playbook.title.in_(language),
        "steps": {role.value: list(playbook.steps(product, role).in_(language)) for role in Role},
    }
