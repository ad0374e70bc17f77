"""What goes back: replies, cards in place of cards, and a sentence when something broke."""

import asyncio
import re
from typing import Any

import pytest
from structlog.testing import capture_logs

from dialogs.messages import Card, Incoming, Kind, Outgoing, Place, Reply
from tests.fakes.activities import MENTION, activity, executed, in_channel, message, submitted
from tests.fakes.connector import Trouble
from tests.fakes.stage import ScriptedAssistant, open_stage, stage

CARD: Card = {"type": "AdaptiveCard", "version": "1.5", "fallbackText": "A card", "body": []}
CARD_TYPE = "application/vnd.microsoft.card.adaptive"


def answering(*replies: Reply, replacement: Card | None = None) -> ScriptedAssistant:
    return ScriptedAssistant(lambda incoming: Outgoing(replies, replacement))


def breaking(incoming: Incoming) -> Outgoing:
    raise RuntimeError("the cause")


async def test_a_message_is_answered_on_the_wire() -> None:
    async with stage(answering(Reply(card=CARD), Reply(text="And *this*."))) as bot:
        sent = message("AADSTS50076", service_url=bot.connector.service_url)
        posted = await bot.post(sent)
        assert (posted.status, posted.text) == (200, "")
        card, line = bot.connector.calls
        assert (card.method, card.conversation, card.activity_id) == ("POST", "a:personal", sent["id"])
        assert card.body["attachments"] == [{"contentType": CARD_TYPE, "content": CARD}]
        assert card.body["summary"] == "A card"
        assert card.body["from"] == sent["recipient"]
        assert card.body["recipient"]["id"] == sent["from"]["id"]
        assert card.body["replyToId"] == sent["id"]
        assert (line.body["text"], line.body["textFormat"]) == ("And *this*.", "plain")


async def test_an_invoke_answered_with_a_card_is_200_and_the_card() -> None:
    async with stage(answering(replacement=CARD)) as bot:
        posted = await bot.post(
            executed("it_worked", {"answer": "42"}, service_url=bot.connector.service_url)
        )
        assert posted.status == 200
        assert posted.json == {"statusCode": 200, "type": CARD_TYPE, "value": CARD}
        assert not bot.connector.calls
        press = bot.heard[0].press
        assert press is not None
        assert (press.verb, press.data) == ("it_worked", {"answer": "42", "trigger": "manual"})


async def test_an_invoke_answered_with_replies_sends_them_and_is_200() -> None:
    async with stage(answering(Reply(text="Good to hear."))) as bot:
        posted = await bot.post(executed(service_url=bot.connector.service_url))
        assert posted.json == {
            "statusCode": 200,
            "type": "application/vnd.microsoft.activity.message",
            "value": "",
        }
        assert [body["text"] for body in bot.connector.bodies] == ["Good to hear."]


async def test_a_submit_answered_with_a_card_changes_the_pressed_one() -> None:
    async with stage(answering(Reply(text="Done."), replacement=CARD)) as bot:
        value = {"verb": "it_worked", "answer": "42"}
        posted = await bot.post(submitted(value, service_url=bot.connector.service_url))
        assert posted.status == 200
        update, reply = bot.connector.calls
        assert (update.method, update.activity_id) == ("PUT", "card-1")
        assert update.body["attachments"][0]["content"] == CARD
        assert (reply.method, reply.body["text"]) == ("POST", "Done.")


async def test_a_submit_that_does_not_say_which_card_gets_a_new_one() -> None:
    async with stage(answering(replacement=CARD)) as bot:
        await bot.post(submitted({"verb": "x"}, service_url=bot.connector.service_url, replyToId=None))
        assert [call.method for call in bot.connector.calls] == ["POST"]


@pytest.mark.parametrize("status", [400, 403, 404])
async def test_a_card_that_is_not_ours_to_change_is_answered_with_a_new_one(status: int) -> None:
    async with stage(answering(replacement=CARD)) as bot:
        bot.connector.troubles.append(Trouble(status, code="ActivityNotFoundInConversation"))
        await bot.post(submitted({"verb": "x"}, service_url=bot.connector.service_url))
        update, reply = bot.connector.calls
        assert (update.method, reply.method) == ("PUT", "POST")
        assert reply.body["attachments"][0]["content"] == CARD


@pytest.mark.parametrize("text", ["<at>Helper</at> Helper.exe failed", "Helper.exe <at>Helper</at>failed"])
async def test_only_the_mention_itself_is_taken_from_a_message(text: str) -> None:
    async with stage() as bot:
        sent = message(text, service_url=bot.connector.service_url, **in_channel(entities=[MENTION]))
        await bot.post(sent)
        assert bot.heard[0].text == "Helper.exe failed"
        assert bot.heard[0].place is Place.CHANNEL
        assert bot.connector.calls[0].conversation == "19:c@thread.tacv2;messageid=1"


