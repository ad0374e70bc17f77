"""From what is stored to what cards show. Pure."""

from collections.abc import Mapping, Sequence
from typing import Final
from uuid import UUID

from cards.ticket_views import AdminView, Earlier, Findings, IncidentView, Row, Said, TicketView
from cards.wording import wording
from catalog.catalog import Catalog
from catalog.clouds import PAGES, CloudName
from catalog.language import Language
from catalog.model import Entry, Product, Severity
from catalog.recognition import Details, Outcome
from dialogs.escalation.lifecycle import allowed
from dialogs.escalation.model import (
    FORMER,
    Action,
    Actor,
    Event,
    Incident,
    IncidentState,
    Ticket,
    TicketDraft,
    TicketState,
)
from dialogs.triage import CANDIDATES, QUOTED, REFERENCE

_ANY_ADMIN: Final = Actor("", is_admin=True)
_SURE: Final = 0.9
_LIKELY: Final = 0.75
_SIGN_INS: Final = "#view/Microsoft_AAD_IAM/SignInEventsV3Blade"
_CHAT: Final = "https://teams.microsoft.com/l/chat/0/0?users=8:orgid:{id}"


def name_of(name: str | None, language: Language) -> str | None:
    """The name as cards show it: in words, for an admin who was forgotten."""
    return wording(language).tickets.former_admin if name == FORMER else name


def person_of(ticket: Ticket, language: Language) -> str | None:
    """The name of whoever asked, as admins see it."""
    return wording(language).tickets.former_person if ticket.is_erased else ticket.person.name


def title_of(
    entry_id: str | None,
    codes: Sequence[str],
    catalog: Catalog,
    language: Language,
    *,
    quoted: str | None = None,
) -> str:
    """The error's name: the catalog's title, else the code, else that it has none."""
    entry = catalog.entry(entry_id) if entry_id else None
    if entry is not None:
        return entry.advice(None, quoted).title.in_(language)
    say = wording(language).tickets
    return say.unknown_code.format(code=codes[-1]) if codes else say.unnamed


def findings_of(sent: TicketDraft | Ticket, catalog: Catalog, language: Language) -> Findings:
    """What was found out about the error, with everything that the person sent along."""
    words = wording(language)
    entry = catalog.entry(sent.entry_id) if sent.entry_id else None
    evidence, found = _evidence(sent, entry)
    return Findings(
        person=sent.person.name,
        title=title_of(sent.entry_id, sent.codes, catalog, language, quoted=sent.details.get(QUOTED)),
        codes=sent.codes,
        sureness=_sureness(sent),
        evidence=evidence,
        found=found,
        product=words.product_names[Product(sent.product)] if sent.product in list(Product) else None,
        details=[
            (words.tickets.labelled.format(what=words.detail_labels[name]), value)
            for name in (*Details.__dataclass_fields__, REFERENCE)
            if (value := sent.details.get(name))
        ],
        tried=_tried(sent.tried, catalog, language),
        note=sent.note,
        paste=sent.paste,
    )


def ticket_view(
    ticket: Ticket,
    catalog: Catalog,
    language: Language,
    *,
    is_heard: bool = True,
    incident: int | None = None,
) -> TicketView:
    """The ticket as its person sees it."""
    word = ticket.last_word
    return TicketView(
        id=ticket.id,
        number=ticket.number,
        state=ticket.state.value,
        title=title_of(ticket.entry_id, ticket.codes, catalog, language, quoted=ticket.details.get(QUOTED)),
        changed_at=ticket.changed_at,
        assignee=name_of(ticket.assignee.name, language) if ticket.assignee else None,
        last_word=Said(word.text, name_of(word.by, language)) if word else None,
        is_heard=is_heard,
        incident=incident,
    )


