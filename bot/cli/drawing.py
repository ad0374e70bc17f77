"""Drawing an answer in a terminal."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from cards.answer import detail_facts, who_can_fix
from cards.views import AnswerView
from cards.wording import wording
from catalog.catalog import Catalog
from catalog.language import Language
from catalog.model import Entry, Product, Role, Severity
from catalog.recognition import Outcome
from dialogs.ports import GivenAnswer
from dialogs.triage import candidates, view_of

_COLOURS: Final[dict[Severity, str]] = {
    Severity.INFO: "green",
    Severity.MINOR: "cyan",
    Severity.MAJOR: "yellow",
    Severity.CRITICAL: "red",
}
_WIDTH: Final = 88
_BOLD: Final = re.compile(r"\*\*(.+?)\*\*")


def draw(given: GivenAnswer, catalog: Catalog, role: Role) -> RenderableType:
    """Draw what the card of ``given`` says, for a reader in ``role``."""
    language = given.language
    words = wording(language)
    match Outcome(given.outcome):
        case Outcome.ANSWER if view := view_of(given, catalog):
            return _answer(replace(view, role=role), language)
        case Outcome.CHOICE:
            return _choice([catalog.entries[name].id for name in candidates(given)], catalog, language)
        case Outcome.UNKNOWN_CODE:
            return _panel(words.unknown_title.format(code=given.codes[-1]), [words.unknown_text], "yellow")
        case Outcome.NOT_AN_ERROR:
            return _panel(words.help_title, [words.not_an_error, words.help_text], "cyan")
        case _:
            return _panel(words.no_match_title, [words.no_match_text], "yellow")


def _answer(view: AnswerView, language: Language) -> RenderableType:
    words = wording(language)
    advice = view.advice
    parts: list[RenderableType] = [
        Text(
            " · ".join(part for part in (view.entry.code, who_can_fix(view.entry, language)) if part),
            style="dim",
        ),
        *_section(
            words.what_happened, [_bold(text.in_(language)) for text in (advice.cause, view.differs) if text]
        ),
        _heading(words.what_to_do),
    ]
    if own := advice.steps.in_(language):
        parts.append(_numbered(own))
    for remedy in advice.remedies:
        playbook = view.catalog.playbook(remedy)
        parts.append(
            Text(f"{playbook.title.in_(language)} · {words.role_names[view.role]}", style="bold cyan")
        )
        parts.append(_numbered(playbook.steps(view.shown_product, view.role).in_(language)))
    for item in advice.unhelpful:
        remedy = view.catalog.playbook(item.playbook).title.in_(language)
        parts.append(_bold(words.does_not_help.format(remedy=remedy, because=item.because.in_(language))))
    parts += _section(words.how_you_know, [_bold(advice.verify.in_(language))])
    parts += _section(words.still_failing, [_bold(advice.still_failing.in_(language))])
    if facts := detail_facts(view, language):
        parts += [_heading(words.details), _facts(facts)]
    title = Text(advice.title.in_(language), style="bold")
    return Panel(
        Group(*parts),
        title=title,
        title_align="left",
        border_style=_COLOURS[view.entry.severity],
        width=_WIDTH,
    )


def _choice(ids: Iterable[str], catalog: Catalog, language: Language) -> RenderableType:
    words = wording(language)
    lines = [f"**{name}**: {catalog.entries[name].title.in_(language)}" for name in ids]
    return _panel(words.choice_title, [words.choice_text, *lines], "cyan")


def _panel(title: str, lines: Iterable[str], colour: str) -> RenderableType:
    body = Group(*(_bold(line) for line in lines))
    return Panel(body, title=Text(title, style="bold"), title_align="left", border_style=colour, width=_WIDTH)


def _section(title: str, lines: list[RenderableType]) -> list[RenderableType]:
    return [_heading(title), *lines]


def _heading(title: str) -> RenderableType:
    return Padding(Text(title, style="bold"), (1, 0, 0, 0))


def _numbered(lines: Iterable[str]) -> RenderableType:
    table = Table.grid(padding=(0, 1))
    for number, line in enumerate(lines, 1):
        table.add_row(Text(f"{number}.", style="cyan"), _bold(line))
    return table


def _facts(facts: Iterable[tuple[str, str]]) -> RenderableType:
    table = Table.grid(padding=(0, 2))
    for label, value in facts:
        table.add_row(Text(label, style="dim"), Text(value))
    return table


def _bold(line: str) -> Text:
    """Text whose ``**bold**`` words are bold; nothing else in it is markup."""
    drawn = Text()
    for place, part in enumerate(_BOLD.split(line)):
        drawn.append(part, style="bold" if place % 2 else "")
    return drawn


def draw_entry(entry: Entry, catalog: Catalog, language: Language) -> RenderableType:
    """Draw everything that ``entry`` says: the reader's part for each product, then the admin's."""
    labels = wording(language).product_names
    parts: list[RenderableType] = []
    for product in entry.products or Product:
        view = AnswerView(catalog=catalog, entry=entry, answer_id="", product=product)
        parts += [Text(labels[product], style="bold underline"), _answer(view, language)]
    admin = _panel(f"{entry.id} · admin", entry.admin_steps.in_(language), "magenta")
    messages = _panel(f"{entry.id} · messages", entry.printed, "white")
    return Group(*parts, admin, messages)
