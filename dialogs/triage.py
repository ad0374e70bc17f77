"""From a paste to its answer: what to show, and what to remember for a later press."""

import time
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from secrets import token_bytes
from typing import Any

from cards.answer import answer_card
from cards.elements import Card
from cards.manners import help_card
from cards.outcomes import choice_card, no_match_card, unknown_code_card
from cards.views import AnswerView
from cards.wording import wording
from catalog.catalog import Catalog
from catalog.language import Language
from catalog.model import Product
from catalog.reading import Finding, Reading
from catalog.recognition import Details, Outcome
from dialogs.knowledge import Knowledge
from dialogs.messages import Account, Incoming, Shown
from dialogs.ports import Clock, GivenAnswer

CANDIDATES = "candidates"
QUOTED = "quoted"
REFERENCE = "reference"
"""The turn in which the answer was given, as the log knows it."""
ROOT = "root"
"""The first answer that was given to the same paste; choosing a product or a candidate makes another."""
SAID = "said_tried"
"""Which playbooks the person said they had tried, joined by commas."""
MAX_PASTE = 1200
"""Characters of a paste that are kept, and that fit on a card."""
_ID = "answer_id"
_DETAILS = tuple(Details.__dataclass_fields__)


def new_answer_id() -> str:
    """A short id that cannot be guessed; cards carry it many times over.

    Ids of one second begin alike, so that a database finds the same page of its index for all of them.
    """
    second = int(time.time()) & 0xFFFFFF
    return urlsafe_b64encode(second.to_bytes(3) + token_bytes(9)).decode()


def given_answer(
    reading: Reading, incoming: Incoming, language: Language, *, product: Product | None, clock: Clock
) -> GivenAnswer:
    """What to remember of the answer to ``incoming``; of the paste's own text only what holds no secret."""
    finding = reading.finding
    answered = finding.outcome is Outcome.ANSWER
    facts = dict(reading.details)
    if incoming.reference:
        facts[REFERENCE] = incoming.reference
    if finding.outcome is Outcome.CHOICE:
        facts[CANDIDATES] = ",".join(finding.entries)
    if answered and finding.quoted:
        facts[QUOTED] = finding.quoted
    known = finding.product or product
    return GivenAnswer(
        id=new_answer_id(),
        tenant=incoming.tenant,
        person=incoming.person.key,
        conversation=incoming.conversation,
        outcome=finding.outcome.value,
        language=language,
        given_at=clock.now(),
        entry_id=finding.entries[0] if answered else None,
        codes=finding.codes,
        product=known.value if known else None,
        details=facts,
        paste=reading.safe[:MAX_PASTE],
        confidence=finding.confidence if answered else None,
    )


def followed(given: GivenAnswer, **changes: Any) -> GivenAnswer:
    """Another answer to the same paste, under an id of its own."""
    details = {**given.details, ROOT: root_of(given)}
    return replace(given, **{"id": new_answer_id(), "details": details, **changes})


def root_of(given: GivenAnswer) -> str:
    """The id under which everything that was tried about this paste is kept."""
    return given.details.get(ROOT, given.id)


def view_of(
    given: GivenAnswer, catalog: Catalog, *, known_since: datetime | None = None
) -> AnswerView | None:
    """What the answer card shows, or None where the answer names no entry that we (still) have."""
    entry = catalog.entry(given.entry_id) if given.entry_id else None
    if entry is None:
        return None
    return AnswerView(
        catalog=catalog,
        entry=entry,
        answer_id=given.id,
        product=Product(given.product) if given.product else None,
        details=Details(**{name: value for name, value in given.details.items() if name in _DETAILS}),
        other_codes=tuple(code for code in given.codes if code != entry.id),
        quoted=given.details.get(QUOTED),
        is_coded=entry.id in given.codes,
        reference=given.details.get(REFERENCE),
        known_since=known_since,
    )


def answer_for(given: GivenAnswer, known: Knowledge, *, known_since: datetime | None = None) -> Shown:
    """The card that answers a paste, printed where it can be.

    ``known_since`` is set where several people have the same problem.
    """
    if given.outcome == Outcome.UNKNOWN_CODE:  # as many cards as there are numbers
        return card_for(given, known.catalog)

    def draw(gaps: Mapping[str, str]) -> Card:
        gapped = replace(given, id=gaps[_ID], details={**given.details, **gaps})
        return card_for(gapped, known.catalog, known_since=known_since)

    values = {**given.details, _ID: given.id}
    told = values.pop(QUOTED, None), values.pop(CANDIDATES, None)  # the rest is shown as it is, or not at all
    kind = (given.outcome, given.entry_id, given.language, given.product, given.codes, known_since, told)
    return known.printer.copy(kind, values, draw)


def card_for(given: GivenAnswer, catalog: Catalog, *, known_since: datetime | None = None) -> Card:
    """The card that answers a paste."""
    language = given.language
    match Outcome(given.outcome):
        case Outcome.ANSWER if view := view_of(given, catalog, known_since=known_since):
            return answer_card(view, language)
        case Outcome.CHOICE:
            entries = [catalog.entries[name] for name in candidates(given) if name in catalog.entries]
            return choice_card(entries, given.id, language)
        case Outcome.UNKNOWN_CODE:
            return unknown_code_card(given.codes[-1], given.id, language)
        case Outcome.NOT_AN_ERROR:
            return help_card(language, greeting=wording(language).not_an_error)
        case _:
            return no_match_card(given.id, language)


def candidates(given: GivenAnswer) -> list[str]:
    """Ids of the entries that were offered to choose from, in order."""
    return [name for name in given.details.get(CANDIDATES, "").split(",") if name]


def account_of(given: GivenAnswer, finding: Finding) -> Account:
    """What answering a paste came to."""
    return Account(
        given.outcome,
        given.language,
        entries=finding.entries,
        confidence=finding.confidence,
        product=given.product,
    )
