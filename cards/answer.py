"""The answer card, and the cards it turns into when its buttons are pressed."""

from dataclasses import asdict
from datetime import datetime
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
    toggle,
    verbatim,
)
from cards.remedies import differs_by_product, remedy_elements
from cards.views import AnswerView
from cards.wording import wording
from catalog.language import Language
from catalog.model import Entry, Fixer, Product, Severity

HEADER_STYLES: Final[dict[Severity, Style]] = {
    Severity.INFO: "good",
    Severity.MINOR: "accent",
    Severity.MAJOR: "warning",
    Severity.CRITICAL: "attention",
}
_DETAILS: Final = "details"
_OUR_CONTROL: Final = frozenset({Fixer.PERSON, Fixer.CONNECTION_OWNER})


def answer_card(view: AnswerView, language: Language, *, unfolded: bool = False) -> Card:
    """What happened, what to do now, how to know that it worked; ``unfolded`` shows the details too."""
    words = wording(language)
    advice = view.advice
    title = advice.title.in_(language)
    body = [
        header(view.entry, title, language),
        *(_known_problem(view.known_since, language) if view.known_since else []),
        container(
            [
                text(words.what_happened, bold=True, size="small", subtle=True, heading=True),
                text(advice.cause.in_(language), spacing="none"),
                *([text(view.differs.in_(language), size="small", subtle=True)] if view.differs else []),
            ]
        ),
        container(_what_to_do(view, language)),
        container(
            [
                text(words.how_you_know, bold=True, size="small", subtle=True, heading=True),
                text(advice.verify.in_(language), spacing="none"),
            ]
        ),
        *details_elements(view, language, visible=unfolded),
    ]
    actions = [
        press(words.it_worked, "answer.worked", view.data),
        press(words.still_failing, "answer.failing", view.data),
        press(words.ask_an_admin, "admin.ask", view.data),
    ]
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
        *details_elements(view, language),
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


def details_elements(view: AnswerView, language: Language, *, visible: bool = False) -> list[Element]:
    """Facts for whoever looks the sign-in up, folded away under a line to press."""
    words = wording(language)
    items = [verbatim(label, value) for label, value in detail_facts(view, language)]
    if view.other_codes:
        items.append(text(words.also_mentioned.format(codes=", ".join(view.other_codes)), size="small"))
    if view.is_from_paste and not view.details.identify:
        items.append(text(words.no_details, size="small", subtle=True))
    unfold = toggle([_DETAILS])
    return [
        links([link(f"{words.details} ▾", unfold)]),
        container(items, id=_DETAILS, style="emphasis", visible=visible),
    ]


def detail_facts(view: AnswerView, language: Language) -> list[tuple[str, str]]:
    """Labels and values of everything known of the failed sign-in."""
    facts = {"code": view.entry.code, "name": view.entry.name, **asdict(view.details)}
    facts["reference"] = view.reference
    labels = wording(language).detail_labels
    return [(labels[key], value) for key, value in facts.items() if value]


def _what_to_do(view: AnswerView, language: Language) -> list[Element]:
    words = wording(language)
    advice = view.advice
    elements = [text(words.what_to_do, bold=True, size="small", subtle=True, heading=True)]
    if own := advice.steps.in_(language):
        elements.append(steps(own))
    if view.product is None and differs_by_product(view):
        elements += [text(words.which_product, size="small", subtle=True), _products(view, language)]
    elements += remedy_elements(view, language)
    elements += [
        text(
            words.does_not_help.format(
                remedy=view.catalog.playbook(item.playbook).title.in_(language),
                because=item.because.in_(language),
            ),
            size="small",
            subtle=True,
            spacing="small" if place else "default",
        )
        for place, item in enumerate(advice.unhelpful)
    ]
    return elements


def _products(view: AnswerView, language: Language) -> Element:
    names = wording(language).product_names
    return links(
        [
            link(
                names[product],
                press(names[product], "answer.product", {**view.data, "product": product.value}),
            )
            for product in Product
        ]
    )


def _fallback(view: AnswerView, language: Language) -> str:
    """The gist in plain text, for clients that draw no cards."""
    title, cause = view.advice.title.in_(language), view.advice.cause.in_(language)
    return f"{title}. {cause}" if title[-1].isalnum() else f"{title} {cause}"


def _known_problem(since: datetime, language: Language) -> list[Element]:
    """What the answer card says while an incident about its error lasts."""
    say = wording(language).tickets
    return [
        container(
            [
                text(f"{say.known_problem} {moment(since)}", bold=True),
                text(say.known_problem_text, size="small", spacing="none"),
            ],
            style="accent",
        )
    ]