def admin_view(
    ticket: Ticket,
    catalog: Catalog,
    language: Language,
    *,
    cloud: CloudName,
    history: Sequence[Event] = (),
    same_person: Sequence[Ticket] = (),
    same_error: Sequence[Ticket] = (),
) -> AdminView:
    """The ticket as admins see it."""
    entry = catalog.entry(ticket.entry_id) if ticket.entry_id else None
    is_done = ticket.state in (TicketState.RESOLVED, TicketState.CONFIRMED)
    return AdminView(
        ticket=ticket_view(ticket, catalog, language),
        findings=findings_of(ticket, catalog, language),
        opened_at=ticket.opened_at,
        severity=(entry.severity if entry else Severity.MAJOR).value,
        actions=frozenset(action.value for action in allowed(ticket, _ANY_ADMIN)),
        steps=entry.admin_steps.in_(language) if entry else (),
        resolution=_last(history, Action.RESOLVE, language) if is_done else None,
        question=_last(history, Action.ASK_BACK, language) if ticket.state is TicketState.WAITING else None,
        same_person=tuple(_earlier(one, catalog, language) for one in same_person),
        same_error=tuple(_earlier(one, catalog, language) for one in same_error),
        lookup=lookup_of(ticket.entry_id, ticket.codes, cloud),
        sign_ins=f"https://{PAGES[cloud].entra_admin_centre}/{_SIGN_INS}",
        chat=_chat_with(ticket),
    )


def incident_view(
    incident: Incident, tickets: Sequence[Ticket], catalog: Catalog, language: Language, *, cloud: CloudName
) -> IncidentView:
    """The incident with its newest tickets."""
    entry = catalog.entry(incident.entry_id) if incident.entry_id else None
    codes = (incident.error,) if incident.error.startswith("AADSTS") else ()
    by = name_of(incident.resolved_by.name, language) if incident.resolved_by else None
    return IncidentView(
        id=incident.id,
        number=incident.number,
        title=title_of(incident.entry_id, codes, catalog, language),
        count=incident.count,
        opened_at=incident.opened_at,
        rows=tuple(row_of(one, catalog, language) for one in tickets),
        resolved=Said(incident.note, by) if incident.state is IncidentState.RESOLVED else None,
        steps=entry.admin_steps.in_(language) if entry else (),
        lookup=lookup_of(incident.entry_id, codes, cloud),
    )


def row_of(ticket: Ticket, catalog: Catalog, language: Language) -> Row:
    """The ticket as one line of a list."""
    return Row(ticket_view(ticket, catalog, language), person_of(ticket, language), ticket.opened_at)


def lookup_of(entry_id: str | None, codes: Sequence[str], cloud: CloudName) -> str | None:
    """Microsoft's page about the code, where there is one."""
    known = [code for code in (entry_id or "", *codes) if code.startswith("AADSTS")]
    return PAGES[cloud].error_lookup(known[0]) if known else None


def _chat_with(ticket: Ticket) -> str | None:
    """Opens a chat with the person, for whom the directory knows under a real id."""
    try:
        return _CHAT.format(id=UUID(ticket.person.directory_id or ""))
    except ValueError:
        return None


def _sureness(sent: TicketDraft | Ticket) -> str:
    if sent.outcome == Outcome.UNKNOWN_CODE:
        return "unknown"
    if sent.entry_id is None:
        return "none"
    if sent.details.get(CANDIDATES):
        return "chosen"
    if sent.entry_id in sent.codes or (sent.confidence or 0) >= _SURE:
        return "sure"
    return "likely" if (sent.confidence or 0) >= _LIKELY else "unsure"


def _evidence(sent: TicketDraft | Ticket, entry: Entry | None) -> tuple[str | None, str]:
    if entry is None:
        return None, ""
    if entry.id in sent.codes:
        return "code", entry.id
    if quoted := sent.details.get(QUOTED):
        return "message", quoted
    return (None, "") if sent.details.get(CANDIDATES) else ("words", "")


def _tried(tried: Sequence[str], catalog: Catalog, language: Language) -> tuple[str, ...]:
    labels: Mapping[str, str] = wording(language).tickets.tried
    sentences = []
    for what in tried:
        verb, _, name = what.partition(":")
        playbook = catalog.playbooks.get(name)
        if verb in labels and (playbook is not None or not name):
            sentences.append(labels[verb].format(what=playbook.title.in_(language) if playbook else ""))
    return tuple(sentences)


def _last(history: Sequence[Event], kind: Action, language: Language) -> Said | None:
    found = [event for event in history if event.kind is kind]
    return Said(found[-1].text, name_of(found[-1].actor.name, language)) if found else None


def _earlier(ticket: Ticket, catalog: Catalog, language: Language) -> Earlier:
    title = title_of(ticket.entry_id, ticket.codes, catalog, language, quoted=ticket.details.get(QUOTED))
    person = person_of(ticket, language)
    return Earlier(ticket.number, ticket.state.value, person, title, ticket.opened_at)
