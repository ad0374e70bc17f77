"""Checks of an entry's variants and of playbooks: nothing dead, nothing missing."""

from collections.abc import Iterator, Mapping
from itertools import product as pairs

from catalog.model import Entry, Playbook, Product, Role, Variant
from catalog.problems import Problem
from catalog.sources import Sourced, playbook_uses


def variants(source: Sourced[Entry]) -> Iterator[Problem]:
    """Each variant can be chosen, changes something, and leaves advice that makes sense."""
    entry = source.value
    seen: set[Product] = set()
    for index, variant in enumerate(entry.variants):
        for message in _variant_faults(entry, variant, seen):
            yield source.problem(message, "variants", index)
        for name, value in variant.changes().items():
            if value == getattr(entry, name):
                yield source.problem(
                    f"The variant's `{name}` says what the entry says.", "variants", index, name
                )
        if variant.product:
            seen.add(variant.product)


def _variant_faults(entry: Entry, variant: Variant, seen: set[Product]) -> Iterator[str]:
    product = variant.product
    if product in seen:
        yield f"There is a variant for `{product}` already: this one is never used."
    if product and entry.products and product not in entry.products:
        yield f"The variant is never used: `{product}` is not among the entry's products."
    steps = entry.steps if variant.steps is None else variant.steps
    remedies = entry.remedies if variant.remedies is None else variant.remedies
    unhelpful = entry.unhelpful if variant.unhelpful is None else variant.unhelpful
    if not (steps or remedies):
        yield "The variant leaves its readers with nothing to do."
    if both := set(remedies) & {item.playbook for item in unhelpful}:
        yield f"With the variant, {_quoted(both)} both helps and does not help."


def procedures(source: Sourced[Playbook]) -> Iterator[Problem]:
    """Each procedure of a playbook has steps, and is not hidden by those before it."""
    unserved = set(pairs(Product, Role))
    for index, procedure in enumerate(source.value.procedures):
        served = {pair for pair in unserved if procedure.serves(*pair)}
        if not served:
            message = "The procedure is never used: earlier ones serve all its products and roles."
            yield source.problem(message, "procedures", index)
        if not procedure.steps:
            yield source.problem("The procedure has no steps.", "procedures", index, "steps")
        unserved -= served


def unused_playbooks(
    entries: Mapping[str, Sourced[Entry]], playbooks: Mapping[str, Sourced[Playbook]]
) -> Iterator[Problem]:
    """A playbook that no entry names is never shown."""
    used = {name for entry in entries.values() for name, _ in playbook_uses(entry.value)}
    for name, source in playbooks.items():
        if name not in used:
            yield source.problem(f"No entry uses the playbook `{name}`.", "id", severity="warning")


def _quoted(names: set[str]) -> str:
    return ", ".join(f"`{name}`" for name in sorted(names))
