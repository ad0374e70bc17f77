"""The answer card, and the cards it turns into when its buttons are pressed."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime
from math import inf
from typing import Final

from cards.elements import (
    Card,
    Element,
    Style,
    card,
    container,
    link,
    links,
    moment,
    press,
    steps,
    text,
    verbatim,
)
from cards.fitting import MOST_BYTES, size
from cards.folds import Fold, fold_elements
from cards.height import ROOM, card_height
from cards.remedies import IN_PLACE, differs_by_product, remedy_elements
from cards.views import LONGEST_DETAILS, LONGEST_ID, AnswerView
from cards.wording import wording
from catalog.language import Language
from catalog.model import Entry, Fixer, Product, Severity

HEADER_STYLES: Final[dict[Severity, Style]] = {
    Severity.INFO: "good",
    Severity.MINOR: "accent",
    Severity.MAJOR: "warning",
    Severity.CRITICAL: "attention",
}
_OUR_CONTROL: Final = frozenset({Fixer.PERSON, Fixer.CONNECTION_OWNER})


def answer_card(view: AnswerView, language: Language, *, unfolded: bool = False) -> Card:
    """What happened, what to do now, how to know that it worked; ``unfolded`` shows the details too.

    Where Teams would not take the steps of several remedies on one card, all but the first are fetched.
    """
    in_place = next((most for most in range(IN_PLACE, 1, -1) if _fits(view, language, in_place=most)), 1)
    return _answer(view, language, in_place=in_place, unfolded=unfolded)


def _fits(view: AnswerView, language: Language, *, in_place: int) -> bool:
    """Whether Teams takes the card for whomever: with every detail that a paste can have."""
    fullest = replace(view, details=LONGEST_DETAILS, answer_id=LONGEST_ID, reference=LONGEST_ID)
    return size(_answer(fullest, language, in_place=in_place, unfolded=False)) <= MOST_BYTES


def _answer(view: AnswerView, language: Language, *, in_place: int, unfolded: bool) -> Card:
    words = wording(language)
    cause = text(view.advice.cause.in_(language), spacing="none")
    above = [
        header(view.entry, view.advice.title.in_(language), language),
        _known_problem(view.known_since, language)
        if view.known_since
        else section(words.what_happened, [cause]),
    ]
    check = section(words.how_you_know, [text(view.advice.verify.in_(language), spacing="none")])
    row, *folded = fold_elements([*_notes(view, language), _details(view, language, is_open=unfolded)])
    first = _first_steps(view, language)
    todo = section(words.what_to_do, first)
    room = ROOM - card_height([*above, todo, check, row]) if view.advice.steps.in_(language) else inf
    todo["items"] += remedy_elements(view, language, room=room, in_place=in_place)
    actions = [
        press(words.it_worked, "answer.worked", view.data),
        press(words.still_failing, "answer.failing", view.data),
        press(words.ask_an_admin, "admin.ask", view.data),
    ]
    body = [*above, todo, check, row, *folded]
    return card(body, language=language, fallback=_fallback(view, language), actions=actions)


def worked_card(view: AnswerView, language: Language) -> Card:
    """After *It worked*."""
    words = wording(language)
    body = [
        container(
            [text(words.worked_title, bold=True, size="medium", heading=True)], style="good", bleed=True
        ),
        text(view.advice.title.in_(language), subtle=True, size="small"),
        text(words.worked_text, spacing="small"),
    ]
    actions = [press(words.show_steps, "answer.show", view.data)]
    return card(body, language=language, fallback=words.worked_title, actions=actions)


def failing_card(view: AnswerView, language: Language) -> Card:
    """After *Still failing*: the second-level advice."""
    words = wording(language)
    body = [
        header(view.entry, view.advice.title.in_(language), language),
        text(words.failing_title, bold=True, size="small", subtle=True, heading=True),
        text(view.advice.still_failing.in_(language), spacing="none"),
        text(words.failing_hint, spacing="medium"),
        *fold_elements([_details(view, language)]),
    ]
    actions = [
        press(words.ask_an_admin, "admin.ask", view.data, style="positive"),
        press(words.it_worked, "answer.worked", view.data),
        press(words.show_steps, "answer.show", view.data),
    ]
    return card(body, language=language, fallback=view.advice.still_failing.in_(language), actions=actions)


def header(entry: Entry, title: str, language: Language) -> Element:
    """The coloured head of a card about ``entry``: title, code, and who can mend it."""
    line = who_can_fix(entry, language)
    if entry.code:
        line = f"{wording(language).known_as.format(code=entry.code)} · {line}"
    return container(
        [
            text(title, bold=True, size="medium", heading=True),
            text(line, size="small", subtle=True, spacing="none"),
        ],
        style=HEADER_STYLES[entry.severity],
        bleed=True,
    )


def who_can_fix(entry: Entry, language: Language) -> str:
    """One short line: who can mend it, or that it mends itself."""
    words = wording(language)
    if entry.severity is Severity.INFO:
        return words.nothing_to_fix
    if entry.passes_by_itself:
        return words.passes_within.format(minutes=entry.passes_by_itself.within_minutes)
    if entry.fixed_by[0] in _OUR_CONTROL:
        return words.you_can_fix
    return words.needs.format(who=words.fixer_names[entry.fixed_by[0]])


def detail_facts(view: AnswerView, language: Language) -> list[tuple[str, str]]:
    """Labels and values of everything known of the failed sign-in."""
    facts = {"code": view.entry.code, "name": view.entry.name, **asdict(view.details)}
    facts["reference"] = view.reference
    labels = wording(language).detail_labels
    return [(labels[key], value) for key, value in facts.items() if value]


def section(title: str, items: Sequence[Element]) -> Element:
    """A part of a card under a small heading."""
    return container([text(title, bold=True, size="small", subtle=True, heading=True), *items])


def _first_steps(view: AnswerView, language: Language) -> list[Element]:
    """What the reader does whatever the remedy, and the question where it happened, if that matters."""
    own = view.advice.steps.in_(language)
    elements = [{**steps(own), "spacing": "none"}] if own else []
    if view.product is None and differs_by_product(view):
        elements.append(_products(view, language))
    return elements


def _notes(view: AnswerView, language: Language) -> list[Fold]:
    """What happened, where a known problem has its place; other meanings; what does not help, and why."""
    words = wording(language)
    folds = []
    if view.known_since:
        folds.append(Fold("cause", words.what_happened, [text(view.advice.cause.in_(language))]))
    if view.differs:
        folds.append(Fold("differs", words.other_meanings, [text(view.differs.in_(language), size="small")]))
    if unhelpful := [
        text(
            words.does_not_help.format(
                remedy=view.catalog.playbook(item.playbook).title.in_(language),
                because=item.because.in_(language),
            ),
            size="small",
        )
        for item in view.advice.unhelpful
    ]:
        folds.append(Fold("unhelpful", words.unhelpful, unhelpful))
    return folds


def _details(view: AnswerView, language: Language, *, is_open: bool = False) -> Fold:
    """Facts for whoever looks the sign-in up."""
    words = wording(language)
    items = [verbatim(label, value) for label, value in detail_facts(view, language)]
    if view.other_codes:
        items.append(text(words.also_mentioned.format(codes=", ".join(view.other_codes)), size="small"))
    if view.is_from_paste and not view.details.identify:
        items.append(text(words.no_details, size="small", subtle=True))
    return Fold("details", words.details, items, is_open)


def _products(view: AnswerView, language: Language) -> Element:
    names = wording(language).product_names
    return links(
        [
            link(
                names[product],
                press(names[product], "answer.product", {**view.data, "product": product.value}),
            )
            for product in Product
        ],
        label=wording(language).which_product,
    )


def _fallback(view: AnswerView, language: Language) -> str:
    """The gist in plain text, for clients that draw no cards."""
    title, cause = view.advice.title.in_(language), view.advice.cause.in_(language)
    return f"{title}. {cause}" if title[-1].isalnum() else f"{title} {cause}"


def _known_problem(since: datetime, language: Language) -> Element:
    """What the answer card says first while an incident about its error lasts."""
    say = wording(language).tickets
    return container(
        [
            text(f"{say.known_problem} {moment(since)}", bold=True),
            text(say.known_problem_text, size="small", spacing="none"),
        ],
        style="accent",
    )
