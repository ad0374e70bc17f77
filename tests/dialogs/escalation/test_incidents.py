"""One outage, one incident: what is told to whom, and the end of it."""

from dataclasses import replace
from typing import Any

from cards.wording import wording
from dialogs.escalation.model import Incident, Posted, Ticket
from dialogs.escalation.notices import on_opening
from dialogs.escalation.outbox import Wish
from dialogs.escalation.ports import Opened, Opening
from dialogs.messages import Person
from tests.dialogs.escalation.playing import ADMIN, MALLORY, Play
from tests.dialogs.escalation.samples import NOON, ticket
from tests.dialogs.reading import only_card, texts

SAY = wording("en").tickets
INCIDENT = Incident("i-1", "tenant", 20, "AADSTS50076", "AADSTS50076", NOON, NOON, 2)


async def outage(play: Play) -> None:
    """Two people's tickets are one incident."""
    await play.set_channel()
    await play.escalate()
    await play.escalate(person=Person("29:bea", "bea", "Bea"), conversation="a:bea")
    tickets = play.admins.tickets.tickets
    for name, one in tickets.items():
        tickets[name] = replace(one, incident_id="i-1")
    play.admins.incidents.incidents["i-1"] = replace(INCIDENT, opened_at=one.opened_at)
    play.admins.tickets.wishes.clear()


def told(wishes: list[Wish]) -> list[tuple[str, object, str | None, str | None]]:
    return [
        (
            wish.draft.target,
            wish.draft.payload.get("draw") or wish.draft.payload.get("line"),
            wish.ticket_id,
            wish.incident_id,
        )
        for wish in wishes
    ]


def numbered(number: int, **changes: Any) -> Ticket:
    return ticket(id=f"t-{number}", number=number, incident_id="i-1", **changes)


def test_the_ticket_that_starts_an_incident_brings_its_card() -> None:
    earlier = numbered(1, admin_card=Posted("19:c", "a-1"))
    newest = numbered(2)
    opened = Opened(newest, Opening.NEW, INCIDENT, (earlier, newest), starts_incident=True)
    assert told(list(on_opening(opened))) == [
        ("channel", "incident", None, "i-1"),
        ("channel_thread", "gathered", "t-2", "i-1"),
        ("channel", "admin_ticket", "t-1", None),
        ("person", "ticket", "t-1", None),
    ]


def test_further_tickets_go_into_its_thread() -> None:
    newest = numbered(3)
    opened = Opened(newest, Opening.NEW, replace(INCIDENT, count=3), (newest,))
    assert told(list(on_opening(opened))) == [
        ("channel", "incident", None, "i-1"),
        ("channel_thread", "gathered", "t-3", "i-1"),
    ]


async def test_what_happens_to_a_gathered_ticket_is_told_in_the_incident(play: Play) -> None:
    await outage(play)
    await play.say("claim #1", **ADMIN)
    assert told(play.admins.tickets.wishes)[-2:] == [
        ("channel", "incident", None, "i-1"),
        ("channel_thread", "claimed", "t1", "i-1"),
    ]


async def test_a_gathered_ticket_that_is_still_broken_gets_a_card_of_its_own(play: Play) -> None:
    await outage(play)
    await play.say("resolve #1 done", **ADMIN)
    await play.say("still broken #1")
    assert ("channel", "admin_ticket", "t1", None) in told(play.admins.tickets.wishes)


async def test_one_note_answers_everybody(play: Play) -> None:
    await outage(play)
    filled = {"incident": "i-1", "note_to_all": "The policy is mended. token: hunter2hunter2hunter2"}
    card = only_card(await play.do("incident.resolve", filled, **ADMIN))
    assert "Dana resolved it for everybody:" in texts(card)
    assert {one.state for one in play.admins.tickets.tickets.values()} == {"resolved"}
    resolved = [wish for wish in play.admins.tickets.wishes if wish.draft.payload.get("line") == "resolved"]
    assert [wish.ticket_id for wish in resolved] == [None, "t2", "t1"]
    assert all("The policy is mended" in wish.draft.payload["text"] for wish in resolved)
    assert "hunter2" not in repr(play.admins.tickets.wishes)


async def test_resolving_it_can_be_typed_and_needs_a_note(play: Play) -> None:
    await outage(play)
    outgoing = await play.say("resolve all #20", **ADMIN)
    assert "Please write a few words" in (outgoing.replies[0].text or "")
    card = only_card(await play.say("resolve all #20 mended", **ADMIN))
    assert "mended" in texts(card)
    again = await play.say("resolve all #20 mended", **ADMIN)
    assert [reply.text for reply in again.replies] == [SAY.refused["stale_incident"]]
    missing = await play.say("resolve all #7 mended", **ADMIN)
    assert [reply.text for reply in missing.replies] == [SAY.refused["no_incident"]]


async def test_only_admins_resolve_it(play: Play) -> None:
    await outage(play)
    outgoing = await play.do("incident.resolve", {"incident": "i-1", "note_to_all": "x"}, person=MALLORY)
    assert outgoing.notice == SAY.refused["not_allowed"]
    assert play.admins.incidents.incidents["i-1"].resolved_by is None


async def test_people_asking_meanwhile_hear_that_it_is_known(play: Play) -> None:
    await outage(play)
    card = only_card(await play.say("AADSTS50076"))
    assert SAY.known_problem_text in texts(card)
    assert SAY.known_problem_text in texts(only_card(await play.say("show steps")))
    assert SAY.known_problem_text not in texts(only_card(await play.say("AADSTS50034")))
    await play.say("resolve all #20 mended", **ADMIN)
    assert SAY.known_problem_text not in texts(only_card(await play.say("AADSTS50076")))


async def test_the_person_sees_that_others_have_it_too(play: Play) -> None:
    await outage(play)
    card = only_card(await play.do("ticket.show", {"ticket": "t1"}))
    assert "handle it as one problem, #20" in texts(card)
