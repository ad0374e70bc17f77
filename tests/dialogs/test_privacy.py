"""People and what is kept about them: typed or pressed, in their own chat, by the sender alone."""

import json
from typing import Any

import pytest

from cards.wording import wording
from catalog.language import Language
from dialogs.assistant import Assistant
from dialogs.escalation.emptying import emptied
from dialogs.escalation.lifecycle import MOVES, Reason, refusal_reason
from dialogs.escalation.model import Action
from dialogs.messages import Outgoing, Place
from dialogs.privacy import MAX_PART, MOST_PARTS, parts_of
from tests.cards.schema import MOST_BYTES, size
from tests.dialogs.conftest import PERSON, Say, pressed
from tests.dialogs.escalation.memory import MemoryDesk
from tests.dialogs.escalation.playing import DANA
from tests.dialogs.escalation.samples import DANA as ADMIN
from tests.dialogs.escalation.samples import NOON, ticket
from tests.dialogs.reading import only_card, presses, texts, title
from tests.dialogs.stores import Memory

SAY = wording("en").privacy


@pytest.mark.parametrize(
    ("typed", "language", "shown"),
    [
        ("privacy", "en", "title"),
        ("confidentialité", "fr", "title"),
        ("vie privée", "fr", "title"),
        ("my data", "en", "data_title"),
        ("Mes données", "fr", "data_title"),
        ("forget me", "en", "forget_title"),
        ("Oublie-moi !", "fr", "forget_title"),
        ("oubliez-moi", "fr", "forget_title"),
        ("yes, forget me", "en", "forgotten_title"),
        ("Oui, oublie-moi.", "fr", "forgotten_title"),
    ],
)
async def test_typed_words_show_their_card(say: Say, typed: str, language: Language, shown: str) -> None:
    outgoing = await say(typed, locale=language)
    assert title(only_card(outgoing)) == getattr(wording(language).privacy, shown)


async def test_the_card_says_how_long_the_operator_keeps_things(say: Say) -> None:
    card = only_card(await say("privacy"))
    assert all(kept.what in texts(card) for kept in SAY.kept)
    assert "180 days after the last change" in texts(card)
    assert presses(card).keys() == {SAY.see_data, SAY.forget_me}


async def test_help_leads_there(say: Say, assistant: Assistant) -> None:
    data = dict(presses(only_card(await say("help")))[SAY.open])
    assert title(only_card(await assistant.respond(pressed(data.pop("verb"), data)))) == SAY.title


async def test_forgetting_asks_first_and_then_says_what_went(
    say: Say, assistant: Assistant, memory: Memory, admins: MemoryDesk
) -> None:
    memory.people = {PERSON.id: {"language": "fr"}}
    asked = only_card(await say("forget me"))
    assert memory.people, "nothing has happened yet"
    kept = await assistant.respond(pressed(presses(asked)[SAY.keep]["verb"]))
    assert kept.replies[0].text == SAY.kept_as_it_was
    data = dict(presses(asked)[SAY.forget_yes])
    done = only_card(await assistant.respond(pressed(data.pop("verb"), data)))
    assert title(done) == SAY.forgotten_title
    assert "your tickets: 2" in texts(done)
    assert memory.people == {}
    assert admins.team.forgotten == 1
    again = only_card(await say("yes, forget me"))
    assert SAY.forgotten_nothing in texts(again)


async def test_nobody_forgets_somebody_else(assistant: Assistant, memory: Memory) -> None:
    memory.people = {PERSON.id: {"language": "fr"}}
    forged: dict[str, Any] = {"person": PERSON.id, "ids": [PERSON.id], "tenant": "tenant"}
    await assistant.respond(pressed("privacy.forget_yes", forged, person=DANA))
    shown = await assistant.respond(pressed("privacy.data", forged, person=DANA))
    assert memory.people
    assert "fr" not in "".join(reply.text or "" for reply in shown.replies)


@pytest.mark.parametrize("place", [Place.CHANNEL, Place.GROUP])
@pytest.mark.parametrize("typed", ["my data", "forget me", "yes, forget me"])
async def test_where_others_read_along_it_is_asked_for_in_private(
    say: Say, memory: Memory, typed: str, place: Place
) -> None:
    memory.people = {PERSON.id: {"language": "fr"}}
    outgoing = await say(typed, place=place)
    assert [reply.text for reply in outgoing.replies] == [wording("en").tickets.refused["privately"]]
    assert memory.people


async def test_my_data_is_json_in_messages_that_fit(say: Say, memory: Memory) -> None:
    memory.people = {PERSON.id: {"answers": [{"pasted": "été ☀ \u2028\n"}]}}
    announced, *parts = (await say("my data")).replies
    assert title(only_card(Outgoing((announced,)))) == SAY.data_title
    assert [json.loads(part.text or "") for part in parts] == list(memory.people.values())


async def test_much_data_comes_in_parts_and_too_much_is_said_to_be_too_much(say: Say, memory: Memory) -> None:
    many = {"answers": [{"pasted": "x" * 5000} for _ in range(6)]}
    memory.people = {PERSON.id: many}
    replies = (await say("my data")).replies
    lines = [reply.text or "" for reply in replies[1:]]
    assert [line.split("\n", 1)[0] for line in lines] == [f"Part {n} of 3" for n in (1, 2, 3)]
    assert json.loads("".join(line.split("\n", 1)[1] for line in lines)) == many
    memory.people = {PERSON.id: {"answers": [{"pasted": "x" * 5000} for _ in range(60)]}}
    replies = (await say("my data")).replies
    assert len(replies) == 1 + MOST_PARTS
    assert SAY.data_more in texts(only_card(Outgoing(replies[:1])))


@pytest.mark.parametrize("letter", ["x", '"', "\\", "\n", "é", "😀"])
def test_no_part_is_too_long_whatever_is_in_it(letter: str) -> None:
    found = {"a": letter * 3 * MAX_PART, "b": [letter * 900] * 40}
    parts = parts_of(found)
    assert max(size({"type": "message", "text": part}) for part in parts) < MOST_BYTES - 2_000
    assert json.loads("".join(parts)) == found
    assert parts_of({}) == []


async def test_nothing_kept_is_said(say: Say) -> None:
    assert SAY.data_nothing in texts(only_card(await say("my data")))


def test_an_emptied_ticket_is_nobodys() -> None:
    left = emptied(ticket(), Action.ERASED, at=NOON).after
    reasons = {refusal_reason(left, action, ADMIN, text="…") for action in MOVES}
    assert reasons <= {Reason.WRONG_STATE, Reason.NOT_ALLOWED}
