"""One entry in one language with its playbooks written out: what the CLI and the site show."""

from typing import Any

from catalog.catalog import Catalog
from catalog.language import Language
from catalog.model import Advice, Entry, Playbook, Product, Role


def resolve_entry(entry: Entry, catalog: Catalog, language: Language) -> dict[str, Any]:
    """Return everything that ``entry`` says in ``language``, as plain JSON values.

    ``advice`` holds, per product, what a reader is told; each remedy there gives its steps per role.
    """
    return {
        **entry.model_dump(
            mode="json",
            include={
                *("id", "code", "name", "category", "severity", "sources", "products", "family"),
                *("fixed_by", "passes_by_itself", "references", "examples", "counterexamples"),
            },
        ),
        "code": entry.code,
        "title": entry.title.in_(language),
        "messages": list(entry.messages.in_(language)),
        "said_as": list(entry.said_as.in_(language)),
        "admin_steps": list(entry.admin_steps.in_(language)),
        "advice": {
            product.value: _advice(entry.advice(product), product, catalog, language)
            for product in entry.products or Product
        },
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
