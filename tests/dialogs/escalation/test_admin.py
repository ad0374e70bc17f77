"""What admins do, pressed and typed, and what others may not."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
import structlog

from cards.wording import wording
from dialogs.escalation.lifecycle import Change, apply
from dialogs.escalation.model import Action, Actor, TicketState
from dialogs.escalation.outbox import Delivery, DeliveryKind, Target
from dialogs.escalation.typed import NUMBERED, parse
from dialogs.messages import Person, Place
from tests.cards.shown import CARDS
from tests.dialogs.escalation.playing import ADMIN, DANA, EMIL, IN_CHANNEL, MALLORY, Play
from tests.dialogs.reading import elements, only_card, presses, texts

SAY = wording("en").tickets


async def opened(play: Play) -> dict[str, str]:
    await play.set_channel()
    await play.escalate()
    return {"ticket": "t1"}


async def shown(play: Play) -> dict[str, object]:
    return only_card(await play.say("ticket #1", **ADMIN))


async def test_the_card_has_everything_needed_to_act(play: Play) -> None:
    await opened(play)
    card = await shown(play)
    for what in (
        "asks for help",
        "since Monday",
        "AADSTS50076 is in the paste",
        "7b8c9d0e-aaaa-4bbb-8ccc-ddddeeeeffff",
        "password=[***]",
        "Open the sign-in logs.",
        "Look up AADSTS50076",
        "Sign-in logs",
    ):
        assert what in texts(card)
    assert {"Claim", "Assign to…", "Resolve"} <= presses(card).keys()
    links = {item["url"] for item in elements(card) if item["type"] == "Action.OpenUrl"}
    assert "https://login.microsoftonline.com/error?code=50076" in links
    assert any(link.endswith("users=8:orgid:00000000-0000-0000-0000-000000000001") for link in links)


async def test_earlier_tickets_are_shown_for_a_month(play: Play) -> None:
    await opened(play)
    await play.say("resolve #1 done", **ADMIN)
    await play.escalate()
    assert "#1 · 2026-01-01 · resolved" in texts(only_card(await play.say("ticket #2", **ADMIN)))
    play.admins.clock.moment += timedelta(days=31)  # type: ignore[attr-defined]  # the test's own clock
    assert "Earlier tickets" not in texts(only_card(await play.say("ticket #2", **ADMIN)))


async def test_claiming_by_button_tells_everybody(play: Play) -> None:
    data = await opened(play)
    card = only_card(await play.do("desk.claim", data, **ADMIN))
    assert "being worked on · Dana" in texts(card)
    assert play.lines == [("person", "claimed"), ("channel_thread", "claimed")]
    draws = [wish.draft.payload.get("draw") for wish in play.admins.tickets.wishes]
    assert [draw for draw in draws if draw] == ["admin_ticket", "ticket", "admin_ticket"]


async def test_the_second_to_claim_learns_who_was_first(play: Play) -> None:
    data = await opened(play)
    await play.do("desk.claim", data, **ADMIN)
    card = only_card(await play.do("desk.claim", data, **IN_CHANNEL, person=EMIL))
    assert "Dana already has #1." in texts(card)


async def test_the_loser_of_a_race_gets_the_current_card_and_a_sentence(play: Play) -> None:
    data = await opened(play)
    rival = Actor("emil", "Emil Berg", is_admin=True)
    ticket = play.admins.tickets.tickets["t1"]
    change = apply(ticket, Action.CLAIM, rival, at=ticket.opened_at)
    assert isinstance(change, Change)
    play.admins.tickets.rival = change
    card = only_card(await play.do("desk.claim", data, **ADMIN))
    assert "Emil Berg already has #1." in texts(card)
    assert "being worked on · Emil Berg" in texts(card)
    assert play.admins.tickets.tickets["t1"].assignee == rival


async def test_a_race_that_would_still_do_something_is_lost_all_the_same(play: Play) -> None:
    data = await opened(play)
    ticket = play.admins.tickets.tickets["t1"]
    rival = apply(ticket, Action.COMMENT, Actor(ticket.person.key), at=ticket.opened_at, text="wait!")
    assert isinstance(rival, Change)
    play.admins.tickets.rival = rival
    card = only_card(await play.do("desk.resolve", {**data, "resolution": "done"}, **ADMIN))
    assert SAY.refused["stale"].format(number=1) in texts(card)
    assert "wait!" in texts(card)


async def test_a_comment_is_never_lost_to_a_race(play: Play) -> None:
    data = await opened(play)
    ticket = play.admins.tickets.tickets["t1"]
    rival = apply(ticket, Action.CLAIM, Actor("dana", "Dana", is_admin=True), at=ticket.opened_at)
    assert isinstance(rival, Change)
    play.admins.tickets.rival = rival
    card = only_card(await play.do("ticket.comment", {**data, "comment": "on my laptop too"}))
    assert "on my laptop too" in texts(card)
    assert play.admins.tickets.tickets["t1"].state is TicketState.CLAIMED


async def test_assigning_offers_the_team_and_nobody_else(play: Play) -> None:
    data = await opened(play)
    form = only_card(await play.do("desk.assign", data, **ADMIN))
    [choices] = [item["choices"] for item in elements(form) if item["type"] == "Input.ChoiceSet"]
    assert [choice["title"] for choice in choices] == ["Dana", "Emil Berg"]
    card = only_card(await play.press(form, "Assign", values={"assignee": "emil"}, **ADMIN))
    assert "Emil Berg" in texts(card)
    assert play.lines == [("person", "claimed"), ("channel_thread", "assigned")]
    forged = only_card(await play.do("desk.assigned", {**data, "assignee": "mallory"}, **ADMIN))
    assert "I find nobody of that name" in texts(forged)


@pytest.mark.parametrize("name", ["Emil Berg", "emil", "EMIL"])
async def test_assigning_by_name(play: Play, name: str) -> None:
    await opened(play)
    outgoing = await play.say(f"assign #1 {name}", **ADMIN)
    assert outgoing.replies[0].text == "Dana assigned #1 to Emil Berg."


async def test_the_whole_way_typed(play: Play) -> None:
    await opened(play)
    for typed, told in (
        ("claim #1", "Dana claimed #1."),
        ("ask back #1 Which phone?", "Which phone?"),
        ("release #1", "Dana released #1: it is free to take."),
        ("resolve #1 Sign in again", "Dana resolved #1: Sign in again"),
        ("reopen #1", "Dana reopened #1."),
        ("comment #1 Looking at it", "Dana commented: Looking at it"),
    ):
        outgoing = await play.say(typed, **ADMIN)
        assert told in (outgoing.replies[0].text or "")
    people = [line for target, line in play.lines if target == "person"]
    assert people == ["claimed", "asked_back", "resolved", "reopened"]


async def test_resolving_needs_a_note(play: Play) -> None:
    data = await opened(play)
    card = only_card(await play.do("desk.resolve", {**data, "resolution": " "}, **ADMIN))
    assert "Please write a few words" in texts(card)
    outgoing = await play.say("resolve #1", **ADMIN)
    assert "Please write a few words" in (outgoing.replies[0].text or "")
    assert play.admins.tickets.tickets["t1"].state is TicketState.NEW


async def test_secrets_are_removed_from_what_admins_write(play: Play) -> None:
    await opened(play)
    await play.say("resolve #1 your new password: hunter2hunter2", **ADMIN)
    assert "hunter2" not in repr(play.admins.tickets.tickets)
    assert "hunter2" not in repr(play.admins.tickets.wishes)


VERBS = sorted({form.verb for form in NUMBERED.values() if form.verb.startswith("desk.")} | {"desk.assign"})


@pytest.mark.parametrize("verb", [verb for verb in VERBS if verb != "desk.show"])
async def test_who_may_not_gets_a_private_sentence_and_leaves_a_trace(play: Play, verb: str) -> None:
    data = await opened(play)
    filled = {**data, "resolution": "x", "question": "x", "assignee": "emil"}
    with structlog.testing.capture_logs() as logs:
        outgoing = await play.do(verb, filled, **IN_CHANNEL, person=MALLORY)
    assert outgoing.notice == SAY.refused["not_allowed"]
    assert (outgoing.replacement, outgoing.replies) == (None, ())
    assert play.admins.tickets.events[-1].kind is Action.DENIED
    assert play.admins.tickets.events[-1].actor.key == "mallory"
    assert [log["event"] for log in logs] == ["action denied"]
    assert play.admins.tickets.tickets["t1"].state is TicketState.NEW


async def test_card_data_proves_nothing(play: Play) -> None:
    data = await opened(play)
    forged = {**data, "is_admin": True, "person": "dana", "tenant": "tenant", "state": "resolved"}
    outgoing = await play.do("desk.claim", forged, person=MALLORY)
    assert outgoing.notice == SAY.refused["not_allowed"]
    other = await play.do("desk.claim", data, **{**ADMIN, "tenant": "other"})
    assert other.notice == SAY.refused["no_ticket"]


async def test_lists(play: Play) -> None:
    await opened(play)
    await play.escalate("AADSTS50034: gone", person=Person("29:bea", "bea", "Bea"), conversation="a:bea")
    await play.say("claim #2", **ADMIN)

    async def listed(typed: str) -> str:
        return texts(only_card(await play.say(typed, **ADMIN)))

    assert "#1" in await listed("tickets")
    assert "#2" in await listed("tickets open")
    assert "#1" not in await listed("tickets mine")
    assert "#2" not in await listed("tickets AADSTS50076")
    assert "#2" not in await listed("tickets 50076")
    assert "#1" not in await listed("tickets bea")
    assert "No tickets: nobody." in await listed("tickets nobody")
    await play.say("resolve #1 done", **ADMIN)
    assert "#1" not in await listed("tickets")
    assert "#1" in await listed("tickets all")


async def test_a_line_of_a_list_opens_its_ticket(play: Play) -> None:
    await opened(play)
    card = only_card(await play.say("tickets", **ADMIN))
    [row] = [item["selectAction"] for item in elements(card) if "selectAction" in item]
    data = dict(row["data"])
    assert "asks for help" in texts(only_card(await play.do(data.pop("verb"), data, **ADMIN)))


@pytest.mark.parametrize("typed", ["tickets", "ticket #1"])
async def test_tickets_are_shown_only_where_admins_are_among_themselves(play: Play, typed: str) -> None:
    await opened(play)
    await play.set_channel()
    assert only_card(await play.say(typed, **ADMIN))
    elsewhere = {**ADMIN, "team": "19:other", "channel": "19:d"}
    for changes in (elsewhere, {"person": DANA, "place": Place.GROUP}):
        outgoing = await play.say(typed, **changes)
        assert [reply.text for reply in outgoing.replies] == [SAY.refused["elsewhere"]]
    assert only_card(await play.say(typed, person=DANA, conversation="a:dana"))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_form_and_button_of_a_ticket_can_be_typed_with_its_number(language: str) -> None:
    labels = set()
    for name, draw in CARDS.items():
        if not name.startswith(("ticket", "admin-ticket", "incident")):
            continue
        for item in draw("fr" if language == "fr" else "en").get("actions", ()):
            labels.add(item["title"])
    assert len(labels) > 10
    assert [
        label for label in labels if parse(f"{label} #12 words") is None and parse(f"{label} #12") is None
    ] == []


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_the_list_of_commands_says_is_understood(language: str, play: Play) -> None:
    commands = play.assistant._library.current.commands
    for typed in wording("fr" if language == "fr" else "en").tickets.admin_commands:
        assert commands.parse(typed), typed


async def test_a_late_delivery_shows_the_newest_state(play: Play) -> None:
    await opened(play)
    wish = play.admins.tickets.wishes[0]
    await play.say("claim #1", **ADMIN)
    drawn = await play.drawings.draw(_delivery(play, wish.draft.payload, Target.CHANNEL))
    assert drawn is not None
    assert drawn.card is not None
    assert "being worked on · Dana" in texts(dict(drawn.card))


async def test_every_line_can_be_drawn_for_whom_it_is_meant(play: Play) -> None:
    await test_the_whole_way_typed(play)
    for target, payload in play.admins.tickets.lines:
        drawn = await play.drawings.draw(_delivery(play, payload, Target(target)))
        assert drawn is not None
        assert drawn.text is not None
        assert "#1" in drawn.text or "Dana" in drawn.text or "Alex" in drawn.text
    undelivered = {"line": "undelivered", "to": "person", "reason": "403"}
    drawn = await play.drawings.draw(_delivery(play, undelivered, Target.THREAD))
    assert drawn is not None
    assert "Alex cannot be reached about #1" in (drawn.text or "")


async def test_a_delivery_about_nothing_draws_nothing(play: Play) -> None:
    for payload in ({"draw": "admin_ticket"}, {"draw": "incident"}, {"line": "claimed"}, {"line": "?"}, {}):
        assert await play.drawings.draw(_delivery(play, payload, Target.CHANNEL, ticket="gone")) is None


def _delivery(play: Play, payload: Mapping[str, Any], target: Target, *, ticket: str = "t1") -> Delivery:
    now = play.admins.clock.now()
    kind = DeliveryKind.LINE if "line" in payload else DeliveryKind.CARD
    return Delivery(1, "tenant", ticket, None, target, kind, payload, None, now, now)


@pytest.mark.parametrize(
    "typed",
    [
        "# 12",
        " #12",
        "claim#12",
        "*ask an admin*: since today",
        "re\u0301soudre 12 fait",
        "« Demander à un admin » : depuis hier",
    ],
)
def test_commands_are_found_however_they_begin(typed: str) -> None:
    assert parse(typed) is not None
