"""Asking an admin: the form, and what comes of it."""

from typing import Final

from cards.answer import detail_facts
from cards.elements import Card, card, container, note_input, press, text, verbatim
from cards.views import AnswerView
from cards.wording import wording
from catalog.language import Language

NOTE: Final = "note"
"""The id of the note's input; its text comes back under this name."""
MAX_NOTE: Final = 1000


def ask_card(view: AnswerView | None, language: Language) -> Card:
    """A form for an optional note. ``view`` is None when the error could not be named."""
    words = wording(language)
    about = words.ask_about.format(title=view.advice.title.in_(language)) if view else words.ask_about_nothing
    body = [
        container(
            [text(words.ask_title, bold=True, size="medium", heading=True)], style="accent", bleed=True
        ),
        text(about, subtle=True),
        note_input(NOTE, words.note_label, words.note_placeholder, max_length=MAX_NOTE),
    ]
    data = view.data if view else {}
    actions = [press(words.send, "admin.send", data, style="positive")]
    if view:
        actions.append(press(words.back, "answer.show", data))
    return card(body, language=language, fallback=words.ask_title, actions=actions)


def no_channel_card(view: AnswerView | None, note: str, language: Language) -> Card:
    """What the reader can pass on themselves while no admin channel is set up."""
    words = wording(language)
    body = [
        container(
            [text(words.no_channel_title, bold=True, size="medium", heading=True)],
            style="warning",
            bleed=True,
        ),
        text(words.no_channel_text),
    ]
    if view:
        body.append(
            text(words.no_channel_send.format(title=view.advice.title.in_(language)), spacing="small")
        )
        body += [verbatim(label, value) for label, value in detail_facts(view, language)]
    if note:
        body.append(verbatim(words.your_note, note))
    actions = [press(words.show_steps, "answer.show", view.data)] if view else []
    return card(body, language=language, fallback=words.no_channel_text, actions=actions)
