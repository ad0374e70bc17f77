"""Wire activities in, Incomings out: exact where it matters, and unmoved by whatever else arrives."""

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.teams.envelope import read_envelope
from bot.teams.errors import MalformedActivityError
from bot.teams.inbound import translate
from dialogs.messages import Incoming, Kind, Person, Place, Press
from tests.fakes.activities import ALEX, BOT, MENTION, activity, executed, in_channel, message, submitted
from tests.fakes.entra import TENANT


def read(body: Any) -> Incoming | None:
    return translate(body, read_envelope(body))


def heard(body: Any) -> Incoming:
    incoming = read(body)
    assert incoming is not None
    return incoming


def test_a_message_keeps_who_where_and_what() -> None:
    assert heard(message("AADSTS50076", id="m-1")) == Incoming(
        id="m-1",
        kind=Kind.MESSAGE,
        person=Person(ALEX["id"], ALEX["aadObjectId"], ALEX["name"]),
        tenant=TENANT,
        conversation="a:personal",
        place=Place.PERSONAL,
        locale="en-US",
        text="AADSTS50076",
        service_url="https://smba.trafficmanager.net/teams/",
    )


def test_an_id_that_no_index_would_take_is_refused() -> None:
    named: list[dict[str, Any]] = [
        {"channelData": {"tenant": {"id": "x" * 801}}},
        {"channelData": {"team": {"id": "x" * 801}}, **in_channel()},
        {"channelData": {"channel": {"id": "x" * 801}}, **in_channel()},
    ]
    for changes in named:
        with pytest.raises(MalformedActivityError, match="no longer than 800 bytes"):
            read(activity("message", **changes))
    assert heard(message(conversation={"id": "é" * 400})).conversation == "é" * 400


def test_a_name_is_kept_as_far_as_entra_allows_it() -> None:
    assert heard({**message(), "from": {**ALEX, "name": "n" * 9_000}}).person.name == "n" * 256


@pytest.mark.parametrize(
    ("data", "team", "channel"),
    [
        (
            {"team": {"id": "19:t@thread.tacv2"}, "channel": {"id": "19:c@thread.tacv2"}},
            "19:t@thread.tacv2",
            "19:c@thread.tacv2",
        ),
        ({"team": {"id": "19:t@thread.tacv2"}}, "19:t@thread.tacv2", "19:c@thread.tacv2"),
        ({"team": "nonsense", "channel": {"id": 7}}, None, "19:c@thread.tacv2"),
    ],
)
def test_a_channel_message_says_which_team_channel_and_thread(
    data: Any, team: str | None, channel: str
) -> None:
    body = message("help", entities=[MENTION], channelData={"tenant": {"id": TENANT}, **data}, **in_channel())
    incoming = heard(body)
    assert (incoming.team, incoming.channel, incoming.thread) == (team, channel, "1")


def test_a_message_outside_a_team_names_none() -> None:
    incoming = heard(message(channelData={"team": {"id": "t"}, "channel": {"id": "c"}}))
    assert (incoming.team, incoming.channel, incoming.thread) == (None, None, None)


@pytest.mark.parametrize("body", [submitted({"verb": "x"}), executed("x")], ids=["submit", "execute"])
def test_a_press_says_which_card_was_pressed(body: Any) -> None:
    assert heard(body).pressed_activity == "card-1"


def test_an_answer_to_a_message_presses_nothing() -> None:
    assert heard(message(replyToId="earlier")).pressed_activity is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<at>Helper</at> AADSTS50076", "AADSTS50076"),
        ("<at>Helper</at>\xa0AADSTS50076", "AADSTS50076"),
        ("<at>Helper</at> Helper.exe failed", "Helper.exe failed"),
        ("Helper says <at>Helper</at>", "Helper says"),
        ("<at>Helper</at> <at>Helper</at>", "<at>Helper</at>"),
        ("<at>Somebody</at> help", "<at>Somebody</at> help"),
        ("<at>Helper</at>", ""),
        ("no mention in the text", "no mention in the text"),
    ],
)
def test_a_mention_is_taken_away_once_and_exactly(text: str, expected: str) -> None:
    assert heard(message(text, entities=[MENTION], **in_channel())).text == expected


def test_two_mentions_are_both_taken_away() -> None:
    body = message("<at>Helper</at> and <at>Helper</at> stop", entities=[MENTION, MENTION], **in_channel())
    assert heard(body).text == "and  stop"


def test_a_mention_without_its_text_still_addresses_the_bot() -> None:
    body = message("help", entities=[{"type": "mention", "mentioned": BOT}], **in_channel())
    assert heard(body).text == "help"


@pytest.mark.parametrize(
    "html",
    [
        '<p><span itemtype="http://schema.skype.com/Mention" itemid="0">Helper</span>&nbsp;{}</p>',
        '<p><at id="0">Helper</at> {}</p>',
    ],
)
def test_a_mention_is_taken_from_the_rich_copy_too(html: str) -> None:
    attachment = {"contentType": "text/html", "content": html.format("<b>Helper</b>.exe failed")}
    body = message("<at>Helper</at> x", entities=[MENTION], attachments=[attachment], **in_channel())
    rich = heard(body).html
    assert rich is not None
    assert rich.replace(" ", "") == "<p><b>Helper</b>.exefailed</p>"


