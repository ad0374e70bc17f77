"""Escalation over real HTTP: the real store and worker between a person, admins and the fake connector."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp.test_utils import TestServer

from bot.app import DESK, create_app
from bot.clock import SystemClock
from bot.settings import Settings
from cards.wording import wording
from catalog.catalog import Catalog
from dialogs.escalation.desk import Desk
from tests.cards.schema import problems
from tests.dialogs.reading import elements, presses, texts, title
from tests.fakes.activities import ALEX, MENTION, executed, message, submitted
from tests.fakes.connector import Call, FakeConnector
from tests.fakes.entra import TENANT

SAY = wording("en").tickets
PASTE = "AADSTS50076: it failed. Correlation ID: 7b8c9d0e-aaaa-4bbb-8ccc-ddddeeeeffff password=hunter2hunter2"
DANA = {"id": "29:dana", "name": "Dana", "aadObjectId": "dddddddd-0000-0000-0000-000000000001"}
MALLORY = {"id": "29:mallory", "name": "Mallory", "aadObjectId": "99999999-0000-0000-0000-000000000009"}
CHANNEL = "19:c@thread.tacv2"


@dataclass
class Office:
    """A bot, its database, and the people around it."""

    connector: FakeConnector
    client: aiohttp.ClientSession
    url: str
    desk: Desk
    seen: set[int] = field(default_factory=set)

    async def post(self, body: dict[str, Any]) -> Any:
        body["serviceUrl"] = self.connector.service_url
        async with self.client.post(self.url, json=body) as response:
            assert response.status == 200, await response.text()
            return await response.json() if response.content_type == "application/json" else None

    async def say(self, text: str, **changes: Any) -> None:
        await self.post(message(text, **changes))

    async def press(
        self, card: dict[str, Any], label: str, values: dict[str, str] | None = None, **changes: Any
    ) -> dict[str, Any]:
        """Press a button; the card that takes the place of the pressed one."""
        data = {**presses(card)[label], **(values or {})}
        answer = await self.post(executed(data.pop("verb"), data, **changes))
        assert answer["type"] == "application/vnd.microsoft.card.adaptive", answer
        replacement: dict[str, Any] = answer["value"]
        assert problems(replacement) == []
        return replacement

    async def escalate(self, paste: str = PASTE, **changes: Any) -> dict[str, Any]:
        """A person pastes, asks, looks at the preview and sends; the ticket's card."""
        await self.say(paste, **changes)
        card = await self.card(lambda call: "Ask an admin" in presses(card_of(call)))
        form = await self.press(card, "Ask an admin", **changes)
        preview = await self.press(form, "See what will be sent", {"note": "since Monday"}, **changes)
        return await self.press(preview, "Send", **changes)

    async def set_up(self) -> None:
        """Dana types a good code in the channel."""
        code = await self.desk.channels.new_code(at=SystemClock().now(), valid=timedelta(hours=1))
        await self.say(f"<at>Helper</at> set up {code}", **in_channel())
        await self.call(lambda call: SAY.set_up_done in texts(card_of(call)))

    async def call(self, wanted: Callable[[Call], bool]) -> Call:
        """A call that fits, once it has come; each is found once, and deliveries keep no common order."""
        async with asyncio.timeout(60):
            while True:
                for place, call in enumerate(self.connector.calls):
                    if place not in self.seen and wanted(call):
                        self.seen.add(place)
                        return call
                await asyncio.sleep(0.02)

    async def card(self, wanted: Callable[[Call], bool]) -> dict[str, Any]:
        card = card_of(await self.call(wanted))
        assert problems(card) == []
        return card

    async def hears(self, words: str) -> Call:
        """The next line that holds ``words``."""
        return await self.call(lambda call: words in (activity_of(call).get("text") or ""))


def activity_of(call: Call) -> dict[str, Any]:
    body: dict[str, Any] = call.body or {}
    activity: dict[str, Any] = body.get("activity", body)
    return activity


def card_of(call: Call) -> dict[str, Any]:
    attachments = activity_of(call).get("attachments") or [{"content": {}}]
    content: dict[str, Any] = attachments[0]["content"]
    return content


