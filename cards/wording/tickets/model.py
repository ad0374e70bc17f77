"""The texts about tickets that each language must bring; a missing one does not type-check."""

from collections.abc import Mapping
from dataclasses import dataclass

from catalog.model import Category


@dataclass(frozen=True, slots=True)
class TicketWording:
    """One language's texts about tickets. ``{…}`` is filled in; ``{number}`` comes without its #."""

    # the preview
    see_preview: str
    preview_title: str
    preview_text: str
    preview_secrets: str
    change: str
    cancel: str
    cancelled: str
    nothing_to_send: str
    label_from: str
    label_about: str
    label_note: str
    label_paste: str
    label_tried: str
    labelled: str
    tried: Mapping[str, str]
    """By verb; ``{what}`` is a playbook's title."""
    unnamed: str
    unknown_code: str

    # the person's card
    ticket_title: str
    states: Mapping[str, str]
    """As short as a label."""
    person_states: Mapping[str, str]
    """A sentence for the person; ``{name}`` has the ticket."""
    someone: str
    former_admin: str
    former_person: str
    erased: str
    expired: str
    handled_by: str
    erased_for_person: str
    """On cards of tickets of which nothing personal is left."""
    kept_for_later: str
    added_to_open: str
    part_of_incident: str
    last_word: str
    add_comment: str
    comment_label: str
    comment_placeholder: str
    text_required: str
    choice_required: str
    send: str
    withdraw: str
    answer: str
    answer_label: str
    answer_offered: str
    it_works_now: str
    still_broken: str
    still_broken_label: str
    my_tickets_title: str
    my_tickets_none: str
    sent_line: str

    # lines to the person
    told: Mapping[str, str]
    """By what happened: claimed, asked_back, resolved, reopened, undelivered, resolved_for_all."""

    # the admin's card
    asks_for_help: str
    since: str
    sureness: Mapping[str, str]
    """sure, likely, unsure, chosen, unknown, none."""
    evidence: Mapping[str, str]
    """code, message, words, chosen; ``{what}`` is the code or the message."""
    label_match: str
    label_product: str
    nobody: str
    unfold_paste: str
    unfold_steps: str
    unfold_earlier: str
    earlier_same_person: str
    earlier_same_error: str
    look_up: str
    sign_in_logs: str
    chat_with: str
    claim: str
    assign_to: str
    assign_label: str
    assign: str
    assign_too_many: str
    ask_back: str
    ask_back_label: str
    resolve: str
    resolve_label: str
    resolve_placeholder: str
    release: str
    reopen: str
    back: str
    question_asked: str
    resolution: str

    # lines in the ticket's thread
    thread: Mapping[str, str]
    """By what happened; ``{by}`` did it, ``{text}`` was said, ``{person}`` is the ticket's."""

    # refusals: private sentences
    refused: Mapping[str, str]
    """By reason, plus stale, stale_incident, not_theirs, no_ticket, no_incident, elsewhere, privately."""

    # lists
    tickets_title: str
    tickets_none: str
    list_open: str
    tickets_row: str

    # incidents
    incident_title: str
    incident_text: str
    incident_list: str
    incident_more: str
    incident_resolved: str
    resolve_all: str
    resolve_all_label: str
    known_problem: str
    """On the answer card; a moment follows it."""
    known_problem_text: str

    # setting up
    set_up_done: str
    set_up_test: str
    set_up_wrong_code: str
    set_up_in_channel: str
    set_up_post_failed: str
    status_title: str
    status_none: str
    status_default: str
    status_route: str
    route_done: str
    route_unknown: str
    route_first: str
    categories: Mapping[Category, str]
    admin_commands: Mapping[str, str]
    """What admins type, and what it does."""
