"""Asking an admin: the form, and the preview of what will be sent."""

from collections.abc import Sequence
from typing import Final

from cards.elements import Card, Element, card, container, outside, press, text, verbatim
from cards.inputs import choices_input, text_input
from cards.ticket_views import Findings
from cards.views import AnswerView
from cards.wording import wording
from catalog.language import Language

NOTE: Final = "note"
"""The id of the note's input; its text comes back under this name."""
TRIED: Final = "tried"
"""The id of the list of steps; the playbooks that were ticked come back under this name, if there are any."""
TRIED_ASKED: Final = "tried_asked"
"""Comes back with a form that has the list, so that nothing ticked can be told from not asked."""
MAX_NOTE: Final = 700
SHOWN: Final = 700
"""Characters of what somebody wrote that a card shows."""
_LINES: Final = 5


def ask_card(
    view: AnswerView | None,
    answer_id: str,
    language: Language,
    *,
    note: str = "",
    tried: Sequence[str] = (),
) -> Card:
    """A form for an optional note, and for which steps were tried: those of ``tried`` are ticked.

    ``view`` is None when the error could not be named.
    """
    words = wording(language)
    about = words.ask_about.format(title=view.advice.title.in_(language)) if view else words.ask_about_nothing
    body = [
        container(
            [text(words.ask_title, bold=True, size="medium", heading=True)], style="accent", bleed=True
        ),
        text(about, subtle=True),
        text_input(NOTE, words.note_label, words.note_placeholder, max_length=MAX_NOTE, value=note),
    ]
    data = view.data if view else {"answer": answer_id}
    asked = {}
    if view and view.advice.remedies:
        body.append(_tried_input(view, language, tried))
        asked = {TRIED_ASKED: "yes"}
    actions = [press(words.tickets.see_preview, "admin.preview", data | asked, style="positive")]
    if view:
        actions.append(press(words.back, "answer.show", data))
    return card(body, language=language, fallback=words.ask_title, actions=actions)


def _tried_input(view: AnswerView, language: Language, tried: Sequence[str]) -> Element:
    """Steps are switched on the card without a round trip, so only the person can say which they tried."""
    titles = {name: view.catalog.playbook(name).title.in_(language) for name in view.advice.remedies}
    chosen = [name for name in titles if name in tried]
    return choices_input(TRIED, wording(language).tried_label, titles, chosen)


def preview_card(findings: Findings, data: dict[str, str], language: Language, *, cleaned: bool) -> Card:
    """Exactly what an admin will get. ``cleaned`` tells whether secrets were removed from it."""
    words = wording(language)
    say = words.tickets
    body = [
        container(
            [
                text(say.preview_title, bold=True, size="medium", heading=True),
                text(say.preview_text, subtle=True, spacing="none"),
            ],
            style="accent",
            bleed=True,
        ),
        container(findings_elements(findings, language)),
        *([text(say.preview_secrets, size="small", subtle=True)] if cleaned else []),
    ]
    actions = [
        press(words.send, "admin.send", data, style="positive"),
        press(say.change, "admin.change", data),
        press(say.cancel, "admin.cancel", data),
    ]
    return card(body, language=language, fallback=say.preview_title, actions=actions)


def cancelled_card(view: AnswerView | None, answer_id: str, language: Language) -> Card:
    """After *Cancel*: nothing was sent, and the ways back."""
    words = wording(language)
    data = view.data if view else {"answer": answer_id}
    actions = [press(words.show_steps, "answer.show", data)] if view else []
    actions.append(press(words.ask_an_admin, "admin.ask", data))
    body = [text(words.tickets.cancelled, bold=True)]
    return card(body, language=language, fallback=words.tickets.cancelled, actions=actions)


def findings_elements(findings: Findings, language: Language) -> list[Element]:
    """Who asks about what, with everything that goes along."""
    words = wording(language)
    say = words.tickets
    about = " · ".join((findings.title, *findings.codes))
    facts = [
        (say.label_from, findings.person or say.someone),
        (say.label_about, about),
        (say.label_product, findings.product or ""),
        *findings.details,
        (say.label_tried, " · ".join(findings.tried)),
        (say.label_note, findings.note),
    ]
    elements = [{**verbatim(label, value), "spacing": "none"} for label, value in facts if value]
    if findings.paste:
        elements += paste_elements(findings.paste, language)
    return elements


def paste_elements(paste: str, language: Language) -> list[Element]:
    """What was pasted, on a ground of its own."""
    label = text(wording(language).tickets.label_paste, size="small", bold=True, spacing="small")
    lines = lines_elements(paste, limit=len(paste))
    return [label, container(lines, style="emphasis", spacing="small")]


def lines_elements(written: str, *, limit: int = SHOWN) -> list[Element]:
    """What a person wrote, line by line as they wrote it; after many lines the rest goes into one.

    A card has room for ``limit`` characters; the line in the thread or chat has them all.
    """
    cut = written if len(written) <= limit else f"{written[:limit].rstrip()}…"
    lines = [line.rstrip() for line in cut.splitlines() if line.strip()]
    kept = [*lines[:_LINES], *([" ⏎ ".join(lines[_LINES:])] if lines[_LINES:] else [])]
    return [outside(line, size="small", spacing="none") for line in kept]