def in_channel(person: dict[str, Any] = DANA, thread: str = "1", **changes: Any) -> dict[str, Any]:
    """What is typed or pressed in the admins' channel."""
    conversation = {"id": f"{CHANNEL};messageid={thread}", "conversationType": "channel", "isGroup": True}
    data = {"tenant": {"id": TENANT}, "team": {"id": "19:team@thread.tacv2", "name": "Help desk"}}
    return {
        "from": person,
        "conversation": {**conversation, "tenantId": TENANT},
        "channelData": {**data, "channel": {"id": CHANNEL}},
        "entities": [MENTION],
        **changes,
    }


def person(number: int) -> dict[str, Any]:
    """Somebody in their own chat."""
    chat = {"id": f"a:{number}", "conversationType": "personal", "tenantId": TENANT}
    return {
        "from": {**ALEX, "id": f"29:{number}", "aadObjectId": f"p-{number}", "name": f"P{number}"},
        "conversation": chat,
    }


@asynccontextmanager
async def office(database: Path, catalog: Catalog, **settings: Any) -> AsyncIterator[Office]:
    chosen = Settings(_env_file=None, database_url=f"sqlite+aiosqlite:///{database}", **settings)
    app = create_app(chosen, catalog)
    async with FakeConnector() as connector, TestServer(app) as server, aiohttp.ClientSession() as client:
        connector.members = [DANA]
        yield Office(connector, client, str(server.make_url("/api/messages")), app[DESK])


@pytest.fixture
async def bot(tmp_path: Path, small: Catalog) -> AsyncIterator[Office]:
    async with office(tmp_path / "reconnect.sqlite3", small) as opened:
        yield opened


async def test_the_reference_of_the_answer_is_on_its_ticket(bot: Office) -> None:
    await bot.set_up()
    await bot.escalate()
    answer = next(card for call in bot.connector.calls if "Ask an admin" in presses(card := card_of(call)))
    (reference,) = re.findall(r"^Our reference \n([A-Z2-7]{8})$", texts(answer), re.MULTILINE)
    ticket = await bot.card(lambda call: "asks for help" in texts(card_of(call)))
    assert reference in texts(ticket)


async def test_from_the_paste_to_the_confirmation(bot: Office) -> None:
    await bot.set_up()
    ticket = await bot.escalate()
    assert title(ticket) == "Ticket #1 · new"
    posted = await bot.call(lambda call: "asks for help" in texts(card_of(call)))
    assert posted.body["channelData"] == {"channel": {"id": CHANNEL}}
    card, place = (
        card_of(posted),
        in_channel(thread="x", replyToId=f"sent-{bot.connector.calls.index(posted) + 1}"),
    )
    assert "hunter2" not in texts(card)

    claimed = await bot.press(card, "Claim", **place)
    assert "being worked on · Dana" in texts(claimed)
    heard = await bot.hears("Dana is now working on your ticket #1")
    assert heard.conversation == "a:personal"
    edited = await bot.call(lambda call: "being worked on · Dana" in texts(card_of(call)))
    assert edited.activity_id == place["replyToId"]
    assert (await bot.hears("Dana claimed #1.")).conversation.startswith(f"{CHANNEL};messageid=")

    await bot.press(claimed, "Send", {"question": "Which phone?"}, **place)
    await bot.hears("Dana asks about your ticket #1: Which phone?")
    await bot.say("reply #1 the old one")
    await bot.hears("Alex Wilber answered: the old one")

    await bot.press(claimed, "Resolve", {"resolution": "Sign in again"}, **place)
    await bot.hears("Dana resolved your ticket #1: Sign in again")
    await bot.say("my tickets")
    assert "resolved" in texts(await bot.card(lambda call: "Your tickets" in texts(card_of(call))))
    shown = await bot.press({"body": [_row_of(await _list(bot))]}, "Ticket #1 · resolved")
    confirmed = await bot.press(shown, "It works now")
    assert title(confirmed) == "Ticket #1 · confirmed"
    await bot.hears("Alex Wilber confirmed: it works again.")


async def _list(bot: Office) -> dict[str, Any]:
    await bot.say("my tickets")
    return await bot.card(lambda call: "Your tickets" in texts(card_of(call)))


def _row_of(card: dict[str, Any]) -> dict[str, Any]:
    return next(item["selectAction"] for item in elements(card) if "selectAction" in item)


async def test_a_ticket_waits_for_a_channel_and_is_delivered_then(bot: Office) -> None:
    assert SAY.kept_for_later in texts(await bot.escalate())
    await asyncio.sleep(0.5)  # the worker has found no channel
    await bot.set_up()
    await bot.call(lambda call: "asks for help" in texts(card_of(call)))


