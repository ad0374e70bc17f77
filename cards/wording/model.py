"""The texts that each language must bring; a missing one does not type-check."""

from collections.abc import Mapping
from dataclasses import dataclass

from cards.wording.expiry import ExpiryWording
from cards.wording.privacy import PrivacyWording
from cards.wording.tickets import TicketWording
from catalog.model import Fixer, Product, Role


@dataclass(frozen=True, slots=True)
class Wording:
    """One language's texts. Names say where a text stands; ``{…}`` is filled in by the card."""

    product_names: Mapping[Product, str]
    role_names: Mapping[Role, str]
    fixer_names: Mapping[Fixer, str]
    """As they stand after ``needs``."""

    # answer
    you_can_fix: str
    needs: str
    nothing_to_fix: str
    passes_within: str
    what_happened: str
    what_to_do: str
    then: str
    how_you_know: str
    your_role: str
    also_helps: str
    which_product: str
    other_meanings: str
    unhelpful: str
    does_not_help: str
    known_as: str
    also_mentioned: str
    details: str
    detail_labels: Mapping[str, str]
    no_details: str
    it_worked: str
    still_failing: str
    ask_an_admin: str

    # after an answer
    worked_title: str
    worked_text: str
    show_steps: str
    failing_title: str
    failing_hint: str

    # asking an admin
    ask_title: str
    ask_about: str
    ask_about_nothing: str
    note_label: str
    note_placeholder: str
    tried_label: str
    send: str
    back: str
    tickets: TicketWording
    privacy: PrivacyWording
    expiry: ExpiryWording

    # choice, unknown code, no match
    choice_title: str
    choice_text: str
    choice_none: str
    unknown_title: str
    unknown_text: str
    no_match_title: str
    no_match_text: str
    search_nothing: str

    # welcome, help, manners
    welcome_title: str
    welcome_text: str
    welcome_languages: str
    try_an_example: str
    example_paste: str
    help_title: str
    help_text: str
    help_commands: str
    commands: Mapping[str, str]
    """What to type, and what it does."""
    greeting: str
    not_an_error: str
    thanks: str
    need_text_title: str
    need_text: str
    nothing_to_show: str
    language_set: str
    failure_title: str
    failure_text: str
    button_expired: str
    too_fast: str
    too_many: str
