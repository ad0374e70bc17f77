"""Somebody asks to be forgotten, over real HTTP: what the channel shows afterwards, and what they get."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from cards.wording import wording
from catalog.catalog import Catalog
from tests.dialogs.reading import texts, title
from tests.fakes.activities import ALEX
from tests.fakes.connector import Call
from tests.fakes.entra import TENANT
from tests.scenarios.test_escalation import Office, activity_of, card_of, in_channel, office

SAY = wording("en")


@pytest.fixture
async def bot(tmp_path: Path, small: Catalog) -> AsyncIterator[Office]:
    async with office(tmp_path / "reconnect.sqlite3", small) as opened:
        await opened.set_up()
        yield opened


async def claimed(bot: Office) -> tuple[str, dict[str, Any]]:
    """Alex has asked, Dana has it, both have said something: the channel's message, and Alex's card."""
    ticket = await bot.escalate()
    posted = await bot.call(lambda call: "asks for help" in texts(card_of(call)))
    message = f"sent-{bot.connector.calls.index(posted) + 1}"
    await bot.press(card_of(posted), "Claim", **in_channel(replyToId=message))
    await bot.hears("Dana claimed #1.")
    await bot.say("comment #1 it is Alex Wilber's laptop")
    await bot.hears("Alex Wilber commented: it is Alex Wilber's laptop")
    return message, ticket


async def test_forget_me_empties_what_stands_in_the_channel(bot: Office) -> None:
    message, ticket = await claimed(bot)
    await bot.say("forget me")
    asked = await bot.card(lambda call: SAY.privacy.forget_text in texts(card_of(call)))
    done = await bot.press(asked, SAY.privacy.forget_yes)
    assert title(done) == SAY.privacy.forgotten_title
    assert "withdrawn because they were open: 1" in texts(done)

    card = await bot.call(lambda call: SAY.tickets.erased in texts(card_of(call)))
    assert (card.method, card.activity_id) == ("PUT", message)
    assert "withdrawn" in texts(card_of(card))
    assert "Alex" not in json.dumps(card.body)
    own = await bot.call(lambda call: SAY.tickets.erased_for_person in texts(card_of(call)))
    assert (own.method, own.conversation) == ("PUT", "a:personal")
    await bot.hears("#1 is withdrawn: the person asked to be forgotten.")
    lines = [await bot.hears(SAY.tickets.thread["emptied"]) for _ in range(2)]
    assert {line.method for line in lines} == {"PUT"}

    said = {
        call.activity_id: activity_of(call).get("text") for call in bot.connector.calls if call.activity_id
    }
    sent = [
        f"sent-{place}"
        for place, call in enumerate(bot.connector.calls, 1)
        if "Alex Wilber commented" in (activity_of(call).get("text") or "")
    ]
    assert [said[one] for one in sent] == [SAY.tickets.thread["emptied"]]

    answer = await bot.press({"body": [], "actions": ticket["actions"]}, "Withdraw")
    assert SAY.tickets.erased_for_person in texts(answer)


async def test_my_data_says_all_of_it_and_afterwards_that_there_is_nothing(bot: Office) -> None:
    await claimed(bot)
    await bot.say("my data")
    call = await bot.hears('"goes_by"')
    found = json.loads(activity_of(call)["text"])
    assert found["tickets"][0]["person_name"] == "Alex Wilber"
    assert found["tickets"][0]["history"][-1]["text"] == "it is Alex Wilber's laptop"
    assert "hunter2" not in json.dumps(found)
    await bot.say("yes, forget me")
    await bot.card(lambda call: title_or_none(call) == SAY.privacy.forgotten_title)
    await bot.say("my data")
    await bot.card(lambda call: SAY.privacy.data_nothing in texts(card_of(call)))


async def test_an_admin_who_is_forgotten_is_no_longer_named(bot: Office) -> None:
    message, _ = await claimed(bot)
    await bot.say("yes, forget me", **{"from": in_channel()["from"]})
    card = await bot.call(
        lambda call: (
            call.activity_id == message and "Dana" not in json.dumps(call.body) and call.method == "PUT"
        )
    )
    assert "asks for help" in texts(card_of(card))
    await bot.hears("A former admin released #1")
    [ticket] = await bot.desk.tickets.search(TENANT)
    assert (ticket.state, ticket.assignee, ticket.person.name) == ("new", None, ALEX["name"])
    assert (await bot.hears("A former admin claimed #1.")).method == "PUT"


def said(call: Call) -> str:
    return activity_of(call).get("text") or ""


def title_or_none(call: Call) -> str | None:
    card = card_of(call)
    return title(card) if card else None
