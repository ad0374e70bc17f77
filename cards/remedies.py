"""What to do now: steps that the reader switches between by remedy and by role, without a round trip.

Each remedy is a container; in it stands one panel of steps for each group of roles that it tells the same.
A switch is a row of labels that stands once for each label that can be the chosen one, so that a press
knows what is visible and flips just that and what it asks for: the smallest way to write it. Where a phone's
screen has no room for a remedy's steps, none is chosen at first, and the row stands once more for that.
"""

from collections.abc import Callable, Sequence
from itertools import product as pairs
from typing import Final

from cards.elements import Element, action_set, container, link, links, press, steps, text, toggle
from cards.height import height
from cards.views import AnswerView
from cards.wording import wording
from catalog.language import Language
from catalog.model import Product, Role

IN_PLACE: Final = 2
_ROLES: Final = "w"
_THEN: Final = "t"


def remedy_elements(
    view: AnswerView, language: Language, *, room: float = float("inf"), in_place: int = IN_PLACE
) -> list[Element]:
    """Return the switches and the steps of the remedies for every role; one panel is visible at most.

    The first ``in_place`` remedies switch without a round trip; for more there are no bytes on the card.
    ``room`` is the height in CSS pixels that is left for all of it: where the steps do not fit, only their
    names are shown. Steps that the reader asked for are shown whatever the room.
    """
    if not view.advice.remedies:
        return []
    remedies, further = _in_place(view, in_place)
    panels = [_panels(view, remedy, language) for remedy in remedies]
    chosen = remedies.index(view.remedy) if view.remedy in remedies else 0
    switches = [*_further(view, further, language)]
    opened = _opened(view, remedies, panels, chosen, language)
    is_asked_for = view.remedy in remedies or view.role is not Role.OWNER
    if is_asked_for or height([*opened, *switches]) <= room:
        return opened + switches
    return _opened(view, remedies, panels, None, language) + switches


def _opened(
    view: AnswerView,
    remedies: Sequence[str],
    panels: Sequence[dict[tuple[str, ...], list[int]]],
    chosen: int | None,
    language: Language,
) -> list[Element]:
    """The switches and the panels, with those of the remedy ``chosen`` visible, or none."""
    role = list(Role).index(view.role)
    titles = [view.catalog.playbook(name).title.in_(language) for name in remedies]
    by_role = any(len(found) > 1 for found in panels)
    elements: list[Element] = []
    if chosen is None:
        elements.append(
            {**text(wording(language).then, size="small", subtle=True, spacing="small"), "id": _THEN}
        )
    if len(titles) > 1 or chosen is None:
        with_them = [_ROLES] if by_role else []
        elements += _switch(titles, chosen, _remedy_row, lambda place: {f"s{place}", *with_them})
    else:
        elements.append(text(titles[0], size="small", bold=True, spacing="small"))
    for place, found in enumerate(panels):
        body = [
            steps(lines, id=f"p{place}{number}", visible=role in roles)
            for number, (lines, roles) in enumerate(found.items())
        ]
        elements.append(container(body, id=f"s{place}", visible=place == chosen, spacing="small"))
    if by_role:
        names = [wording(language).role_names[name] for name in Role]
        rows = _switch(names, role, _role_row(language), lambda place: _panels_of_role(panels, place))
        elements.append(container(rows, id=_ROLES, visible=chosen is not None, spacing="small"))
    return elements


def _in_place(view: AnswerView, most: int) -> tuple[list[str], list[str]]:
    """The remedies that switch in place, and those that are fetched when their name is pressed."""
    remedies = list(view.advice.remedies)
    if view.remedy in remedies[most:]:
        remedies.remove(view.remedy)
        remedies.insert(0, view.remedy)
    return remedies[:most], remedies[most:]


def _further(view: AnswerView, remedies: Sequence[str], language: Language) -> list[Element]:
    if not remedies:
        return []
    titles = {remedy: view.catalog.playbook(remedy).title.in_(language) for remedy in remedies}
    fetched = [
        link(title, press(title, "remedy", {**view.data, "remedy": remedy}))
        for remedy, title in titles.items()
    ]
    return [links(fetched, label=wording(language).also_helps)]


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
    labels: Sequence[str], chosen: int | None, row: _Row, visible_with: Callable[[int], set[str]]
) -> list[Element]:
    """The rows of one switch; ``visible_with`` gives the ids that are visible while a label is chosen."""
    visible = [visible_with(place) for place in range(len(labels))]
    if chosen is None:
        chosen = len(labels)
        visible.append({_THEN})

    def flipped(lit: int) -> Callable[[int], list[str]]:
        return lambda place: sorted(visible[lit] ^ visible[place])

    return [row(labels, lit, flipped(lit), lit == chosen) for lit in range(len(visible))]


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


def _role_row(language: Language) -> _Row:
    def row(labels: Sequence[str], lit: int, flipped: Callable[[int], list[str]], visible: bool) -> Element:
        words = [
            link(label, None if place == lit else toggle([f"r{lit}", f"r{place}", *flipped(place)]))
            for place, label in enumerate(labels)
        ]
        return links(words, label=wording(language).your_role, id=f"r{lit}", visible=visible)

    return row