@pytest.mark.parametrize(
    ("conversation", "place"),
    [
        ({"conversationType": "personal"}, Place.PERSONAL),
        ({"conversationType": "groupChat"}, Place.GROUP),
        ({"conversationType": "channel"}, Place.CHANNEL),
        ({"isGroup": True}, Place.GROUP),
        ({"conversationType": "made up"}, Place.PERSONAL),
        ({}, Place.PERSONAL),
    ],
)
def test_the_place_is_read_from_the_conversation(conversation: dict[str, Any], place: Place) -> None:
    body = message(entities=[MENTION], conversation={"id": "c", **conversation})
    assert heard(body).place is place


@pytest.mark.parametrize(
    ("attachments", "html", "has_files"),
    [
        ([], None, False),
        ([{"contentType": "text/html", "content": "<p>hello</p>"}], "<p>hello</p>", False),
        ([{"contentType": "image/png", "contentUrl": "https://x"}], None, True),
        ([{"contentType": "image/*"}, {"contentType": "text/html", "content": "<img>"}], "<img>", True),
        ([{"contentType": "application/vnd.microsoft.teams.file.download.info"}], None, True),
        ([{"contentType": "application/vnd.microsoft.card.adaptive", "content": {}}], None, False),
        ([{"contentType": "text/html", "content": {"no": "text"}}, "nonsense", None], None, False),
    ],
)
def test_attachments_are_the_rich_copy_or_files(attachments: Any, html: str | None, has_files: bool) -> None:
    incoming = heard(message("x", attachments=attachments))
    assert (incoming.html, incoming.has_files) == (html, has_files)


@pytest.mark.parametrize(
    ("body", "press"),
    [
        (submitted({"verb": "it_worked", "answer": "1"}), Press("it_worked", {"answer": "1"})),
        (executed("it_worked", {"answer": "1"}), Press("it_worked", {"answer": "1", "trigger": "manual"})),
        (executed("a", {"verb": "b", "x": 1}), Press("a", {"x": 1, "trigger": "manual"})),
        (executed("", {"verb": "b"}), Press("b", {"trigger": "manual"})),
        (executed("a", "not an object"), Press("a", {"trigger": "manual"})),
        (executed(value={"action": {"verb": "a"}}), Press("a", {})),
    ],
)
def test_both_ways_to_press_are_one_press(body: Any, press: Press) -> None:
    incoming = heard(body)
    assert (incoming.kind, incoming.press) == (Kind.PRESS, press)


def test_a_press_in_a_channel_needs_no_mention() -> None:
    assert heard(submitted({"verb": "it_worked"}, **in_channel())).kind is Kind.PRESS


@pytest.mark.parametrize("value", [None, "text", 5, [], {}, {"verb": 7}, {"verb": ""}])
def test_a_message_whose_value_names_no_verb_is_a_message(value: Any) -> None:
    assert heard(message("typed", value=value)).kind is Kind.MESSAGE


@pytest.mark.parametrize(
    "body",
    [
        message("no mention", **in_channel()),
        message("another's", entities=[{"type": "mention", "mentioned": ALEX, "text": "x"}], **in_channel()),
        activity("conversationUpdate", membersAdded=[{"id": "29:other"}]),
        activity("conversationUpdate"),
        activity("installationUpdate", action="add"),
        activity("invoke", name="task/fetch"),
        activity("messageUpdate", text="edited"),
    ],
)
def test_what_does_not_concern_the_bot_is_nothing(body: Any) -> None:
    assert read(body) is None


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
FIELDS = st.sampled_from([*message(), *executed(), "attachments", "entities", "membersAdded", "action"])
BODIES = st.sampled_from([message(), submitted({"verb": "x"}), executed(), activity("conversationUpdate")])


@settings(max_examples=400)
@given(body=BODIES, changes=st.dictionaries(FIELDS, JSON, max_size=5))
def test_hostile_fields_are_read_or_refused_and_nothing_else(body: Any, changes: dict[str, Any]) -> None:
    with suppress(MalformedActivityError):
        incoming = read({**body, **changes})
        assert incoming is None or isinstance(incoming.text, str)


@settings(max_examples=200)
@given(body=st.dictionaries(st.text(max_size=8) | FIELDS, JSON, max_size=6))
def test_any_object_at_all_is_read_or_refused(body: dict[str, Any]) -> None:
    with suppress(MalformedActivityError):
        read(body)


@given(inner=st.lists(JSON, max_size=4))
def test_hostile_lists_are_passed_over(inner: list[Any]) -> None:
    body = message("hi", entities=inner, attachments=inner)
    assert heard(body).text == "hi"


def test_a_long_paste_full_of_mentions_is_read_at_once() -> None:
    tag = '<span itemtype="http://schema.skype.com/Mention'
    rich = [{"contentType": "text/html", "content": tag * 2000 + "<at " * 20_000}]
    incoming = heard(message("x" * 60_000, entities=[MENTION] * 900, attachments=rich, **in_channel()))
    assert len(incoming.text) == 60_000
