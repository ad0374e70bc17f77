"""The address on an activity: who sends it, where, to which bot. Checked before anything else is read."""

from collections.abc import Mapping
from typing import Any

from bot.teams.errors import MalformedActivityError
from catalog.record import record
from dialogs.messages import Person, Place

MAX_ID = 800
"""Bytes of any id. Those of Teams have some 200; an index of PostgreSQL takes three of them in 2,704."""
MAX_NAME = 256
"""Characters kept of a name, as many as Entra allows."""
Body = Mapping[str, Any]
"""An activity as the JSON object that came in."""

_PLACES = {"personal": Place.PERSONAL, "groupchat": Place.GROUP, "channel": Place.CHANNEL}


@record(frozen=True, slots=True)
class Envelope:
    """The address of one activity. ``id`` is empty where the channel gives none; ``tenants`` are folded.

    ``team``, ``channel_id`` and ``thread`` are ids, set in a team's channel only; ``channel`` names the
    platform.
    """

    type: str
    id: str
    channel: str
    service_url: str
    conversation: str
    place: Place
    tenant: str
    tenants: frozenset[str]
    sender: Person
    recipient: Person
    name: str | None
    reply_to: str | None
    locale: str | None
    team: str | None
    channel_id: str | None
    thread: str | None
    channel_name: str | None


def read_envelope(body: Body) -> Envelope:
    """Check and read the address. Raises MalformedActivityError."""
    conversation = mapping(body, "conversation")
    tenants = _tenants(body, conversation)
    place = _place(conversation)
    team, channel, thread = _in_team(body, conversation) if place is Place.CHANNEL else (None, None, None)
    envelope = Envelope(
        type=required(body, "type"),
        id=optional(body.get("id")) or "",
        channel=required(body, "channelId"),
        service_url=required(body, "serviceUrl"),
        conversation=required(conversation, "id", within="conversation"),
        place=place,
        tenant=tenants[0] if tenants else "",
        tenants=frozenset(tenant.casefold() for tenant in tenants),
        sender=_account(body, "from"),
        recipient=_account(body, "recipient"),
        name=optional(body.get("name")),
        reply_to=optional(body.get("replyToId")),
        locale=optional(body.get("locale")) or _client_locale(body),
        team=team,
        channel_id=channel,
        thread=thread,
        channel_name=_channel_name(body) if place is Place.CHANNEL else None,
    )
    _check_lengths(envelope)
    return envelope


def _check_lengths(envelope: Envelope) -> None:
    """Ids are kept and looked up, each beside others."""
    sender, recipient = envelope.sender, envelope.recipient
    ids = (
        ("id", envelope.id),
        ("replyToId", envelope.reply_to),
        ("conversation.id", envelope.conversation),
        ("from.id", sender.id),
        ("from.aadObjectId", sender.directory_id),
        ("recipient.id", recipient.id),
        ("channelData.team.id", envelope.team),
        ("channelData.channel.id", envelope.channel_id),
        *(("tenantId", tenant) for tenant in envelope.tenants),
    )
    for field, value in ids:
        if value and len(value.encode("utf-8", "replace")) > MAX_ID:
            raise MalformedActivityError(field, f"no longer than {MAX_ID} bytes")


def required(body: Body, field: str, *, within: str = "") -> str:
    """A string that must be there and not be empty. Raises MalformedActivityError."""
    value = body.get(field)
    if not isinstance(value, str) or not value:
        raise MalformedActivityError(f"{within}.{field}" if within else field, "a string that is not empty")
    return value


def mapping(body: Body, field: str) -> Body:
    """An object that must be there. Raises MalformedActivityError."""
    value = body.get(field)
    if not isinstance(value, dict):
        raise MalformedActivityError(field, "an object")
    return value


def optional(value: object) -> str | None:
    """A string that may be missing; anything else counts as missing."""
    return value if isinstance(value, str) and value else None


def objects(value: object) -> list[Body]:
    """The objects of a list that may be missing; anything else in it is passed over."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _account(body: Body, field: str) -> Person:
    account = mapping(body, field)
    return Person(
        id=required(account, "id", within=field),
        directory_id=optional(account.get("aadObjectId")),
        name=_name(account.get("name")),
    )


def _name(value: object) -> str | None:
    return (optional(value) or "")[:MAX_NAME] or None


def _client_locale(body: Body) -> str | None:
    """The language of the client, which invokes name only among their entities."""
    clients = (entity for entity in objects(body.get("entities")) if entity.get("type") == "clientInfo")
    return next((locale for client in clients if (locale := optional(client.get("locale")))), None)


def _place(conversation: Body) -> Place:
    kind = optional(conversation.get("conversationType")) or ""
    in_group = Place.GROUP if conversation.get("isGroup") is True else Place.PERSONAL
    return _PLACES.get(kind.casefold(), in_group)


def _in_team(body: Body, conversation: Body) -> tuple[str | None, str | None, str | None]:
    """The ids of team, channel and thread. A conversation in a channel is called channel;messageid=thread."""
    channel, _, thread = str(conversation.get("id", "")).partition(";messageid=")
    data = body.get("channelData")
    named = data if isinstance(data, dict) else {}
    return _id(named.get("team")), _id(named.get("channel")) or optional(channel), optional(thread)


def _channel_name(body: Body) -> str | None:
    """The channel's name, or its team's where the channel is the team's own and has none."""
    data = body.get("channelData")
    named = data if isinstance(data, dict) else {}
    places = (body.get("conversation"), named.get("channel"), named.get("team"))
    names = [_name(place.get("name")) for place in places if isinstance(place, dict)]
    return next((name for name in names if name), None)


def _id(value: object) -> str | None:
    return optional(value.get("id")) if isinstance(value, dict) else None


def _tenants(body: Body, conversation: Body) -> list[str]:
    """Every tenant that the activity names, the conversation's first."""
    data = body.get("channelData")
    named = data.get("tenant") if isinstance(data, dict) else None
    candidates = (conversation.get("tenantId"), named.get("id") if isinstance(named, dict) else None)
    return [tenant for tenant in candidates if isinstance(tenant, str) and tenant]
