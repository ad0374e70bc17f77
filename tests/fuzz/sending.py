"""Hostile activities, as hypothesis strategies, from a few people, so that things happen to tickets."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any, Final

from hypothesis import strategies as st

from tests.fakes.activities import ALEX, BOT, MENTION, activity, executed, in_channel, message, submitted
from tests.fakes.entra import TENANT
from tests.fuzz.texts import IDENTIFIERS, VALUES, texts
from tests.fuzz.world import CHANNEL

Activity = dict[str, Any]

PEOPLE: Final = (ALEX, *({"id": f"29:{n}", "name": f"P {n}", "aadObjectId": f"p-{n}"} for n in range(60)))
_KINDS: Final = (
    "message",
    "invoke",
    "conversationUpdate",
    "installationUpdate",
    "messageReaction",
    "typing",
    "event",
    "endOfConversation",
    "messageUpdate",
    "messageDelete",
)
_NAMES: Final = (
    "adaptiveCard/action",
    "composeExtension/query",
    "composeExtension/submitAction",
    "composeExtension/fetchTask",
    "composeExtension/queryLink",
    "composeExtension/selectItem",
    "task/fetch",
    "task/submit",
    "signin/verifyState",
    "signin/tokenExchange",
    "fileConsent/invoke",
    "actionableMessage/executeAction",
    "message/submitAction",
    "application/search",
    "config/fetch",
)
_FIELDS: Final = (
    ("type",),
    ("id",),
    ("name",),
    ("text",),
    ("textFormat",),
    ("value",),
    ("locale",),
    ("replyToId",),
    ("channelId",),
    ("serviceUrl",),
    ("from",),
    ("from", "id"),
    ("from", "name"),
    ("from", "aadObjectId"),
    ("recipient",),
    ("recipient", "id"),
    ("conversation",),
    ("conversation", "id"),
    ("conversation", "conversationType"),
    ("conversation", "isGroup"),
    ("conversation", "tenantId"),
    ("conversation", "name"),
    ("channelData",),
    ("channelData", "tenant"),
    ("channelData", "tenant", "id"),
    ("channelData", "team"),
    ("channelData", "channel"),
    ("entities",),
    ("attachments",),
    ("membersAdded",),
    ("value", "action"),
    ("value", "action", "verb"),
    ("value", "action", "data"),
    ("value", "trigger"),
    ("value", "parameters"),
    ("value", "queryOptions"),
    ("value", "queryOptions", "skip"),
    ("value", "queryOptions", "count"),
)
_ADMIN_PLACE: Final = {
    "conversation": {"id": CHANNEL, "conversationType": "channel", "isGroup": True, "tenantId": TENANT},
    "channelData": {
        "tenant": {"id": TENANT},
        "team": {"id": "19:team@thread.tacv2"},
        "channel": {"id": CHANNEL},
    },
    "entities": [MENTION],
}


@st.composite
def places(draw: st.DrawFn) -> dict[str, Any]:
    """Somebody, somewhere: a chat of their own, a group chat, a channel, or the admins' channel."""
    person = draw(st.sampled_from(PEOPLE))
    language = draw(st.sampled_from(("en-US", "fr-FR", None)))
    own = {"id": f"a:{person['id']}", "conversationType": "personal", "tenantId": TENANT}
    place = draw(
        st.sampled_from(
            (
                {"conversation": own},
                {"conversation": own},
                {"conversation": {"id": "19:g", "conversationType": "groupChat", "isGroup": True}},
                in_channel(entities=[MENTION]),
                _ADMIN_PLACE,
            )
        )
    )
    return {"from": person, "locale": language, **deepcopy(place)}


@st.composite
def attachments(draw: st.DrawFn) -> list[Any] | None:
    """The richer copy of a message, files, cards, or nonsense."""
    html = st.builds(lambda text: {"contentType": "text/html", "content": text}, texts())
    other = st.builds(
        lambda kind, content: {"contentType": kind, "content": content},
        st.sampled_from(("image/png", "application/vnd.microsoft.card.adaptive", "", "text/html")),
        VALUES,
    )
    made: list[Any] | None = draw(st.one_of(st.none(), st.lists(st.one_of(html, other, VALUES), max_size=3)))
    return made


@st.composite
def messages(draw: st.DrawFn) -> Activity:
    """Somebody writes something."""
    return message(draw(texts()), **{**draw(places()), "attachments": draw(attachments())})


@st.composite
def activities(draw: st.DrawFn) -> Activity:
    """An activity, as it should be or with parts of it replaced by anything."""
    kind = draw(st.sampled_from(("message", "message", "search", "press", "submit", "other")))
    place = draw(places())
    made: Activity
    if kind == "message":
        made = draw(messages())
    elif kind == "search":
        made = draw(searches())
    elif kind == "press":
        made = executed(draw(IDENTIFIERS), draw(VALUES), **place)
    elif kind == "submit":
        made = submitted(draw(VALUES), **place)
    else:
        changes = {"name": draw(st.sampled_from(_NAMES)), "value": draw(VALUES)}
        added = draw(st.sampled_from((None, [BOT], [ALEX])))
        made = activity(draw(st.sampled_from(_KINDS)), **{**changes, **place, "membersAdded": added})
    made = deepcopy(made)  # people and the bot are the same objects in all of them
    for field in draw(st.lists(st.sampled_from(_FIELDS), max_size=2)):
        _replace(made, field, draw(VALUES))
    return made


@st.composite
def searches(draw: st.DrawFn) -> Activity:
    """Somebody types into the search box."""
    parameter = {"name": draw(st.sampled_from(("query", "initialRun", "zqx"))), "value": draw(texts())}
    numbers = st.one_of(st.integers(-5, 400), VALUES)
    value = {
        "commandId": "search",
        "parameters": [parameter],
        "queryOptions": {"skip": draw(numbers), "count": draw(numbers)},
    }
    return activity("invoke", **{"name": "composeExtension/query", "value": value, **draw(places())})


DATA: Final = (
    "answer",
    "entry",
    "product",
    "role",
    "remedy",
    "number",
    "ticket",
    "incident",
    "note",
    "comment",
    "reply",
    "left",
    "question",
    "resolution",
    "assignee",
    "language",
    "what",
    "code",
    "family",
    "note_to_all",
    "trigger",
)
"""Names of what buttons and boxes send."""


@st.composite
def presses(draw: st.DrawFn, verbs: tuple[str, ...]) -> tuple[int, Callable[[Any], Activity]]:
    """A press: on which of the buttons seen lately, and what becomes of that button's data."""
    verb = draw(st.one_of(st.none(), st.sampled_from(verbs), IDENTIFIERS))
    filled = draw(
        st.dictionaries(st.sampled_from(DATA), st.one_of(texts(), st.integers(-1, 40), VALUES), max_size=4)
    )
    place = draw(places())
    is_submit = draw(st.booleans())

    def press(seen: Any) -> Activity:
        data = {**seen, **filled}
        chosen = verb or data.get("verb") or "help"
        if is_submit:
            return submitted({**data, "verb": chosen}, **place)
        return executed(chosen, {**data, "verb": chosen}, **place)

    return draw(st.integers(0, 199)), press


def _replace(made: Activity, field: tuple[str, ...], value: Any) -> None:
    """Put ``value`` at this place, where there is such a place."""
    part: Any = made
    for name in field[:-1]:
        part = part.get(name) if isinstance(part, dict) else None
    if isinstance(part, dict):
        part[field[-1]] = value
