"""Sending outside a turn: what goes over the wire, and what each answer means."""

import asyncio
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from dialogs.escalation.model import Whereabouts
from dialogs.escalation.posting import Doubtful, Gone, Refused, Sent, Undeliverable
from tests.bot.teams.links import channel, link
from tests.fakes.connector import FakeConnector, Trouble
from tests.ports import free_port

CARD = {"type": "AdaptiveCard", "version": "1.5", "body": [], "fallbackText": "Ticket #12"}
ATTACHMENT = {"contentType": "application/vnd.microsoft.card.adaptive", "content": CARD}


def chat(connector: FakeConnector, conversation: str = "a:personal") -> Whereabouts:
    return Whereabouts(connector.service_url, conversation, "contoso")


async def test_a_line_goes_to_a_known_chat_as_plain_text() -> None:
    async with link() as (out, connector):
        assert await out.post.send(chat(connector), text="*Dana* has it") == Sent("a:personal", "sent-1")
        [call] = connector.calls
        assert (call.method, call.conversation, call.activity_id) == ("POST", "a:personal", None)
        assert call.body == {
            "type": "message",
            "conversation": {"id": "a:personal"},
            "text": "*Dana* has it",
            "textFormat": "plain",
        }


async def test_a_card_starts_a_thread_in_a_channel() -> None:
    async with link() as (out, connector):
        sent = await out.post.send(channel(connector), card=CARD)
        assert sent == Sent("19:c@thread.tacv2;messageid=sent-1", "sent-1")
        assert connector.bodies == [
            {
                "isGroup": True,
                "channelData": {"channel": {"id": "19:c@thread.tacv2"}},
                "activity": {"type": "message", "summary": "Ticket #12", "attachments": [ATTACHMENT]},
                "tenantId": "contoso",
            }
        ]


async def test_a_line_goes_into_a_thread_and_an_edit_over_its_card() -> None:
    async with link() as (out, connector):
        sent = await out.post.send(channel(connector), card=CARD)
        thread = chat(connector, sent.conversation)
        await out.post.send(thread, text="Dana claimed it", reply_to=sent.activity)
        await out.post.edit(thread, sent.activity, card=CARD)
        line, edit = connector.calls[1:]
        assert (line.method, line.conversation, line.activity_id) == ("POST", sent.conversation, "sent-1")
        assert (edit.method, edit.conversation, edit.activity_id) == ("PUT", sent.conversation, "sent-1")
        assert (edit.body["id"], edit.body["attachments"]) == ("sent-1", [ATTACHMENT])


@pytest.mark.parametrize("status", [400, 403, 404, 405, 413, 307])
async def test_an_answer_that_will_not_change_is_final(status: int) -> None:
    async with link() as (out, connector):
        connector.troubles.append(Trouble(status, {"Location": "/elsewhere"}, code="MessageWritesBlocked"))
        with pytest.raises(Undeliverable, match=f"{status}: MessageWritesBlocked"):
            await out.post.send(chat(connector), text="hello")
        assert len(connector.calls) == 1


@pytest.mark.parametrize("status", [401, 412, 429, 503])
async def test_a_refusal_says_when_to_come_again(status: int) -> None:
    async with link() as (out, connector):
        connector.troubles.append(Trouble(status, {"Retry-After": "17"}))
        with pytest.raises(Refused) as caught:
            await out.post.send(chat(connector), text="hello")
        assert caught.value.retry_after == 17
        assert len(connector.calls) == 1, "the delivery worker decides when to try again"


@pytest.mark.parametrize("status", [500, 502, 504])
async def test_a_failing_gateway_leaves_doubt(status: int) -> None:
    async with link() as (out, connector):
        connector.troubles.append(Trouble(status))
        with pytest.raises(Doubtful):
            await out.post.send(channel(connector), card=CARD)
        assert len(connector.calls) == 1


async def test_a_lost_connection_leaves_doubt_and_a_closed_door_does_not() -> None:
    async def drop(request: web.Request) -> web.Response:
        await request.read()
        assert request.transport is not None
        request.transport.abort()
        return web.Response()

    app = web.Application()
    app.router.add_post("/{path:.*}", drop)
    async with link() as (out, _), TestServer(app) as server:
        with pytest.raises(Doubtful):
            await out.post.send(Whereabouts(str(server.make_url("/")), "a:1", "contoso"), text="hello")
        nobody = f"http://127.0.0.1:{free_port()}/"
        with pytest.raises(Refused, match="unreachable"):
            await out.post.send(Whereabouts(nobody, "a:1", "contoso"), text="hello")


async def test_an_edit_tells_a_deleted_message_from_a_blocked_chat() -> None:
    async with link() as (out, connector):
        connector.troubles.append(Trouble(404, code="ActivityNotFoundInConversation"))
        with pytest.raises(Gone):
            await out.post.edit(chat(connector), "sent-1", card=CARD)
        connector.troubles.append(Trouble(403))
        with pytest.raises(Undeliverable) as caught:
            await out.post.edit(chat(connector), "sent-1", card=CARD)
        assert not isinstance(caught.value, Gone)


async def test_nothing_is_sent_to_a_host_off_the_list() -> None:
    async with link() as (out, _):
        with pytest.raises(Undeliverable, match="not a service host"):
            await out.post.send(Whereabouts("https://example.com/", "a:1", "contoso"), text="hello")


async def test_sends_share_one_connection() -> None:
    async with link() as (out, connector):
        for _ in range(10):
            await out.post.send(chat(connector), text="hello")
        await asyncio.gather(*(out.post.send(chat(connector), text="hello") for _ in range(5)))
        assert len({call.peer for call in connector.calls[:10]}) == 1


async def test_an_answer_without_ids_still_counts_as_sent() -> None:
    async def accept(request: web.Request) -> web.Response:
        await request.read()
        return web.Response(status=202)

    app = web.Application()
    app.router.add_post("/{path:.*}", accept)
    async with link() as (out, connector), TestServer(app) as server:
        here: dict[str, Any] = {"service_url": str(server.make_url("/"))}
        assert await out.post.send(channel(connector, **here), card=CARD) == Sent("19:c@thread.tacv2", "")
