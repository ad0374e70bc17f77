"""Several people's tickets about one error, on one card."""

from typing import Final

from cards.asking import lines_elements
from cards.desk import row_element
from cards.elements import (
    Card,
    Element,
    card,
    container,
    link,
    links,
    moment,
    outside,
    steps,
    text,
    toggle,
    web,
)
from cards.inputs import one_box_form, text_input
from cards.ticket_views import IncidentView
from cards.tickets import MAX_TEXT
from cards.wording import wording
from catalog.language import Language

NOTE_TO_ALL: Final = "note_to_all"
"""The id of the note's input; its text comes back under this name."""
SHOWN: Final = 8
_STEPS: Final = "steps"


def incident_card(view: IncidentView, language: Language, *, said: str | None = None) -> Card:
    """How many people, since when, who; *Resolve all* while it lasts."""
    say = wording(language).tickets
    heading = say.incident_title.format(number=view.number, count=view.count)
    body = [
        container(
            [
                text(heading, bold=True, size="medium", heading=True),
                text(view.title, size="small", subtle=True, spacing="none"),
            ],
            style="good" if view.resolved else "attention",
            bleed=True,
        ),
        *([outside(said, bold=True)] if said else []),
        text(f"{say.since} {moment(view.opened_at)}", size="small"),
        *_resolution(view, language),
        *([text(say.incident_text, size="small", subtle=True)] if not view.resolved else []),
        *_steps(view, language),
        text(say.incident_list, size="small", bold=True),
        *(row_element(row, language) for row in view.rows[:SHOWN]),
    ]
    if (hidden := view.count - min(len(view.rows), SHOWN)) > 0:
        body.append(text(say.incident_more.format(count=hidden), size="small", subtle=True))
    actions = [] if view.resolved else [_resolve_all(view, language)]
    return card(body, language=language, fallback=f"{heading}: {view.title}", actions=actions)


def _resolution(view: IncidentView, language: Language) -> list[Element]:
    if view.resolved is None:
        return []
    say = wording(language).tickets
    label = say.incident_resolved.format(name=view.resolved.by or say.someone)
    return [
        container(
            [outside(label, size="small", bold=True), *lines_elements(view.resolved.text)], style="emphasis"
        )
    ]


def _steps(view: IncidentView, language: Language) -> list[Element]:
    say = wording(language).tickets
    words = []
    if view.steps:
        words.append(link(f"{say.unfold_steps} ▾", toggle([_STEPS])))
    if view.lookup:
        words.append(link(view.lookup, web(view.lookup, view.lookup)))
    folded = [container([steps(view.steps)], id=_STEPS, visible=False)] if view.steps else []
    return [links(words), *folded] if words else []


def _resolve_all(view: IncidentView, language: Language) -> Element:
    say = wording(language).tickets
    box = text_input(
        NOTE_TO_ALL,
        say.resolve_all_label,
        say.resolve_placeholder,
        max_length=MAX_TEXT,
        required=say.text_required,
    )
    return one_box_form(
        say.resolve_all, box, verb="incident.resolve", label=say.resolve_all, data={"incident": view.id}
    )
