"""The elements that cards are made of, as the JSON objects of Adaptive Cards 1.5."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, Literal

from catalog.language import Language

Element = dict[str, Any]
Card = dict[str, Any]
Style = Literal["default", "emphasis", "good", "attention", "warning", "accent"]

SCHEMA: Final = "http://adaptivecards.io/schemas/adaptive-card.json"
VERSION: Final = "1.5"


def card(
    body: Sequence[Element], *, language: Language, fallback: str, actions: Sequence[Element] = ()
) -> Card:
    """A whole card. ``fallback`` is what a client shows that cannot draw it."""
    whole: Card = {
        "$schema": SCHEMA,
        "type": "AdaptiveCard",
        "version": VERSION,
        "lang": language,
        "fallbackText": fallback,
        "body": list(body),
    }
    if actions:
        whole["actions"] = list(actions)
    return whole


def text(
    content: str,
    *,
    size: Literal["small", "default", "medium", "large"] = "default",
    bold: bool = False,
    subtle: bool = False,
    heading: bool = False,
    spacing: Literal["none", "small", "default", "medium", "large"] = "default",
    align: Literal["left", "center"] = "left",
) -> Element:
    """Text of ours, which may hold Markdown. For anything that a person wrote use ``verbatim``."""
    element: Element = {"type": "TextBlock", "text": content, "wrap": True}
    if size != "default":
        element["size"] = size
    if bold:
        element["weight"] = "bolder"
    if subtle:
        element["isSubtle"] = True
    if heading:
        element["style"] = "heading"
    if spacing != "default":
        element["spacing"] = spacing
    if align != "left":
        element["horizontalAlignment"] = align
    return element


def steps(lines: Iterable[str]) -> Element:
    """Numbered steps."""
    return text("\n".join(f"{number}. {line}" for number, line in enumerate(lines, 1)), spacing="small")


def verbatim(label: str, value: str) -> Element:
    """A labelled value from outside, drawn letter by letter: runs know no Markdown, links or mentions."""
    return {
        "type": "RichTextBlock",
        "spacing": "small",
        "inlines": [
            {"type": "TextRun", "text": f"{label} ", "weight": "bolder", "size": "small"},
            {"type": "TextRun", "text": value, "size": "small", "fontType": "monospace"},
        ],
    }


def container(
    items: Sequence[Element],
    *,
    id: str | None = None,  # noqa: A002 - the schema's word
    style: Style = "default",
    visible: bool = True,
    bleed: bool = False,
    separator: bool = False,
    spacing: Literal["none", "small", "default", "medium"] = "default",
    on_select: Element | None = None,
) -> Element:
    """Elements that belong together, and can be shown and hidden together by ``id``."""
    element: Element = {"type": "Container", "items": list(items)}
    if id:
        element["id"] = id
    if style != "default":
        element["style"] = style
    if not visible:
        element["isVisible"] = False
    if bleed:
        element["bleed"] = True
    if separator:
        element["separator"] = True
    if spacing != "default":
        element["spacing"] = spacing
    if on_select:
        element["selectAction"] = on_select
    return element


def columns(items: Sequence[Element], *, spacing: Literal["small", "default"] = "default") -> Element:
    """Elements side by side, in columns of equal width."""
    element: Element = {
        "type": "ColumnSet",
        "columns": [
            {"type": "Column", "width": "stretch", "spacing": "small", "items": [item]} for item in items
        ],
    }
    if spacing != "default":
        element["spacing"] = spacing
    return element


def action_set(actions: Sequence[Element]) -> Element:
    """Buttons inside the body of a card."""
    return {"type": "ActionSet", "spacing": "small", "actions": list(actions)}


def press(
    title: str,
    verb: str,
    data: Mapping[str, Any] | None = None,
    *,
    style: Literal["default", "positive"] = "default",
) -> Element:
    """A button that comes back to us; older clients submit the same data as a message."""
    payload = {**(data or {}), "verb": verb}
    action: Element = {
        "type": "Action.Execute",
        "title": title,
        "verb": verb,
        "data": payload,
        "fallback": {"type": "Action.Submit", "title": title, "data": payload},
    }
    if style != "default":
        action["style"] = style
    return action


def toggle(targets: Mapping[str, bool] | Sequence[str], title: str | None = None) -> Element:
    """Show and hide elements by id, without a round trip; a plain sequence of ids is flipped."""
    action: Element = {"type": "Action.ToggleVisibility"}
    if title:
        action["title"] = title
    if isinstance(targets, Mapping):
        action["targetElements"] = [
            {"elementId": name, "isVisible": visible} for name, visible in targets.items()
        ]
    else:
        action["targetElements"] = list(targets)
    return action


def note_input(name: str, label: str, placeholder: str, *, max_length: int) -> Element:
    """A box for several lines of text."""
    return {
        "type": "Input.Text",
        "id": name,
        "label": label,
        "placeholder": placeholder,
        "isMultiline": True,
        "maxLength": max_length,
    }
