"""The whole bot over real HTTP: what a person does on one side, what the channel is sent on the other."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp.test_utils import TestServer

from bot.app import create_app
from bot.settings import Settings
from catalog.catalog import Catalog
from tests.cards.schema import problems
from tests.dialogs.reading import presses, texts, title
from tests.fakes.activities import MENTION, activity, executed, in_channel, message, submitted
from tests.fakes.connector import FakeConnector

PASTE = "AADSTS50076: something. Correlation ID: 7b8c9d0e-aaaa-4bbb-8ccc-ddddeeeeffff"


@dataclass
class Chat:
    """A person in a chat with the bot."""

    connector: FakeConnector
    client: aiohttp.ClientSession
    url: str

    @property
    def sent(self) -> list[dict[str, Any]]:
        """The activities that the bot sent, oldest first."""
        return [call.body for call in self.connector.calls if call.method == "POST"]

    async def post(self, body: dict[str, Any]) -> Any:
        body["serviceUrl"] = self.connector.url + "/teams/"
        async with self.client.post(self.url, json=body) as response:
            assert response.status == 200, await response.text()
            return await response.json() if response.content_type == "application/json" else None

    async def card(self, body: dict[str, Any]) -> dict[str, Any]:
        """Post, and read the card that is sent in answer."""
        await self.post(body)
        card: dict[str, Any] = self.sent[-1]["attachments"][0]["content"]
        assert problems(card) == []
        return card

    async def press(self, card: dict[str, Any], label: str, **values: str) -> dict[str, Any]:
        """Press a button, and read the card that takes the place of the pressed one."""
        data = dict(presses(card)[label])
        answer = await self.post(executed(data.pop("verb"), {**data, **values}))
        assert (answer["statusCode"], answer["type"]) == (200, "application/vnd.microsoft.card.adaptive")
        value: dict[str, Any] = answer["value"]
        return value


@asynccontextmanager
async def chat(database: Path, catalog: Catalog) -> AsyncIterator[Chat]:
    settings = Settings(_env_file=None, database_url=f"sqlite+aiosqlite:///{database}")
    server = TestServer(create_app(settings, catalog))
    async with FakeConnector() as connector, server, aiohttp.ClientSession() as client:
        yield Chat(connector, client, str(server.make_url("/api/messages")))


@pytest.fixture
async def alex(tmp_path: Path, small: Catalog) -> AsyncIterator[Chat]:
    async with chat(tmp_path / "reconnect.sqlite3", small) as made:
        yield made


async def test_installing_welcomes_once(alex: Chat) -> None:
    bot = {"id": "28:bot", "name": "Helper"}
    card = await alex.card(activity("conversationUpdate", membersAdded=[bot]))
    assert title(card) == "Hello, I am Reconnect"
    await alex.post(activity("installationUpdate", action="add"))
    assert len(alex.sent) == 1


async def test_a_paste_is_answered_and_its_buttons_lead_on(alex: Chat) -> None:
    card = await alex.card(message(PASTE))
    assert title(card) == "Your sign-in needs a second step"
    failing = await alex.press(card, "Still failing")
    assert "Sign in at office.com." in texts(failing)
    form = await alex.press(failing, "Ask an admin")
    preview = await alex.press(form, "See what will be sent", note="since Monday")
    assert "since Monday" in texts(preview)
    sent = await alex.press(preview, "Send")
    assert title(sent) == "Ticket #1 · new"
    assert len(alex.sent) == 1, "presses change the card in place and send nothing"


async def test_an_older_client_submits_and_the_card_is_edited(alex: Chat) -> None:
    card = await alex.card(message(PASTE))
    await alex.post(submitted(presses(card)["It worked"]))
    [edit] = [call for call in alex.connector.calls if call.method == "PUT"]
    assert edit.activity_id == "card-1"
    assert title(edit.body["attachments"][0]["content"]) == "Good, that is working again"


async def test_a_language_and_an_answer_outlive_a_restart(tmp_path: Path, small: Catalog) -> None:
    database = tmp_path / "reconnect.sqlite3"
    async with chat(database, small) as alex:
        await alex.post(message("language fr"))
        card = await alex.card(message(PASTE))
    async with chat(database, small) as alex:
        assert title(await alex.card(message("AADSTS50034"))) == "Ce compte n’existe pas ici"
        failing = await alex.press(card, "Toujours pas")
        assert "7b8c9d0e-aaaa-4bbb-8ccc-ddddeeeeffff" in texts(failing)


async def test_a_mention_in_a_channel_is_answered_there(alex: Chat) -> None:
    text = "<at>Helper</at> Helper.exe failed with AADSTS50034"
    card = await alex.card(message(text, entities=[MENTION], **in_channel()))
    assert title(card) == "This account does not exist here"
    await alex.post(message("AADSTS50034 among ourselves", **in_channel()))
    assert len(alex.sent) == 1


async def test_typed_words_answer_for_the_last_error_of_this_chat_only(alex: Chat) -> None:
    await alex.card(message(PASTE))
    assert "7b8c9d0e" in texts(await alex.card(message("details")))
    other = {"id": "a:other", "conversationType": "personal"}
    await alex.post(message("details", conversation=other))
    assert alex.sent[-1]["text"] == "Paste an error first, then I can help you with it."


async def test_a_picture_alone_gets_a_request_for_its_text(alex: Chat) -> None:
    picture = {"contentType": "image/png", "contentUrl": "https://example.com/x.png"}
    assert title(await alex.card(message("", attachments=[picture]))) == "I can read text, not pictures"


async def test_a_pasted_page_is_read_from_its_richer_copy(alex: Chat) -> None:
    page = {"contentType": "text/html", "content": "<div>Sorry&nbsp;<b>AADSTS50034</b>: gone</div>"}
    assert title(await alex.card(message("Sorry", attachments=[page]))) == "This account does not exist here"
