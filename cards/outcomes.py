"""Cards for pastes that have no single answer: a choice, an unknown code, no match."""

from collections.abc import Sequence

from cards.answer import HEADER_STYLES, who_can_fix
from cards.elements import Card, Element, card, container, press, text
from cards.wording import wording
from catalog.language import Language
from catalog.model import Entry


def choice_card(entries: Sequence[Entry], answer_id: str, language: Language) -> Card:
    """Up to three candidates to press."""
    words = wording(language)
    body = [
        _heading(words.choice_title),
        text(words.choice_text, spacing="small"),
        *(_candidate(place, entry, answer_id, language) for place, entry in enumerate(entries, 1)),
    ]
    actions = [press(words.choice_none, "choice.none", {"answer": answer_id})]
    return card(body, language=language, fallback=words.choice_text, actions=actions)


def unknown_code_card(code: str, answer_id: str, language: Language) -> Card:
    """A code of the right form that the catalog lacks."""
    words = wording(language)
    body = [_heading(words.unknown_title.format(code=code)), text(words.unknown_text, spacing="small")]
    actions = [press(words.ask_an_admin, "admin.ask", {"answer": answer_id}, style="positive")]
    return card(body, language=language, fallback=words.unknown_title.format(code=code), actions=actions)


def no_match_card(answer_id: str, language: Language) -> Card:
    """An error, but none that we know."""
    words = wording(language)
    body = [_heading(words.no_match_title), text(words.no_match_text, spacing="small")]
    actions = [press(words.ask_an_admin, "admin.ask", {"answer": answer_id})]
    return card(body, language=language, fallback=words.no_match_title, actions=actions)


def _heading(title: str) -> Element:
    return container([text(title, bold=True, size="medium", heading=True)], style="emphasis", bleed=True)


def _candidate(place: int, entry: Entry, answer_id: str, language: Language) -> Element:
    title = entry.title.in_(language)
    line = " · ".join(part for part in (entry.code, who_can_fix(entry, language)) if part)
    return container(
        [text(f"{place} · {title}", bold=True), text(line, size="small", subtle=True, spacing="none")],
        style=HEADER_STYLES[entry.severity],
        spacing="small",
        on_select=press(title, "entry.choose", {"answer": answer_id, "entry": entry.id}),
    )
