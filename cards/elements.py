"""The elements that cards are made of, as the JSON objects of Adaptive Cards 1.5."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
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
    accent: bool = False,
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
    if accent:
        element["color"] = "accent"
    if spacing != "default":
        element["spacing"] = spacing
    if align != "left":
        element["horizontalAlignment"] = align
    return element


def steps(lines: Iterable[str], *, id: str | None = None, visible: bool = True) -> Element:  # noqa: A002
    """Numbered steps."""
    numbered = "\n".join(f"{number}. {line}" for number, line in enumerate(lines, 1))
    return {**text(numbered, spacing="small"), **_shown(id, visible)}


def verbatim(label: str, value: str) -> Element:
    """A labelled value from outside, drawn letter by letter: runs know no Markdown, links or mentions."""
    return {
        "type": "RichTextBlock",
        "spacing": "small",
        "inlines": [
            {"type": "TextRun", "text": f"{label} ", "weight": "bolder", "size": "small"},
            {"type": "TextRun", "text": letters(value), "size": "small", "fontType": "monospace"},
        ],
    }


def outside(
    content: str,
    *,
    size: Literal["small", "default", "medium"] = "default",
    bold: bool = False,
    subtle: bool = False,
    spacing: Literal["none", "small", "default", "medium"] = "default",
) -> Element:
    """A sentence that holds words from outside, drawn letter by letter like ``verbatim``."""
    run: Element = {"type": "TextRun", "text": letters(content)}
    if size != "default":
        run["size"] = size
    if bold:
        run["weight"] = "bolder"
    if subtle:
        run["isSubtle"] = True
    block: Element = {"type": "RichTextBlock", "inlines": [run]}
    return block if spacing == "default" else {**block, "spacing": spacing}


def letters(content: str) -> str:
    """``content`` as clients draw it in a run, where all they would read is a date or time in braces."""
    return content.replace("{{DATE(", "{\u200b{DATE(").replace("{{TIME(", "{\u200b{TIME(")


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
    element: Element = {"type": "Container", **_shown(id, visible), "items": list(items)}
    if style != "default":
        element["style"] = style
    if bleed:
        element["bleed"] = True
    if separator:
        element["separator"] = True
    if spacing != "default":
        element["spacing"] = spacing
    if on_select:
        element["selectAction"] = on_select
    return element


def action_set(actions: Sequence[Element], *, id: str | None = None, visible: bool = True) -> Element:  # noqa: A002
    """Buttons inside the body of a card."""
    return {"type": "ActionSet", "spacing": "small", **_shown(id, visible), "actions": list(actions)}


def links(
    runs: Sequence[Element],
    *,
    label: str = "",
    id: str | None = None,  # noqa: A002
    visible: bool = True,
    spacing: Literal["none", "small", "default"] = "small",
) -> Element:
    """Words to press, made by ``link``, in one line behind their ``label``."""
    inlines: list[Element | str] = [f"{label}  "] if label else []
    for place, run in enumerate(runs):
        inlines += ["  ·  ", run] if place else [run]
    return {"type": "RichTextBlock", "spacing": spacing, **_shown(id, visible), "inlines": inlines}


def link(label: str, on_select: Element | None) -> Element:
    """A word to press; without an action it is the one that was pressed.

    A press of a word has no fallback for older clients: there would be no room for them all on a card.
    """
    run: Element = {"type": "TextRun", "text": label, "size": "small"}
    if on_select is None:
        return {**run, "weight": "bolder"}
    action = {key: value for key, value in on_select.items() if key != "fallback"}
    return {**run, "color": "accent", "selectAction": action}


def press(
    title: str,
    verb: str,
    data: Mapping[str, Any] | None = None,
    *,
    style: Literal["default", "positive"] = "default",
    asks_inputs: bool = True,
) -> Element:
    """A button that comes back to us; older clients submit the same data as a message.

    Without ``asks_inputs`` it can be pressed while what must be filled in is empty.
    """
    payload = {**(data or {}), "verb": verb}
    inputs = {} if asks_inputs else {"associatedInputs": "none"}
    action: Element = {
        "type": "Action.Execute",
        "title": title,
        "verb": verb,
        "data": payload,
        **inputs,
        "fallback": {"type": "Action.Submit", "title": title, "data": payload, **inputs},
    }
    if style != "default":
        action["style"] = style
    return action


def toggle(targets: Sequence[str]) -> Element:
    """Show what is hidden and hide what is shown of the elements with these ids, without a round trip."""
    return {"type": "Action.ToggleVisibility", "targetElements": list(targets)}


def web(title: str, url: str) -> Element:
    """Open a page. ``url`` must be of our own making, never from a paste."""
    return {"type": "Action.OpenUrl", "title": title, "url": url}


def moment(at: datetime) -> str:
    """Text for ``text`` that each reader's client shows as date and time of their own time zone."""
    exact = f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    return f"{{{{DATE({exact}, COMPACT)}}}} {{{{TIME({exact})}}}}"


def date(at: datetime) -> str:
    """Text for ``text`` that each reader's client shows as a date."""
    return f"{{{{DATE({at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}, SHORT)}}}}"


def _shown(id: str | None, visible: bool) -> Element:  # noqa: A002
    named: Element = {"id": id} if id else {}
    return named if visible else {**named, "isVisible": False}
