"""From the wire to the dialogs: one activity becomes an Incoming, or nothing that concerns us. Pure."""

import re
from collections.abc import Iterator
from itertools import islice

from bot.teams.envelope import Body, Envelope, mapping, objects, optional
from bot.teams.errors import MalformedActivityError
from dialogs.messages import MOST_HITS, Incoming, Kind, Place, Press, Query

_JUST_OPENED = "initialRun"
_HTML = "text/html"
_MOST_MENTIONS = 8
_CARDS = ("application/vnd.microsoft.card.", "application/vnd.microsoft.teams.card.")
_TAG = re.compile(r"<[^<>]{0,1000}>")
_HTML_MENTION = (
    r"<(?:span\b[^<>]{{0,200}}schema\.skype\.com/Mention[^<>]{{0,200}}|at\b[^<>]{{0,200}})>\s*{name}\s*"
    r"</(?:span|at)>(?:&nbsp;|\xa0)?"
)


def translate(body: Body, envelope: Envelope) -> Incoming | None:
    """What the person did, or None when there is nothing to answer. Raises MalformedActivityError."""
    match envelope.type:
        case "message":
            return _message(body, envelope)
        case "invoke" if envelope.name == "adaptiveCard/action":
            return _incoming(envelope, Kind.PRESS, press=_executed(body))
        case "invoke" if envelope.name == "composeExtension/query":
            return _incoming(envelope, Kind.SEARCH, query=_asked(body))
        case "conversationUpdate" if _adds_bot(body, envelope):
            # installationUpdate arrives beside it, and would welcome twice: it is left alone
            return _incoming(envelope, Kind.INSTALLED)
        case _:
            return None


def _message(body: Body, envelope: Envelope) -> Incoming | None:
    if (press := _submitted(body)) is not None:
        return _incoming(envelope, Kind.PRESS, press=press)
    text = body.get("text")
    if text is not None and not isinstance(text, str):
        raise MalformedActivityError("text", "a string")
    mentions = list(islice(_mentions(body, envelope), _MOST_MENTIONS))
    if envelope.place is not Place.PERSONAL and not mentions:
        return None
    attachments = objects(body.get("attachments"))
    html = next((optional(a.get("content")) for a in attachments if a.get("contentType") == _HTML), None)
    text = _without_mentions(text or "", mentions)
    html = None if html is None else _without_html_mentions(html, mentions)
    if any(_is_card(attachment) for attachment in attachments) and not _says_something(text, html):
        return None  # a card that was inserted by searching is for the conversation, not for us
    return _incoming(
        envelope,
        Kind.MESSAGE,
        text=text,
        html=html,
        has_files=any(_is_file(attachment) for attachment in attachments),
    )


def _incoming(
    envelope: Envelope,
    kind: Kind,
    *,
    text: str = "",
    html: str | None = None,
    has_files: bool = False,
    press: Press | None = None,
    query: Query | None = None,
) -> Incoming:
    return Incoming(
        id=envelope.id,
        kind=kind,
        person=envelope.sender,
        tenant=envelope.tenant,
        conversation=envelope.conversation,
        place=envelope.place,
        locale=envelope.locale,
        text=text,
        html=html,
        has_files=has_files,
        press=press,
        query=query,
        service_url=envelope.service_url,
        team=envelope.team,
        channel=envelope.channel_id,
        thread=envelope.thread,
        channel_name=envelope.channel_name,
        pressed_activity=envelope.reply_to if press else None,
    )


def _submitted(body: Body) -> Press | None:
    """The press that an Action.Submit makes: a message whose value names a verb."""
    value = body.get("value")
    if not isinstance(value, dict) or (verb := optional(value.get("verb"))) is None:
        return None
    return Press(verb, {key: item for key, item in value.items() if key != "verb"})


def _executed(body: Body) -> Press:
    """The press that an Action.Execute makes. ``trigger`` (manual, automatic) joins its data where given."""
    value = mapping(body, "value")
    action = value.get("action")
    if not isinstance(action, dict):
        raise MalformedActivityError("value.action", "an object")
    data = action.get("data")
    data = dict(data) if isinstance(data, dict) else {}
    named = data.pop("verb", None)
    verb = optional(action.get("verb")) or optional(named)
    if verb is None:
        raise MalformedActivityError("value.action.verb", "a string that is not empty")
    if trigger := optional(value.get("trigger")):
        data["trigger"] = trigger
    return Press(verb, data)


def _asked(body: Body) -> Query:
    """What was typed into the search box, empty when it was just opened, and the page that is wanted."""
    value = mapping(body, "value")
    boxes = objects(value.get("parameters"))
    typed = (box.get("value") for box in boxes if box.get("name") != _JUST_OPENED)
    options = value.get("queryOptions")
    page = options if isinstance(options, dict) else {}
    return Query(
        text=optional(next(typed, None)) or "",
        skip=_number(page.get("skip"), 0),
        count=_number(page.get("count"), MOST_HITS),
    )


def _number(value: object, otherwise: int) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else otherwise


def _adds_bot(body: Body, envelope: Envelope) -> bool:
    return any(member.get("id") == envelope.recipient.id for member in objects(body.get("membersAdded")))


def _mentions(body: Body, envelope: Envelope) -> Iterator[str]:
    """The texts with which the message mentions the bot, such as ``<at>Reconnect</at>``."""
    for entity in objects(body.get("entities")):
        mentioned = entity.get("mentioned")
        if entity.get("type") != "mention" or not isinstance(mentioned, dict):
            continue
        if mentioned.get("id") == envelope.recipient.id:
            yield optional(entity.get("text")) or ""


def _without_mentions(text: str, mentions: list[str]) -> str:
    """Take away each mention once, exactly: the bot's name elsewhere in the text stays."""
    for mention in mentions:
        text = text.replace(mention, "", 1) if mention else text
    return text.strip() if mentions else text


def _without_html_mentions(html: str, mentions: list[str]) -> str:
    for mention in mentions:
        name = re.sub(r"</?at\b[^>]*>", "", mention).strip()
        if name:
            html = re.sub(_HTML_MENTION.format(name=re.escape(name)), "", html, count=1, flags=re.IGNORECASE)
    return html


def _is_card(attachment: Body) -> bool:
    kind = optional(attachment.get("contentType"))
    return kind is not None and kind.startswith(_CARDS)


def _says_something(*texts: str | None) -> bool:
    """Whether any of the texts has words beside its tags."""
    return any(_TAG.sub("", text).replace("&nbsp;", "").strip() for text in texts if text)


def _is_file(attachment: Body) -> bool:
    kind = optional(attachment.get("contentType"))
    return kind is not None and kind != _HTML and not kind.startswith(_CARDS)
