"""A person and their own tickets."""

import pytest

from cards.wording import wording
from dialogs.escalation.posting import Refused
from dialogs.messages import Person, Place
from tests.dialogs.escalation.playing import ADMIN, MALLORY, Play
from tests.dialogs.reading import elements, only_card, presses, texts, title

SAY = wording("en").tickets


async def asked_back(play: Play) -> None:
    await play.escalate()
    await play.say("claim #1", **ADMIN)
    await play.say("ask back #1 Which phone?", **ADMIN)


async def test_a_comment_reaches_the_thread_and_keeps_the_state(play: Play) -> None:
    card = await play.escalate()
    shown = only_card(await play.press(card, "Send", values={"comment": "on my laptop too"}))
    assert "on my laptop too" in texts(shown)
    assert title(shown) == "Ticket #1 · new"
    assert play.lines == [("channel_thread", "commented")]


async def test_a_comment_without_words_is_sent_back(play: Play) -> None:
    card = await play.escalate()
    shown = only_card(await play.press(card, "Send", values={"comment": "  "}))
    assert "Please write a few words" in texts(shown)


async def test_people_reach_their_tickets_while_nobody_can_say_who_the_admins_are(play: Play) -> None:
    card = await play.escalate()
    play.admins.team.is_closed = True
    shown = only_card(await play.press(card, "Send", values={"comment": "on my laptop too"}))
    assert "on my laptop too" in texts(shown)
    with pytest.raises(Refused):
        await play.say("claim #1", **ADMIN)


async def test_a_ticket_opened_in_french_stays_french_where_teams_speaks_english(play: Play) -> None:
    card = only_card(await play.say("AADSTS50034 : ce compte d’utilisateur n’existe pas dans l’annuaire"))
    for label in ("Voir un admin", "Voir ce qui sera envoyé", "Envoyer"):
        card = only_card(await play.press(card, label))
    data = {"ticket": "t1", "comment": "sur mon portable aussi"}
    shown = only_card(await play.do("ticket.comment", data))
    assert title(shown) == "Ticket nº\xa01 · nouveau"
    assert "sur mon portable aussi" in texts(shown)
    refused = only_card(await play.do("ticket.comment", {"ticket": "t1", "comment": " "}))
    assert "quelques mots" in texts(refused)


async def test_withdrawing_ends_it(play: Play) -> None:
    card = only_card(await play.press(await play.escalate(), "Withdraw"))
    assert title(card) == "Ticket #1 · withdrawn"
    assert presses(card) == {}
    assert "by now, so that no longer fits" in texts(
        only_card(await play.do("ticket.withdraw", {"ticket": "t1"}))
    )


async def test_an_answer_goes_back_by_button(play: Play) -> None:
    await asked_back(play)
    card = only_card(await play.do("ticket.show", {"ticket": "t1"}))
    assert "Which phone?" in texts(card)
    answered = only_card(await play.press(card, "Answer", values={"reply": "the old one"}))
    assert title(answered) == "Ticket #1 · being worked on"
    assert play.lines[-1] == ("channel_thread", "answered")


async def test_an_answer_goes_back_by_typing(play: Play) -> None:
    await asked_back(play)
    outgoing = await play.say("reply #1 the old one")
    assert outgoing.replies[0].text == "Ticket #1: Dana is working on it."
    assert play.admins.tickets.lines[-1][1]["text"] == "the old one"


async def test_an_answer_typed_without_ceremony_is_offered_to_be_sent(play: Play) -> None:
    await asked_back(play)
    card = only_card(await play.say("the one with the cracked screen"))
    [box] = [item for item in elements(card) if item["type"] == "Input.Text"]
    assert box["value"] == "the one with the cracked screen"
    assert "Is this your answer" in texts(card)


async def test_chat_stays_chat_where_nothing_was_asked(play: Play) -> None:
    await play.escalate()
    assert "I see no error in that" in texts(only_card(await play.say("the one with the cracked screen")))


@pytest.mark.parametrize("typed", [False, True])
async def test_a_resolution_is_confirmed_or_reopened(play: Play, typed: bool) -> None:
    await play.escalate()
    await play.say("resolve #1 You have access again", **ADMIN)
    card = only_card(await play.do("ticket.show", {"ticket": "t1"}))
    assert "You have access again" in texts(card)
    if typed:
        await play.say("still broken #1 same screen")
        await play.say("resolve #1 once more", **ADMIN)
        await play.say("it works now #1")
    else:
        await play.press(card, "Send", values={"left": "same screen"})
        await play.say("resolve #1 once more", **ADMIN)
        await play.press(card, "It works now")
    states = [event.after for event in play.admins.tickets.events]
    assert states == ["new", "resolved", "claimed", "resolved", "confirmed"]
    assert [line for target, line in play.lines if target == "person"] == ["resolved", "resolved"]


async def test_my_tickets_are_mine_alone(play: Play) -> None:
    await play.escalate()
    card = only_card(await play.say("my tickets"))
    assert "Ticket #1 · new" in texts(card)
    theirs = only_card(await play.say("mes tickets", person=MALLORY, conversation="a:2", locale="fr"))
    assert "Vous n’avez aucun ticket" in texts(theirs)
    assert "Ticket #1" in texts(only_card(await play.say("tickets")))


async def test_lists_are_not_shown_where_others_read_along(play: Play) -> None:
    outgoing = await play.say("my tickets", place=Place.GROUP)
    assert [reply.text for reply in outgoing.replies] == [SAY.refused["privately"]]


@pytest.mark.parametrize("verb", ["ticket.withdraw", "ticket.comment", "ticket.answer", "ticket.confirm"])
async def test_nobody_else_touches_my_ticket(play: Play, verb: str) -> None:
    await play.escalate()
    outgoing = await play.do(verb, {"ticket": "t1", "comment": "x", "reply": "x"}, person=MALLORY)
    assert (outgoing.notice, outgoing.replacement) == (SAY.refused["not_theirs"], None)
    assert play.admins.tickets.events[-1].kind == "denied"
    assert play.admins.tickets.tickets["t1"].state == "new"


async def test_nobody_else_sees_my_ticket(play: Play) -> None:
    await play.escalate()
    for outgoing in (
        await play.do("ticket.show", {"ticket": "t1"}, person=MALLORY),
        await play.do("desk.show", {"ticket": "t1"}, person=MALLORY),
        await play.do("ticket.show", {"ticket": "t1"}, tenant="other"),
    ):
        assert outgoing.notice == SAY.refused["no_ticket"]


async def test_a_number_that_is_not_there_is_said_so(play: Play) -> None:
    outgoing = await play.say("withdraw #7", person=Person("29:9"))
    assert [reply.text for reply in outgoing.replies] == [SAY.refused["no_ticket"]]
