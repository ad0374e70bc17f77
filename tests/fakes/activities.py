"""Activities as Teams puts them on the wire."""

from itertools import count
from typing import Any

from tests.fakes.entra import TENANT

BOT = {"id": "28:bot", "name": "Helper"}
ALEX = {"id": "29:alex", "name": "Alex Wilber", "aadObjectId": "99999999-0000-0000-0000-000000000001"}
MENTION = {"type": "mention", "text": "<at>Helper</at>", "mentioned": BOT}

_numbers = count(1)


def activity(
    kind: str, service_url: str = "https://smba.trafficmanager.net/teams/", **changes: Any
) -> dict[str, Any]:
    """An activity of this type in a personal chat; a change to None leaves the field out."""
    body = {
        "type": kind,
        "id": f"activity-{next(_numbers)}",
        "channelId": "msteams",
        "serviceUrl": service_url,
        "from": ALEX,
        "recipient": BOT,
        "conversation": {"id": "a:personal", "conversationType": "personal", "tenantId": TENANT},
        "channelData": {"tenant": {"id": TENANT}},
        "locale": "en-US",
        **changes,
    }
    return {name: value for name, value in body.items() if value is not None}


def message(text: str | None = "AADSTS50076", **changes: Any) -> dict[str, Any]:
    """Someone writes to the bot."""
    return activity("message", text=text, textFormat="plain", **changes)


def submitted(value: Any, **changes: Any) -> dict[str, Any]:
    """Someone presses an Action.Submit."""
    return activity("message", value=value, **{"replyToId": "card-1", **changes})


def executed(verb: str = "it_worked", data: Any = None, **changes: Any) -> dict[str, Any]:
    """Someone presses an Action.Execute."""
    action = {"type": "Action.Execute", "verb": verb, "data": {} if data is None else data}
    value = {"action": action, "trigger": "manual"}
    return activity(
        "invoke", **{"name": "adaptiveCard/action", "value": value, "replyToId": "card-1", **changes}
    )


def searched(query: str | None = "", *, skip: int = 0, count: int = 25, **changes: Any) -> dict[str, Any]:
    """Someone types into the search box of the message extension; None is the moment that it opens."""
    parameter = (
        {"name": "initialRun", "value": "true"} if query is None else {"name": "query", "value": query}
    )
    value = {
        "commandId": "search",
        "parameters": [parameter],
        "queryOptions": {"skip": skip, "count": count},
    }
    return activity("invoke", **{"name": "composeExtension/query", "value": value, **changes})


def in_channel(**changes: Any) -> dict[str, Any]:
    """The conversation of a channel post."""
    conversation = {"id": "19:c@thread.tacv2;messageid=1", "conversationType": "channel", "isGroup": True}
    return {"conversation": {**conversation, "tenantId": TENANT}, **changes}
