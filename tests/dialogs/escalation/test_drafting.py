"""What is sent to an admin, and that no secret is."""

import json
from dataclasses import asdict
from datetime import timedelta

from dialogs.escalation.drafting import MAX_NOTE, MAX_PASTE, asked_again, draft_ticket, new_ticket, opening
from dialogs.escalation.model import Action, TicketState, Whereabouts, Word
from dialogs.messages import Incoming, Kind, Place
from dialogs.ports import GivenAnswer
from tests.dialogs.escalation.samples import ADA, ADA_ACTS, NOON, draft, ticket

GIVEN = GivenAnswer(
    id="answer-1",
    tenant="contoso",
    person=ADA.key,
    conversation="a:1",
    outcome="answer",
    language="fr",
    given_at=NOON,
    entry_id="AADSTS50076",
    codes=("AADSTS50076",),
    product="viva-goals",
    details={"app": "client_secret=hush"},
    paste="AADSTS50076 password=hush",
    confidence=0.9,
)
PRESSED = Incoming(
    "1",
    Kind.PRESS,
    ADA,
    "contoso",
    "a:1",
    Place.PERSONAL,
    service_url="https://smba.example/emea/",
    pressed_activity="card-1",
)


def test_no_secret_is_sent() -> None:
    sent = draft_ticket(GIVEN, PRESSED, at=NOON, note="  my password is Hush4!  ", tried=["remedy:wait"])
    assert "hush" not in json.dumps(asdict(sent), default=str).lower()
    assert sent.note == "my password is [***]"
    assert sent.paste == "AADSTS50076 password=[***]"


def test_who_where_and_what_come_from_the_server() -> None:
    sent = draft_ticket(GIVEN, PRESSED, at=NOON, tried=["remedy:wait"])
    assert (sent.tenant, sent.person, sent.press, sent.opened_at) == ("contoso", ADA, "answer-1", NOON)
    assert sent.where == Whereabouts("https://smba.example/emea/", "a:1", "contoso")
    assert (sent.entry_id, sent.codes, sent.confidence) == ("AADSTS50076", ("AADSTS50076",), 0.9)
    assert (sent.person_card, sent.tried) == ("card-1", ("remedy:wait",))


def test_endless_texts_are_cut_after_their_secrets_are_removed() -> None:
    note = "x" * (MAX_NOTE - 20) + " client_secret=" + "s" * 2000 + " end"
    sent = draft_ticket(GIVEN, PRESSED, at=NOON, note=note)
    assert len(sent.note) <= MAX_NOTE
    assert "ss" not in sent.note
    assert len(new_ticket(draft(paste="y" * 9), "t", 1).paste) == 9
    assert MAX_PASTE > MAX_NOTE


def test_an_error_is_its_entry_else_its_last_code_else_nothing() -> None:
    assert draft(entry_id="e", codes=("c",)).error == "e"
    assert draft(entry_id=None, codes=("b", "c")).error == "c"
    assert draft(entry_id=None, codes=()).error is None


def test_a_ticket_begins_new_with_the_note_as_the_last_word() -> None:
    opened = new_ticket(draft(note="help"), "t-9", 7)
    assert (opened.state, opened.version, opened.number) == (TicketState.NEW, 1, 7)
    assert opened.last_word == Word("help", "Ada")
    assert new_ticket(draft(note=""), "t-9", 7).last_word is None
    event = opening(opened)
    assert (event.kind, event.actor, event.text) == (Action.OPENED, ADA_ACTS, "help")


def test_asking_again_adds_to_the_ticket_and_moves_it_to_where_the_person_now_is() -> None:
    held = ticket(TicketState.WAITING)
    there = Whereabouts("https://smba.example/emea/", "a:2", "contoso")
    change = asked_again(held, draft(minutes=5, note="still", where=there, person_card=None))
    assert (change.after.state, change.after.version) == (TicketState.WAITING, held.version + 1)
    assert (change.after.where, change.after.person_card) == (there, held.person_card)
    assert change.after.last_word == Word("still", "Ada")
    assert change.after.changed_at == NOON + timedelta(minutes=5)
    assert (change.event.kind, change.event.actor) == (Action.ASKED_AGAIN, ADA_ACTS)
    assert asked_again(held, draft(note="")).after.last_word == held.last_word
