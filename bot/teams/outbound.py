"""From the dialogs to the wire: an Outgoing becomes activities and the answer to an invoke. Pure."""

from typing import Any

import orjson
import structlog
from botbuilder.core import InvokeResponse
from botbuilder.schema import Activity, Attachment, ChannelAccount

from cards.elements import Card
from cards.fitting import fits, shortened, size_of
from cards.printing import PrintedCard
from dialogs.messages import Found, Hit, Outgoing, Reply, Shown

log = structlog.get_logger(__name__)

CARD = "application/vnd.microsoft.card.adaptive"
THUMBNAIL = "application/vnd.microsoft.card.thumbnail"
MESSAGE = "application/vnd.microsoft.activity.message"
_SUMMARY = 160


class CardActivity(Activity):  # type: ignore[misc]  # the SDK is untyped
    """What carries a card, made to be sent once: the SDK's copy of it, to the last leaf, is for nothing."""

    def __deepcopy__(self, memo: object) -> "CardActivity":
        return self


class WrittenCard:
    """A card on its way out that is JSON already."""

    def __init__(self, card: PrintedCard) -> None:
        self.json = orjson.Fragment(card.json)


def to_json(body: object) -> bytes:
    """What goes over HTTP, in UTF-8; of cards that are JSON already, the very bytes."""
    return orjson.dumps(body, default=_written)


def _written(value: object) -> orjson.Fragment:
    if isinstance(value, WrittenCard):
        return value.json
    raise TypeError(f"{type(value).__name__} is not for the wire")


def reply_activity(reply: Reply) -> Activity:
    """A message with the reply's card, or its text as plain text, which can neither format nor mention."""
    if reply.card is not None:
        return card_activity(reply.card, text=reply.text)
    return Activity(type="message", text=reply.text or "", text_format="plain")


def card_activity(card: Shown, *, text: str | None = None) -> CardActivity:
    """A message that shows a card. Its summary is what notifications read out."""
    fallback = card.gist if isinstance(card, PrintedCard) else card.get("fallbackText")
    return CardActivity(
        type="message",
        text=text,
        text_format="plain" if text else None,
        summary=fallback[:_SUMMARY] if isinstance(fallback, str) else None,
        attachments=[Attachment(content_type=CARD, content=_outgoing(card))],
    )


def invoke_activity(outgoing: Outgoing) -> Activity:
    """The SDK's way to answer an invoke: with the card that replaces the pressed one, or a sentence for
    whoever pressed, which may be empty."""
    if outgoing.replacement is not None:
        body = {"statusCode": 200, "type": CARD, "value": _outgoing(outgoing.replacement)}
    else:
        body = {"statusCode": 200, "type": MESSAGE, "value": outgoing.notice or ""}
    return CardActivity(type="invokeResponse", value=InvokeResponse(status=200, body=body))


def _outgoing(card: Shown) -> Card | WrittenCard:
    """The card, or what is shown of it where Teams would refuse it for its size."""
    json = card.json if isinstance(card, PrintedCard) else orjson.dumps(card)
    if not fits(json):
        log.error("card too large, sent shortened", bytes=size_of(json))
        return shortened(orjson.loads(json))
    return WrittenCard(card) if isinstance(card, PrintedCard) else card


def posting(reply: Reply) -> dict[str, Any]:
    """A message to post outside a turn, as JSON."""
    return wire(reply_activity(reply))


def search_activity(found: Found) -> Activity:
    """The SDK's way to answer a search: with a list of results, or a sentence in its place."""
    if found.hits or not found.note:
        answer: dict[str, Any] = {
            "type": "result",
            "attachmentLayout": "list",
            "attachments": [_result(hit) for hit in found.hits],
        }
    else:
        answer = {"type": "message", "text": found.note}
    body = {"composeExtension": answer}
    return CardActivity(type="invokeResponse", value=InvokeResponse(status=200, body=body))


def _result(hit: Hit) -> dict[str, Any]:
    line = {"title": hit.title, "text": hit.line, "images": [{"url": hit.picture, "alt": ""}]}
    return {
        "contentType": CARD,
        "content": _outgoing(hit.card),
        "preview": {"contentType": THUMBNAIL, "content": line},
    }


def wire(activity: Activity) -> dict[str, Any]:
    """The activity as JSON: the parts that we send, without those that are not set."""
    parts = {
        "type": activity.type,
        "id": activity.id,
        "channelId": activity.channel_id,
        "serviceUrl": activity.service_url,
        "from": _account(activity.from_property),
        "recipient": _account(activity.recipient),
        "conversation": {"id": activity.conversation.id} if activity.conversation else None,
        "replyToId": activity.reply_to_id,
        "locale": activity.locale,
        "text": activity.text,
        "textFormat": activity.text_format,
        "summary": activity.summary,
        "inputHint": activity.input_hint,
        "attachments": [
            {"contentType": attachment.content_type, "content": attachment.content}
            for attachment in activity.attachments or ()
        ]
        or None,
        "channelData": activity.channel_data,
        "entities": activity.entities,
    }
    return {name: value for name, value in parts.items() if value is not None}


def _account(account: ChannelAccount | None) -> dict[str, Any] | None:
    if account is None:
        return None
    parts = {"id": account.id, "name": account.name, "aadObjectId": account.aad_object_id}
    return {name: value for name, value in parts.items() if value is not None}
