"""Every card that shows texts of an entry, as full as it can be, and the texts that are too long for it."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from itertools import product as pairs
from pathlib import Path
from typing import Final

from cards.admin import admin_ticket_card
from cards.answer import answer_card, failing_card, worked_card
from cards.asking import MAX_NOTE, ask_card, preview_card
from cards.desk import MOST_ROWS, tickets_card
from cards.elements import Card
from cards.fitting import MOST_BYTES, size
from cards.incidents import incident_card
from cards.outcomes import choice_card
from cards.results import glance_card
from cards.ticket_views import AdminView, Earlier, Findings, IncidentView, Row, Said, TicketView
from cards.tickets import MOST_OWN, my_tickets_card, ticket_card
from cards.views import LONGEST_DETAILS, LONGEST_ID, AnswerView
from cards.wording import wording
from catalog.catalog import Catalog
from catalog.language import LANGUAGES, Language
from catalog.lint.texts import prose
from catalog.model import Entry, Family, Playbook, Product
from catalog.problems import Problem
from catalog.sources import SHIPPED, Sourced, Sources, playbook_uses
from dialogs.escalation.lifecycle import MAX_TEXT
from dialogs.triage import MAX_PASTE

_CODES: Final = ("AADSTS70002000", "AADSTS65005000", "AADSTS50000000")
_NAME: Final = "P" * 60
_NOON: Final = datetime(2026, 1, 1, 12, tzinfo=UTC)
_LINE: Final = "   at Contoso.Line()\n"
_ACTIONS: Final = frozenset({"claim", "assign", "ask_back", "resolve", "release"})
_EARLIER: Final = 3


def too_large(sources: Sources, catalog: Catalog) -> list[Problem]:
    """What must be shorter: a problem at the longest text of each entry that has a card Teams refuses.

    ``catalog`` is that of ``sources``, in the words of the operator's cloud. What comes with Reconnect and
    shows nothing of anybody else is left out: tests measure it.
    """
    problems: dict[tuple[Path, int], Problem] = {}
    for entry in catalog.entries.values():
        files = list(_files(sources, entry))
        if any(not file.path.is_relative_to(SHIPPED) for file in files) and (
            message := _complaint(catalog, entry)
        ):
            problem = _at_the_longest(files, message)
            problems.setdefault((problem.path, problem.line), problem)
    return list(problems.values())


def _files(sources: Sources, entry: Entry) -> Iterator[Sourced[Entry] | Sourced[Playbook] | Sourced[Family]]:
    """The files whose texts the cards of ``entry`` show."""
    yield sources.entries[entry.id]
    for name in dict.fromkeys(name for name, _ in playbook_uses(entry)):
        yield sources.playbooks[name]
    if entry.family in sources.families:
        yield sources.families[entry.family]


def _complaint(catalog: Catalog, entry: Entry) -> str | None:
    """What is to be said of the largest card of ``entry``, where Teams would refuse it."""
    largest, language, name = max(
        (size(card), language, name)
        for language in LANGUAGES
        for name, card in fullest_cards(catalog, entry, language)
    )
    if largest <= MOST_BYTES:
        return None
    return (
        f"The {name} of `{entry.id}` has up to {largest:,} bytes in `{language}`; {MOST_BYTES:,} at most. "
        "This is its longest text."
    )


def _at_the_longest(
    files: Sequence[Sourced[Entry] | Sourced[Playbook] | Sourced[Family]], message: str
) -> Problem:
    """``message`` as a problem of the longest text in ``files``."""
    texts = [(len(text.text), file, text.location) for file in files for text in prose(file.value)]
    _, file, location = max(texts, key=lambda found: found[0])
    return file.problem(message, *location)


def fullest_cards(catalog: Catalog, entry: Entry, language: Language) -> Iterator[tuple[str, Card]]:
    """Each card that shows something of ``entry``, with what it is called in plain words."""
    titles = set()
    for view in _answers(catalog, entry):
        titles.add(view.advice.title.in_(language))
        for remedy in (None, *view.advice.remedies):
            yield "answer", answer_card(replace(view, remedy=remedy), language)
        yield "advice when it still fails", failing_card(view, language)
        yield "card after *It worked*", worked_card(view, language)
        yield "search result", glance_card(view, language)
        yield "form to ask an admin", ask_card(view, LONGEST_ID, language, note="n" * MAX_NOTE)
    yield "choice", choice_card([entry] * 3, LONGEST_ID, language)
    for title in titles:
        yield from _tickets(entry, title, catalog, language)


def _answers(catalog: Catalog, entry: Entry) -> Iterator[AnswerView]:
    """What the entry tells for every product and every message that has a meaning of its own."""
    meanings = [next(iter((*variant.messages.en, *variant.messages.fr)), None) for variant in entry.variants]
    for product, quoted in pairs((None, *Product), dict.fromkeys((None, *meanings))):
        yield AnswerView(
            catalog,
            entry,
            LONGEST_ID,
            product=product,
            quoted=quoted,
            is_coded=False,
            details=LONGEST_DETAILS,
            other_codes=_CODES,
            known_since=_NOON,
            reference=LONGEST_ID,
        )


def _tickets(entry: Entry, title: str, catalog: Catalog, language: Language) -> Iterator[tuple[str, Card]]:
    """What person and admins see of tickets about the entry, lists of nothing else included."""
    ticket = TicketView(LONGEST_ID, 100_000, "claimed", title, _NOON, _NAME, Said("w" * MAX_TEXT, _NAME))
    findings = _findings(entry, title, catalog, language)
    steps = entry.admin_steps.in_(language)
    lookup = "https://login.microsoftonline.com/error?code=00000000"
    earlier = (Earlier(100_000, "confirmed", _NAME, title, _NOON),) * _EARLIER
    rows = (Row(ticket, _NAME, _NOON),) * MOST_ROWS
    view = AdminView(
        ticket,
        findings,
        _NOON,
        entry.severity.value,
        actions=_ACTIONS,
        steps=steps,
        question=Said("q" * MAX_TEXT, _NAME),
        same_person=earlier,
        same_error=earlier,
        lookup=lookup,
        sign_ins=lookup,
        chat=lookup,
    )
    incident = IncidentView(
        LONGEST_ID, 100_000, title, 100_000, _NOON, rows, steps=steps, lookup=lookup, resolved=None
    )
    yield "preview for an admin", preview_card(findings, {"answer": LONGEST_ID}, language, cleaned=True)
    yield "ticket", ticket_card(ticket, language)
    yield "admins’ ticket", admin_ticket_card(view, language, said=_NAME)
    yield "incident", incident_card(incident, language, said=_NAME)
    yield "list of tickets", my_tickets_card(rows[:MOST_OWN], language)
    yield "admins’ list of tickets", tickets_card(rows, language, what=_NAME)


def _findings(entry: Entry, title: str, catalog: Catalog, language: Language) -> Findings:
    say = wording(language).tickets.tried
    remedies = [catalog.playbook(name).title.in_(language) for name in entry.remedies]
    return Findings(
        _NAME,
        title,
        codes=_CODES,
        sureness="sure",
        evidence="message",
        found=max(entry.printed, key=len, default="")[:MAX_NOTE],
        product="Power Platform",
        details=[(f"{name}:", value) for name, value in asdict(LONGEST_DETAILS).items()],
        tried=tuple(say["remedy"].format(what=title) for title in remedies),
        note="n" * MAX_NOTE,
        paste=(_LINE * MAX_PASTE)[:MAX_PASTE],
    )
