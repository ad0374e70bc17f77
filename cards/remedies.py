"""What to do now: steps that the reader switches between by remedy and by role, without a round trip."""

from dataclasses import dataclass
from itertools import product as pairs

from cards.elements import Element, columns, container, steps, text, toggle
from cards.views import AnswerView
from cards.wording import wording
from catalog.language import Language
from catalog.model import Product, Role


@dataclass(frozen=True, slots=True)
class _Choice:
    """One of several things to switch between: its key in element ids, and its label."""

    key: str
    label: str


def remedy_elements(view: AnswerView, language: Language) -> list[Element]:
    """Return the switches and the steps of every remedy for every role; one panel is visible."""
    remedies = view.advice.remedies
    if not remedies:
        return []
    roles = _roles_that_differ(view)
    shown_role = roles.index(view.role) if view.role in roles else 0
    shown_remedy = remedies.index(view.remedy) if view.remedy in remedies else 0
    words = wording(language)
    role_choices = [_Choice(f"r{place}", words.role_names[role]) for place, role in enumerate(roles)]
    remedy_choices = [
        _Choice(f"m{place}", view.catalog.playbook(remedy).title.in_(language))
        for place, remedy in enumerate(remedies)
    ]
    elements: list[Element] = []
    if len(remedies) > 1:
        panels = {remedy.key: [role.key + remedy.key for role in role_choices] for remedy in remedy_choices}
        elements.append(_switch(remedy_choices, shown_remedy, panels))
    for place, role in enumerate(roles):
        panel = _role_panel(view, role, role_choices[place].key, shown_remedy, language)
        elements.append(
            container(panel, id=role_choices[place].key, visible=place == shown_role, spacing="small")
        )
    if len(roles) > 1:
        elements.append(text(words.your_role, size="small", subtle=True, spacing="medium"))
        elements.append(
            _switch(role_choices, shown_role, {choice.key: [choice.key] for choice in role_choices})
        )
    return elements


def _role_panel(view: AnswerView, role: Role, key: str, shown: int, language: Language) -> list[Element]:
    """The steps of each remedy for one role; only those of the remedy at ``shown`` are visible."""
    return [
        container(
            [steps(_steps(view, remedy, role, language))],
            id=f"{key}m{place}",
            visible=place == shown,
            spacing="none",
        )
        for place, remedy in enumerate(view.advice.remedies)
    ]


def differs_by_product(view: AnswerView) -> bool:
    """Tell whether naming the product would change what the reader is told to do."""
    if view.entry.products:
        return False
    if view.entry.variants:
        return True
    return any(
        view.catalog.playbook(remedy).steps(product, role)
        != view.catalog.playbook(remedy).steps(Product.OTHER, role)
        for remedy, product, role in pairs(view.advice.remedies, Product, Role)
    )


def _steps(view: AnswerView, remedy: str, role: Role, language: Language) -> tuple[str, ...]:
    playbook = view.catalog.playbook(remedy)
    return playbook.steps(view.shown_product, role).in_(language)


def _roles_that_differ(view: AnswerView) -> list[Role]:
    """All roles when their steps differ; the first alone when they are the same for everybody."""
    for remedy in view.advice.remedies:
        playbook = view.catalog.playbook(remedy)
        if len({playbook.steps(view.shown_product, role) for role in Role}) > 1:
            return list(Role)
    return [view.role]


def _switch(choices: list[_Choice], chosen: int, panels: dict[str, list[str]]) -> Element:
    """A row of segments. Each stands twice: lit, and unlit with the press that lights it."""
    return columns(
        [
            {
                "type": "Container",
                "items": [
                    _segment(choice, lit=True, visible=place == chosen),
                    _segment(
                        choice,
                        lit=False,
                        visible=place != chosen,
                        on_select=toggle(_states(choices, place, panels), choice.label),
                    ),
                ],
            }
            for place, choice in enumerate(choices)
        ],
        spacing="small",
    )


def _segment(choice: _Choice, *, lit: bool, visible: bool, on_select: Element | None = None) -> Element:
    return container(
        [text(choice.label, size="small", bold=lit, align="center")],
        id=f"{choice.key}{'on' if lit else 'off'}",
        style="accent" if lit else "emphasis",
        visible=visible,
        spacing="none",
        on_select=on_select,
    )


def _states(choices: list[_Choice], chosen: int, panels: dict[str, list[str]]) -> dict[str, bool]:
    states: dict[str, bool] = {}
    for place, choice in enumerate(choices):
        is_chosen = place == chosen
        states[f"{choice.key}on"] = is_chosen
        states[f"{choice.key}off"] = not is_chosen
        states |= dict.fromkeys(panels[choice.key], is_chosen)
    return states
