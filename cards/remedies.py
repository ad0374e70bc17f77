"""What to do now: steps that the reader switches between by remedy and by role, without a round trip.

Each remedy is a container; in it stands one panel of steps for each group of roles that it tells the same.
A switch is a row of labels that stands once for each label that can be the chosen one, so that a press
knows what is visible and flips just that and what it asks for: the smallest way to write it.
"""

from collections.abc import Callable, Sequence
from itertools import product as pairs
from typing import Final

from cards.elements import Element, action_set, container, link, links, press, steps, text, toggle
from cards.views import AnswerView
from cards.wording import wording
from catalog.language import Language
from catalog.model import Product, Role

IN_PLACE: Final = 2


def remedy_elements(view: AnswerView, language: Language) -> list[Element]:
    """Return the switches and the steps of the remedies for every role; one panel is visible.

    The first IN_PLACE remedies switch without a round trip; for the rest there would be no room on the card.
    """
    if not view.advice.remedies:
        return []
    remedies, further = _in_place(view)
    panels = [_panels(view, remedy, language) for remedy in remedies]
    role = list(Role).index(view.role)
    shown = remedies.index(view.remedy) if view.remedy in remedies else 0
    titles = [view.catalog.playbook(name).title.in_(language) for name in remedies]
    elements: list[Element] = (
        _switch(titles, shown, _remedy_row, lambda place: {f"s{place}"})
        if len(titles) > 1
        else [text(titles[0], size="small", bold=True, spacing="small")]
    )
    for place, found in enumerate(panels):
        body = [
            steps(lines, id=f"p{place}{number}", visible=role in roles)
            for number, (lines, roles) in enumerate(found.items())
        ]
        elements.append(container(body, id=f"s{place}", visible=place == shown, spacing="small"))
    if any(len(found) > 1 for found in panels):
        names = [wording(language).role_names[name] for name in Role]
        elements.append(text(wording(language).your_role, size="small", subtle=True))
        elements += _switch(names, role, _role_row, lambda place: _panels_of_role(panels, place))
    return elements + _further(view, further, language)


def _in_place(view: AnswerView) -> tuple[list[str], list[str]]:
    """The remedies that switch in place, and those that are fetched when their name is pressed."""
    remedies = list(view.advice.remedies)
    if view.remedy in remedies[IN_PLACE:]:
        remedies.remove(view.remedy)
        remedies.insert(0, view.remedy)
    return remedies[:IN_PLACE], remedies[IN_PLACE:]


def _further(view: AnswerView, remedies: Sequence[str], language: Language) -> list[Element]:
    if not remedies:
        return []
    titles = {remedy: view.catalog.playbook(remedy).title.in_(language) for remedy in remedies}
    fetched = [
        link(title, press(title, "remedy", {**view.data, "remedy": remedy}))
        for remedy, title in titles.items()
    ]
    return [text(wording(language).also_helps, size="small", subtle=True), links(fetched)]


def differs_by_product(view: AnswerView) -> bool:
    """Tell whether naming the product would change what the reader is told to do."""
    if view.entry.products:
        return False
    if any(variant.product for variant in view.entry.variants):
        return True
    playbooks = [view.catalog.playbook(remedy) for remedy in view.advice.remedies]
    return any(
        playbook.steps(product, role) != playbook.steps(Product.OTHER, role)
        for playbook, product, role in pairs(playbooks, Product, Role)
    )


def _panels(view: AnswerView, remedy: str, language: Language) -> dict[tuple[str, ...], list[int]]:
    """The different lists of steps of a remedy, each with the places of the roles that it is for."""
    playbook = view.catalog.playbook(remedy)
    found: dict[tuple[str, ...], list[int]] = {}
    for place, role in enumerate(Role):
        found.setdefault(playbook.steps(view.shown_product, role).in_(language), []).append(place)
    return found


def _panels_of_role(panels: Sequence[dict[tuple[str, ...], list[int]]], role: int) -> set[str]:
    """The ids of the panels that are visible, in their remedies, while ``role`` is chosen."""
    return {
        f"p{place}{number}"
        for place, found in enumerate(panels)
        for number, roles in enumerate(found.values())
        if role in roles
    }


_Row = Callable[[Sequence[str], int, Callable[[int], list[str]], bool], Element]


def _switch(
    labels: Sequence[str], chosen: int, row: _Row, visible_with: Callable[[int], set[str]]
) -> list[Element]:
    """The rows of one switch; ``visible_with`` gives the ids that are visible while a label is chosen."""
    visible = [visible_with(place) for place in range(len(labels))]

    def flipped(lit: int) -> Callable[[int], list[str]]:
        return lambda place: sorted(visible[lit] ^ visible[place])

    return [row(labels, lit, flipped(lit), lit == chosen) for lit in range(len(labels))]


def _remedy_row(
    labels: Sequence[str], lit: int, flipped: Callable[[int], list[str]], visible: bool
) -> Element:
    buttons = [
        {"title": label, **toggle([]), "style": "positive"}
        if place == lit
        else {"title": label, **toggle([f"m{lit}", f"m{place}", *flipped(place)])}
        for place, label in enumerate(labels)
    ]
    return action_set(buttons, id=f"m{lit}", visible=visible)


def _role_row(labels: Sequence[str], lit: int, flipped: Callable[[int], list[str]], visible: bool) -> Element:
    words = [
        link(label, None if place == lit else toggle([f"r{lit}", f"r{place}", *flipped(place)]))
        for place, label in enumerate(labels)
    ]
    return links(words, id=f"r{lit}", visible=visible)