async def test_a_press_that_is_delivered_twice_makes_one_ticket(bot: Office) -> None:
    await bot.set_up()
    await bot.say(PASTE)
    card = await bot.card(lambda call: "Ask an admin" in presses(card_of(call)))
    form = await bot.press(card, "Ask an admin")
    preview = await bot.press(form, "See what will be sent", {"note": ""})
    data = dict(presses(preview)["Send"])
    press = executed(data.pop("verb"), data)
    answers = await asyncio.gather(*(bot.post(dict(press)) for _ in range(3)))
    answers.append(await bot.post({**press, "id": "another activity"}))
    assert {title(answer["value"]) for answer in answers} == {"Ticket #1 · new"}
    assert len(await bot.desk.tickets.search(TENANT)) == 1


async def test_who_may_not_is_told_alone_and_nothing_changes(bot: Office) -> None:
    await bot.set_up()
    await bot.escalate()
    card = await bot.card(lambda call: "asks for help" in texts(card_of(call)))
    data = dict(presses(card)["Claim"])
    answer = await bot.post(executed(data.pop("verb"), data, **in_channel(MALLORY)))
    assert answer == {
        "statusCode": 200,
        "type": "application/vnd.microsoft.activity.message",
        "value": SAY.refused["not_allowed"],
    }
    [ticket] = await bot.desk.tickets.search(TENANT)
    assert ticket.state == "new"
    assert [event.kind for event in await bot.desk.tickets.history(ticket.id)] == ["opened", "denied"]


async def test_an_older_client_learns_it_in_a_message(bot: Office) -> None:
    await bot.set_up()
    await bot.escalate()
    card = await bot.card(lambda call: "asks for help" in texts(card_of(call)))
    await bot.post(submitted(presses(card)["Claim"], **in_channel(MALLORY)))
    await bot.hears(SAY.refused["not_allowed"])


async def test_two_claim_at_once_and_one_has_it(bot: Office) -> None:
    emil = {**DANA, "id": "29:emil", "name": "Emil", "aadObjectId": "dddddddd-0000-0000-0000-000000000002"}
    bot.connector.members = [DANA, emil]
    await bot.set_up()
    await bot.escalate()
    card = await bot.card(lambda call: "asks for help" in texts(card_of(call)))
    both = await asyncio.gather(*(bot.press(card, "Claim", **in_channel(who)) for who in (DANA, emil)))
    [ticket] = await bot.desk.tickets.search(TENANT)
    assert ticket.assignee is not None
    sentences = [said for shown in both for said in texts(shown).splitlines() if "already has #1" in said]
    assert sentences == [f"{ticket.assignee.name} already has #1. It can change hands with Assign to…"]


async def test_an_outage_is_one_incident_that_one_note_ends(tmp_path: Path, small: Catalog) -> None:
    async with office(tmp_path / "reconnect.sqlite3", small, incident_people=3) as bot:
        await bot.set_up()
        for number in range(4):
            await bot.escalate(**person(number))
        card = await bot.card(lambda call: "4 people have the same problem" in texts(card_of(call)))
        await bot.hears("from P3 joined.")
        posts = [call for call in bot.connector.calls if call.conversation == "" and call.method == "POST"]
        assert len(posts) == 4, "the test post, two tickets, one incident: the rest is silent"
        await bot.say("AADSTS50076", **person(9))
        await bot.card(lambda call: SAY.known_problem_text in texts(card_of(call)))
        await bot.press(card, "Resolve all", {"note_to_all": "The policy is mended"}, **in_channel())
        told = {(await bot.hears("The policy is mended")).conversation for _ in range(4)}
        assert {ticket.state for ticket in await bot.desk.tickets.search(TENANT)} == {"resolved"}
        assert told <= {"a:0", "a:1", "a:2", "a:3", *(call.conversation for call in bot.connector.calls)}


async def test_a_restart_loses_nothing(tmp_path: Path, small: Catalog) -> None:
    database = tmp_path / "reconnect.sqlite3"
    async with office(database, small) as bot:
        await bot.escalate()
    async with office(database, small) as bot:
        await bot.set_up()
        await bot.say("ticket #1", **in_channel())
        assert "since Monday" in texts(await bot.card(lambda call: "asks for help" in texts(card_of(call))))
