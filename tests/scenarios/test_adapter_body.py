"""What comes in the body: whatever it is, the answer is a refusal in words and never a 500."""

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.fakes.activities import executed, message
from tests.fakes.stage import open_stage

JSON = {"Content-Type": "application/json"}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"not json",
        b'{"text": "\xff\xfe"}',
        b"[" * 100_000,
        b'{"a":' * 50_000,
        b"1" * 10_000,
        b"null",
        b"[]",
        b'"text"',
        b"17",
    ],
    ids=lambda body: repr(body[:12]),
)
async def test_what_is_not_a_json_object_is_400(body: bytes) -> None:
    async with open_stage() as bot:
        posted = await bot.send(data=body, headers=JSON)
        assert posted.status == 400
        assert posted.json["error"]["message"]


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"])
async def test_another_content_type_is_400(kind: str) -> None:
    async with open_stage() as bot:
        body = json.dumps(message(service_url=bot.connector.service_url))
        assert (await bot.send(data=body, headers={"Content-Type": kind})).status == 400
        assert not bot.heard


async def test_a_body_that_claims_to_be_compressed_and_is_not_is_400() -> None:
    async with open_stage() as bot:
        posted = await bot.send(data=b"plain", headers={**JSON, "Content-Encoding": "gzip"})
        assert posted.status == 400


async def test_a_long_body_is_413() -> None:
    async with open_stage() as bot:
        posted = await bot.post(message("x" * 300_000, service_url=bot.connector.service_url), signed=False)
        assert posted.status == 413
        assert posted.json == {"error": {"message": "the body is longer than 256 KB"}}


async def test_a_long_body_of_unknown_length_is_413() -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(40):
            yield b"x" * 10_000

    async with open_stage() as bot:
        assert (await bot.send(data=endless(), headers=JSON)).status == 413


@pytest.mark.parametrize(
    "fault",
    [
        {"type": None},
        {"type": 7},
        {"type": ""},
        {"channelId": None},
        {"conversation": None},
        {"conversation": "a:1"},
        {"conversation": {"id": 5}},
        {"from": None},
        {"from": {"id": ["x"]}},
        {"recipient": {}},
        {"text": {"not": "a string"}},
        {"id": "x" * 801},
        {"replyToId": "x" * 801},
        {"from": {"id": "é" * 401}},
        {"from": {"id": "29:1", "aadObjectId": "x" * 801}},
        {"recipient": {"id": "x" * 801}},
        {"conversation": {"id": "x" * 801}},
    ],
    ids=lambda fault: str(fault)[:60],
)
async def test_a_malformed_activity_is_400_and_says_what_is_wrong(fault: dict[str, Any]) -> None:
    async with open_stage() as bot:
        body = {**message(service_url=bot.connector.service_url), **fault}
        posted = await bot.post(
            {name: value for name, value in body.items() if value is not None}, signed=False
        )
        assert posted.status == 400
        assert next(iter(fault)) in posted.json["error"]["message"]
        assert not bot.heard


@pytest.mark.parametrize(
    "value", [None, "text", [], {}, {"action": 5}, {"action": {}}, {"action": {"verb": 5}}], ids=str
)
async def test_a_malformed_press_is_400(value: Any) -> None:
    async with open_stage() as bot:
        posted = await bot.post(executed(service_url=bot.connector.service_url, value=value), signed=False)
        assert posted.status == 400


async def test_half_an_emoji_is_replaced_and_whole_ones_stay() -> None:
    async with open_stage() as bot:
        body = json.dumps(message("a\ud83d b\U0001f600 c\\ud83d", service_url=bot.connector.service_url))
        assert (await bot.send(data=body, headers=JSON)).status == 200
        assert bot.heard[0].text == "a\ufffd b\U0001f600 c\\ud83d"


async def test_a_zero_which_postgresql_does_not_keep_becomes_another_sign() -> None:
    async with open_stage() as bot:
        body = json.dumps(message("a\0b c\\u0000", service_url=bot.connector.service_url))
        assert (await bot.send(data=body, headers=JSON)).status == 200
        assert bot.heard[0].text == "a\x01b c\\u0000"


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
async def test_only_post_is_served(method: str) -> None:
    async with open_stage() as bot, bot.client.request(method, bot.url) as response:
        assert response.status == 405
