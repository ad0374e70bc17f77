"""Outgoings in, wire JSON out."""

import json
from copy import deepcopy
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.teams.adapter import turn_activity
from bot.teams.envelope import read_envelope
from bot.teams.outbound import invoke_activity, reply_activity, search_activity, wire
from cards.elements import card as draw
from cards.elements import press, text
from cards.printing import PrintedCard
from dialogs.messages import Card, Found, Hit, Outgoing, Reply
from tests.cards.schema import MOST_BYTES, size
from tests.fakes.activities import message

CARD: Card = {"type": "AdaptiveCard", "version": "1.5", "body": [], "fallbackText": "x" * 500}
CARD_TYPE = "application/vnd.microsoft.card.adaptive"
LARGE: Card = draw([text("é" * 40_000)], language="fr", fallback="x", actions=[press("Encore", "help")])
ATTACHMENT = {"contentType": CARD_TYPE, "content": CARD}


def on_the_wire(reply: Reply) -> Any:
    activity = reply_activity(reply)
    activity.conversation = turn_activity(read_envelope(message())).conversation
    return json.loads(json.dumps(wire(deepcopy(activity))))


@pytest.mark.parametrize(
    ("reply", "parts"),
    [
        (Reply(text="*plain* <at>x</at>"), {"text": "*plain* <at>x</at>", "textFormat": "plain"}),
        (Reply(), {"text": "", "textFormat": "plain"}),
        (Reply(card=CARD), {"attachments": [ATTACHMENT], "summary": "x" * 160}),
        (
            Reply(card=CARD, text="Look:"),
            {"text": "Look:", "textFormat": "plain", "attachments": [ATTACHMENT]},
        ),
        (
            Reply(card={"type": "AdaptiveCard"}),
            {"attachments": [{"contentType": CARD_TYPE, "content": {"type": "AdaptiveCard"}}]},
        ),
    ],
)
def test_a_reply_becomes_one_message(reply: Reply, parts: dict[str, Any]) -> None:
    sent = on_the_wire(reply)
    assert sent.items() >= {"type": "message", "conversation": {"id": "a:personal"}, **parts}.items()
    assert ("text" in sent) == ("text" in parts)
    assert ("attachments" in sent) == ("attachments" in parts)


def test_the_sdk_sends_a_card_without_copying_it() -> None:
    activity = reply_activity(Reply(card=CARD))
    assert deepcopy(activity) is activity


@pytest.mark.parametrize(
    ("outgoing", "kind", "value"),
    [
        (Outgoing(replacement=CARD), CARD_TYPE, CARD),
        (Outgoing((Reply(text="x"),)), "application/vnd.microsoft.activity.message", ""),
        (Outgoing(), "application/vnd.microsoft.activity.message", ""),
    ],
)
def test_an_invoke_is_answered_as_teams_wants(outgoing: Outgoing, kind: str, value: Any) -> None:
    response = invoke_activity(outgoing).value
    assert (response.status, response.body) == (200, {"statusCode": 200, "type": kind, "value": value})


@pytest.mark.parametrize(
    "shown", [LARGE, PrintedCard(json.dumps(LARGE).encode(), "x")], ids=["drawn", "printed"]
)
def test_a_card_that_teams_would_refuse_goes_out_shortened_by_every_way(shown: Any) -> None:
    hit = Hit("title", "line", "data:,", LARGE)
    with capture_logs() as logs:
        sent = [
            on_the_wire(Reply(card=shown))["attachments"][0]["content"],
            invoke_activity(Outgoing(replacement=shown)).value.body["value"],
            search_activity(Found(hits=(hit,))).value.body["composeExtension"]["attachments"][0]["content"],
        ]
    for card in sent:
        assert size(card) < MOST_BYTES
        assert card["body"][0]["text"].startswith("éé")
        assert card["actions"] == LARGE["actions"]
    assert [entry["event"] for entry in logs] == ["card too large, sent shortened"] * 3