@pytest.mark.parametrize(
    "ignored",
    [
        message("not for the bot", **in_channel()),
        activity("typing"),
        activity("messageReaction", reactionsAdded=[{"type": "like"}]),
        activity("installationUpdate", action="add"),
        activity("conversationUpdate", membersAdded=[{"id": "29:somebody"}]),
        activity("invoke", name="composeExtension/selectItem", value={}),
        activity("madeUp"),
    ],
    ids=lambda body: body["type"],
)
async def test_what_does_not_concern_the_bot_is_acknowledged(ignored: dict[str, Any]) -> None:
    async with stage() as bot:
        posted = await bot.post({**ignored, "serviceUrl": bot.connector.service_url})
        assert (posted.status, posted.text) == (200, "")
        assert not bot.heard
        assert not bot.connector.calls


async def test_an_install_is_welcomed_once_though_two_activities_tell_of_it() -> None:
    async with stage() as bot:
        url = bot.connector.service_url
        await bot.post(activity("installationUpdate", url, action="add"))
        await bot.post(
            activity("conversationUpdate", url, membersAdded=[{"id": "28:bot"}, {"id": "29:alex"}])
        )
        assert [incoming.kind for incoming in bot.heard] == [Kind.INSTALLED]
        assert bot.connector.calls[0].activity_id is None


async def test_a_message_delivered_again_is_answered_once() -> None:
    async with stage() as bot:
        sent = message(service_url=bot.connector.service_url)
        answers = [await bot.post(sent), *await asyncio.gather(*(bot.post(sent) for _ in range(4)))]
        assert {answer.status for answer in answers} == {200}
        assert len(bot.heard) == len(bot.connector.calls) == 1


async def test_a_press_delivered_again_gets_the_same_answer() -> None:
    cards = iter([{**CARD, "fallbackText": "first"}, {**CARD, "fallbackText": "second"}])
    async with stage(ScriptedAssistant(lambda incoming: Outgoing(replacement=next(cards)))) as bot:
        sent = executed(service_url=bot.connector.service_url)
        answers = await asyncio.gather(*(bot.post(sent) for _ in range(4)))
        assert {answer.json["value"]["fallbackText"] for answer in answers} == {"first"}
        assert len(bot.heard) == 1


async def test_the_same_id_in_another_conversation_is_another_activity() -> None:
    async with stage() as bot:
        first = message(service_url=bot.connector.service_url)
        elsewhere = {**first["conversation"], "id": "a:another"}
        await bot.post(first)
        await bot.post({**first, "conversation": elsewhere})
        assert len(bot.heard) == 2


@pytest.mark.parametrize("make", [message, executed], ids=["message", "invoke"])
async def test_a_turn_that_fails_gets_a_sentence_with_the_reference_that_the_log_has(make: Any) -> None:
    async with stage(ScriptedAssistant(breaking)) as bot:
        with capture_logs() as logs:
            posted = await bot.post(make(service_url=bot.connector.service_url))
        assert posted.status == 200
        sentence = bot.connector.bodies[0]["text"]
        found = re.search(r"Quote ([A-Z2-7]{8})\.", sentence)
        assert found is not None
        (record,) = [log for log in logs if log["event"] == "turn failed"]
        assert record["reference"] == found.group(1)
        assert record["log_level"] == "error"


@pytest.mark.parametrize("make", [message, executed], ids=["message", "invoke"])
async def test_an_answer_that_cannot_be_delivered_is_logged_and_never_a_500(make: Any) -> None:
    async with stage(answering(Reply(text="hello"))) as bot:
        bot.connector.troubles.append(Trouble(403, code="MessageWritesBlocked"))
        with capture_logs() as logs:
            posted = await bot.post(make(service_url=bot.connector.service_url))
        assert posted.status == 200
        (record,) = [log for log in logs if log["event"] == "answer not delivered"]
        assert record["exc_info"].code == "MessageWritesBlocked"


@pytest.mark.parametrize("make", [message, executed], ids=["message", "invoke"])
async def test_even_a_failure_that_cannot_be_worded_is_logged_and_never_a_500(make: Any) -> None:
    def speechless(incoming: Incoming, reference: str) -> Outgoing:
        raise RuntimeError("no words either")

    async with stage(ScriptedAssistant(breaking), on_failure=speechless) as bot:
        with capture_logs() as logs:
            posted = await bot.post(make(service_url=bot.connector.service_url))
        assert posted.status == 200
        assert [log["event"] for log in logs] == ["turn failed", "answer not delivered"]


async def test_an_endpoint_that_is_not_started_says_so() -> None:
    async with open_stage() as bot:
        await bot.endpoint.close()
        posted = await bot.post(message(service_url=bot.connector.service_url), signed=False)
        assert posted.status == 503
