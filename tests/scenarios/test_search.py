"""Searching from a message box, over real HTTP, as Teams does it."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from cards.wording import wording
from catalog.catalog import Catalog
from dialogs.messages import Incoming, Outgoing
from tests.cards.schema import MOST_BYTES, problems, size
from tests.dialogs.reading import title
from tests.fakes.activities import activity, in_channel, message, searched
from tests.fakes.stage import ScriptedAssistant, stage
from tests.scenarios.test_conversation import Chat, chat

CARD_TYPE = "application/vnd.microsoft.card.adaptive"
THUMBNAIL = "application/vnd.microsoft.card.thumbnail"


@pytest.fixture
async def alex(tmp_path: Path, small: Catalog) -> AsyncIterator[Chat]:
    async with chat(tmp_path / "reconnect.sqlite3", small) as made:
        yield made


async def results(person: Chat, query: str | None, **changes: Any) -> list[dict[str, Any]]:
    """The results of a search, each checked to be as Teams wants it."""
    answer = (await person.post(searched(query, **changes)))["composeExtension"]
    assert (answer["type"], answer["attachmentLayout"]) == ("result", "list")
    for result in answer["attachments"]:
        assert result["contentType"] == CARD_TYPE
        assert problems(result["content"]) == []
        assert size(result["content"]) < MOST_BYTES
        assert result["preview"]["contentType"] == THUMBNAIL
        [picture] = result["preview"]["content"]["images"]
        assert picture["url"].startswith("data:image/png;base64,")
    assert not person.connector.calls, "a search posts nothing"
    found: list[dict[str, Any]] = answer["attachments"]
    return found


def lines(found: list[dict[str, Any]]) -> list[str]:
    return [result["preview"]["content"]["title"] for result in found]


async def test_a_code_is_found_and_its_card_inserted(alex: Chat) -> None:
    [result] = await results(alex, "50034")
    assert result["preview"]["content"]["text"] == "AADSTS50034 · Needs your IT admin"
    assert title(result["content"]) == "This account does not exist here"


async def test_words_are_found_too(alex: Chat) -> None:
    assert lines(await results(alex, "multi-factor")) == ["Your sign-in needs a second step"]


async def test_opening_the_search_box_shows_what_people_meet_most(alex: Chat) -> None:
    assert lines(await results(alex, None)) == [
        "Your sign-in needs a second step",
        "This account does not exist here",
    ]


async def test_pages_go_on_and_end(alex: Chat) -> None:
    pages = [lines(await results(alex, "", skip=skip, count=1)) for skip in range(3)]
    assert pages == [["Your sign-in needs a second step"], ["This account does not exist here"], []]


async def test_nothing_found_is_a_sentence(alex: Chat) -> None:
    answer = await alex.post(searched("AADSTS99999"))
    assert answer == {"composeExtension": {"type": "message", "text": wording("en").search_nothing}}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"locale": "fr-FR"}, "Ce compte n’existe pas ici"),
        (
            {"locale": None, "entities": [{"type": "clientInfo", "locale": "fr-CA", "platform": "iOS"}]},
            "Ce compte n’existe pas ici",
        ),
        ({"locale": None}, "This account does not exist here"),
    ],
)
async def test_results_are_in_the_language_of_the_client(
    alex: Chat, changes: dict[str, Any], expected: str
) -> None:
    assert lines(await results(alex, "50034", **changes)) == [expected]


async def test_results_are_in_the_language_that_was_chosen(alex: Chat) -> None:
    await alex.post(message("language fr"))
    alex.connector.calls.clear()
    assert lines(await results(alex, "50034", locale="en-US")) == ["Ce compte n’existe pas ici"]


async def test_the_buttons_of_an_inserted_card_work_where_it_was_inserted(alex: Chat) -> None:
    [result] = await results(alex, "50076", **in_channel())
    worked = await alex.press(result["content"], "It worked")
    assert title(worked) == "Good, that is working again"


INSERTED = (
    '\n<span class="inline-compose-card" itemid="0" itemtype="http://schema.skype.com/InputExtension">\n'
    '  <span content="0" itemprop="cardId"></span>\n</span>\n'
)


@pytest.mark.parametrize("text", [None, "", INSERTED, "&nbsp;"])
async def test_a_card_that_is_inserted_in_the_chat_with_the_bot_needs_no_answer(
    alex: Chat, text: str | None
) -> None:
    [result] = await results(alex, "50076")
    card = {"contentType": CARD_TYPE, "content": result["content"]}
    copy = {"contentType": "text/html", "content": '<p>&nbsp;</p><attachment id="1"></attachment>'}
    await alex.post(message(text, attachments=[card, copy]))
    assert not alex.connector.calls


async def test_words_beside_an_inserted_card_are_answered(alex: Chat) -> None:
    [result] = await results(alex, "50076")
    card = {"contentType": CARD_TYPE, "content": result["content"]}
    answer = await alex.card(message(f"I have AADSTS50034 {INSERTED}", attachments=[card]))
    assert title(answer) == "This account does not exist here"


@pytest.mark.parametrize(
    "query",
    [
        "<script>alert(1)</script>",
        "[x](https://evil.example) <at>everyone</at>",
        "' OR 1=1 --",
        "{{query}} ${x}",
        "x" * 100_000,
        "\ud83d broken",
        "\u202e50076",
    ],
    ids=["script", "markdown", "sql", "template", "long", "surrogate", "right-to-left"],
)
async def test_a_hostile_query_comes_back_nowhere(alex: Chat, query: str) -> None:
    answer = json.dumps(await alex.post(searched(query)))
    assert "evil.example" not in answer
    assert "alert(1)" not in answer
    assert len(answer) < 100_000


@pytest.mark.parametrize(
    "value",
    [
        {},
        {"parameters": None, "queryOptions": None},
        {"parameters": "query", "queryOptions": []},
        {"parameters": [{"name": "query", "value": {"deep": 1}}, 7], "queryOptions": {"skip": "x"}},
        {"parameters": [{"name": "initialRun", "value": "true"}], "queryOptions": {"skip": -1, "count": 1e9}},
        {"parameters": [{"name": ["query"]}], "queryOptions": {"skip": True, "count": 10**30}},
    ],
)
async def test_a_query_without_what_belongs_in_it_is_like_an_empty_one(
    alex: Chat, value: dict[str, Any]
) -> None:
    answer = await alex.post(activity("invoke", name="composeExtension/query", value=value))
    assert len(answer["composeExtension"]["attachments"]) == 2


async def test_a_query_without_any_value_is_refused() -> None:
    async with stage() as bot:
        body = activity("invoke", bot.connector.service_url, name="composeExtension/query")
        assert (await bot.post(body)).status == 400


async def test_the_same_activity_id_is_searched_again() -> None:
    """Answers are large, and searching changes nothing: there is no need to remember any."""
    async with stage(ScriptedAssistant(lambda incoming: Outgoing())) as bot:
        body = searched("50076", service_url=bot.connector.service_url)
        answers = [await bot.post(body) for _ in range(2)]
        assert [answer.json["composeExtension"]["attachments"] for answer in answers] == [[], []]
        assert len(bot.heard) == 2


async def test_a_search_that_breaks_is_answered_with_a_sentence_and_posts_nothing(alex: Chat) -> None:
    def breaking(incoming: Incoming) -> Outgoing:
        raise RuntimeError("the cause")

    async with stage(ScriptedAssistant(breaking)) as bot:
        with capture_logs() as logs:
            posted = await bot.post(searched("x", service_url=bot.connector.service_url))
        assert posted.status == 200
        assert posted.json["composeExtension"]["type"] == "result"
        assert not bot.connector.calls
        assert [log["event"] for log in logs] == ["turn failed"]


async def test_a_search_is_given_up_before_teams_stops_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    class Slow(ScriptedAssistant):
        async def respond(self, incoming: Incoming) -> Outgoing:
            await asyncio.Event().wait()
            return Outgoing()

    monkeypatch.setattr("bot.teams.turn._SEARCH", 0.05)
    async with stage(Slow()) as bot:
        with capture_logs():
            async with asyncio.timeout(60):
                posted = await bot.post(searched("x", service_url=bot.connector.service_url))
        assert posted.status == 200


async def test_a_search_must_prove_that_it_comes_from_teams() -> None:
    async with stage() as bot:
        posted = await bot.post(searched("x", service_url=bot.connector.service_url), signed=False)
        assert posted.status == 401
        assert not bot.heard
