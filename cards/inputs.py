"""What people fill in, and the folded forms it stands in."""

from collections.abc import Mapping, Sequence

from cards.elements import Element, press


def text_input(
    name: str,
    label: str,
    placeholder: str = "",
    *,
    max_length: int,
    value: str = "",
    required: str | None = None,
) -> Element:
    """A box for several lines of text; ``required`` is what is said when it is left empty."""
    element: Element = {
        "type": "Input.Text",
        "id": name,
        "label": label,
        "placeholder": placeholder,
        "isMultiline": True,
        "maxLength": max_length,
    }
    if value:
        element["value"] = value
    if required:
        element |= {"isRequired": True, "errorMessage": required}
    return element


def choice_input(name: str, label: str, choices: Sequence[tuple[str, str]], *, required: str) -> Element:
    """A list to choose one from; each choice is what is shown and what comes back."""
    return {
        "type": "Input.ChoiceSet",
        "id": name,
        "label": label,
        "style": "compact",
        "isRequired": True,
        "errorMessage": required,
        "choices": [{"title": title, "value": value} for title, value in choices],
    }


def choices_input(name: str, label: str, choices: Mapping[str, str], chosen: Sequence[str]) -> Element:
    """A list to tick any number of; ``choices`` are what comes back, joined by commas, and what is shown."""
    element: Element = {
        "type": "Input.ChoiceSet",
        "id": name,
        "label": label,
        "style": "expanded",
        "isMultiSelect": True,
        "wrap": True,
        "choices": [{"title": title, "value": value} for value, title in choices.items()],
    }
    return {**element, "value": ",".join(chosen)} if chosen else element


def folded_form(title: str, inputs: Sequence[Element], submit: Element) -> Element:
    """A button that unfolds a form below the card; nothing is sent before ``submit`` is pressed."""
    return {
        "type": "Action.ShowCard",
        "title": title,
        "card": {"type": "AdaptiveCard", "body": list(inputs), "actions": [submit]},
    }


def one_box_form(title: str, box: Element, *, verb: str, label: str, data: dict[str, str]) -> Element:
    """A folded form of one box that comes back as ``verb``."""
    return folded_form(title, [box], press(label, verb, data, style="positive"))
