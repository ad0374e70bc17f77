"""A ticket as admins see it."""

from typing import Final

from cards.answer import HEADER_STYLES
from cards.asking import lines_elements, paste_elements
from cards.elements import (
    Card,
    Element,
    card,
    container,
    link,
    links,
    moment,
    outside,
    press,
    steps,
    text,
    toggle,
    verbatim,
    web,
)
from cards.inputs import one_box_form, text_input
from cards.ticket_views import AdminView, Earlier, Said
from cards.tickets import MAX_TEXT, STATE_STYLES
from cards.wording import wording
from catalog.language import Language
from catalog.model import Severity

QUESTION: Final = "question"
RESOLUTION: Final = "resolution"
"""The ids of the inputs; what is filled in comes back under these names."""
_PASTE: Final = "paste"
_STEPS: Final = "steps"
_EARLIER: Final = "earlier"


def admin_ticket_card(view: AdminView, language: Language, *, said: str | None = None) -> Card:
    """Everything needed to act; ``said`` is a sentence of ours to whoever pressed."""
    words = wording(language)
    say = words.tickets
    ticket, found = view.ticket, view.findings
    asks = say.asks_for_help.format(name=found.person or say.someone)
    body = [
        _head(view, language),
        *([outside(said, bold=True)] if said else []),
        container(
            [
                outside(asks, bold=True),
                text(f"{say.since} {moment(view.opened_at)}", size="small", spacing="none"),
            ]
        ),
        *_note(view, language),
        container(_facts(view, language)),
        *_exchange(view, language),
        *_folds(view, language),
        *_links(view, language),
    ]
    fallback = f"#{ticket.number} · {ticket.title}: {asks}"
    return card(body, language=language, fallback=fallback, actions=_actions(view, language))


def _head(view: AdminView, language: Language) -> Element:
    say = wording(language).tickets
    ticket = view.ticket
    line = " · ".join(filter(None, (*view.findings.codes[:3], say.states[ticket.state], ticket.assignee)))
    is_open = ticket.state in ("new", "claimed", "waiting")
    style = HEADER_STYLES[Severity(view.severity)] if is_open else STATE_STYLES[ticket.state]
    return container(
        [
            text(f"#{ticket.number} · {ticket.title}", bold=True, size="medium", heading=True),
            outside(line, size="small", subtle=True, spacing="none"),
        ],
        style=style,
        bleed=True,
    )


def _note(view: AdminView, language: Language) -> list[Element]:
    note = view.findings.note
    if not note:
        return []
    label = outside(wording(language).tickets.label_note, size="small", bold=True)
    return [container([label, *lines_elements(note)], spacing="small")]


def _facts(view: AdminView, language: Language) -> list[Element]:
    say = wording(language).tickets
    found = view.findings
    match = say.sureness[found.sureness]
    if found.evidence:
        match += f" ({say.evidence[found.evidence].format(what=found.found)})"
    facts = [
        (say.label_match, match),
        (say.label_product, found.product or ""),
        *found.details,
        (say.label_tried, " · ".join(found.tried)),
    ]
    return [{**verbatim(label, value), "spacing": "none"} for label, value in facts if value]


def _exchange(view: AdminView, language: Language) -> list[Element]:
    """The question that waits for its answer, the resolution, else the last word."""
    say = wording(language).tickets
    if view.question:
        return [_quote(say.question_asked.format(name=view.findings.person or say.someone), view.question)]
    if view.resolution:
        return [_quote(say.resolution, view.resolution)]
    if (word := view.ticket.last_word) and word.text != view.findings.note:
        return [_quote(say.last_word.format(name=word.by or say.someone), word)]
    return []


def _quote(label: str, said: Said) -> Element:
    return container([outside(label, size="small", bold=True), *lines_elements(said.text)], style="emphasis")


def _folds(view: AdminView, language: Language) -> list[Element]:
    """Steps, paste and earlier tickets, each folded away under a word to press."""
    say = wording(language).tickets
    folds: list[tuple[str, str, list[Element]]] = []
    if view.steps:
        folds.append((_STEPS, say.unfold_steps, [steps(view.steps)]))
    if view.findings.paste:
        folds.append((_PASTE, say.unfold_paste, paste_elements(view.findings.paste, language)))
    if earlier := _earlier(view, language):
        count = len(view.same_person) + len(view.same_error)
        folds.append((_EARLIER, f"{say.unfold_earlier} ({count})", earlier))
    if not folds:
        return []
    words = [link(f"{label} ▾", toggle([name])) for name, label, _ in folds]
    return [links(words), *(container(items, id=name, visible=False) for name, _, items in folds)]


def _earlier(view: AdminView, language: Language) -> list[Element]:
    say = wording(language).tickets
    elements: list[Element] = []
    for label, tickets in (
        (say.earlier_same_person, view.same_person),
        (say.earlier_same_error, view.same_error),
    ):
        if tickets:
            elements.append(text(label, size="small", bold=True))
            elements += [_earlier_line(item, language) for item in tickets]
    return elements


def _earlier_line(item: Earlier, language: Language) -> Element:
    say = wording(language).tickets
    day = f"{item.opened_at:%Y-%m-%d}"
    line = f"#{item.number} · {day} · {say.states[item.state]} · {item.person or say.someone} · {item.title}"
    return outside(line, size="small", spacing="none")


def _links(view: AdminView, language: Language) -> list[Element]:
    say = wording(language).tickets
    code = view.findings.codes[0] if view.findings.codes else ""
    addresses = (
        (say.look_up.format(code=code), view.lookup),
        (say.sign_in_logs, view.sign_ins),
        (say.chat_with.format(name=view.findings.person or say.someone), view.chat),
    )
    words = [link(label, web(label, address)) for label, address in addresses if address]
    return [links(words)] if words else []


def _actions(view: AdminView, language: Language) -> list[Element]:
    say = wording(language).tickets
    data, name = view.ticket.data, view.findings.person or say.someone
    resolve = one_box_form(
        say.resolve,
        text_input(
            RESOLUTION,
            say.resolve_label.format(name=name),
            say.resolve_placeholder,
            max_length=MAX_TEXT,
            required=say.text_required,
        ),
        verb="desk.resolve",
        label=say.resolve,
        data=data,
    )
    ask_back = one_box_form(
        say.ask_back,
        text_input(
            QUESTION, say.ask_back_label.format(name=name), max_length=MAX_TEXT, required=say.text_required
        ),
        verb="desk.ask_back",
        label=say.send,
        data=data,
    )
    offered = {
        "claim": press(say.claim, "desk.claim", data, style="positive"),
        "ask_back": ask_back,
        "resolve": resolve,
        "assign": press(say.assign_to, "desk.assign", data),
        "release": press(say.release, "desk.release", data),
        "reopen": press(say.reopen, "desk.reopen", data),
    }
    return [button for action, button in offered.items() if action in view.actions]
