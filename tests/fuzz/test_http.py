"""Whatever is posted to the bot: it answers, or refuses in words, and says nothing that others put there."""

import asyncio
import json
from collections import deque
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import note
from hypothesis import strategies as st

from bot.store.address import sqlite_address
from catalog.catalog import Catalog
from tests.databases import new_database
from tests.fakes.activities import activity, executed, message
from tests.fuzz.checks import check_answer
from tests.fuzz.counting import DATABASES, exercise
from tests.fuzz.sending import activities, messages, presses, searches
from tests.fuzz.texts import VALUES, texts
from tests.fuzz.world import Bot, bot, buttons


@pytest.fixture(scope="module", params=DATABASES)
def running(
    request: pytest.FixtureRequest, shipped: Catalog, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Bot]:
    if request.param == "postgresql":
        address = asyncio.run(new_database(request.getfixturevalue("postgresql")))
    else:
        address = sqlite_address(tmp_path_factory.mktemp("fuzz") / "fuzz.sqlite3")
    with bot(address, shipped) as started:
        yield started
        assert started.complaints() == []


def _at_home(body: dict[str, Any], running: Bot) -> dict[str, Any]:
    """The same activity, from our connector and never sent before, unless it was bent there on purpose."""
    if str(body.get("id")).startswith("activity-"):
        body["id"] = activity("message")["id"]
    if isinstance(body.get("serviceUrl"), str) and body["serviceUrl"].startswith("https://smba."):
        body["serviceUrl"] = running.service_url
    return body


def test_any_activity_is_answered_or_refused(running: Bot) -> None:
    statuses: set[int] = set()

    def check(body: dict[str, Any]) -> None:
        answered = running.post(_at_home(body, running))
        statuses.add(answered.status)
        assert answered.status != 403 or body.get("serviceUrl") != running.service_url
        check_answer(running, answered)

    exercise("activities", st.one_of(activities(), messages()), check, parts=len(DATABASES))
    assert statuses >= {200, 400}


def test_any_press_is_answered(running: Bot, verbs: tuple[str, ...]) -> None:
    """Buttons of cards that were shown lately are pressed by anybody, with anything for data."""
    seen: deque[dict[str, Any]] = deque(_first_buttons(running), maxlen=200)
    replaced = 0

    def check(made: Any) -> None:
        nonlocal replaced
        which, press = made
        body = _at_home(press(seen[which % len(seen)]), running)
        note(f"pressed: {body}")
        answered = running.post(body)
        check_answer(running, answered)
        cards = answered.cards
        replaced += bool(cards)
        for card in cards:
            seen.extend(buttons(card)[:3])

    exercise("presses", presses(verbs), check, parts=len(DATABASES))
    assert replaced > 0  # presses do things: they are not all turned away


def _first_buttons(running: Bot) -> list[dict[str, Any]]:
    """The buttons of an answer, and of the way to a ticket that leads on from it."""
    found: list[dict[str, Any]] = []
    posted = running.post(_at_home(message("AADSTS50076: something"), running))
    found += buttons(posted.cards[0])
    ask = next(data for data in found if data["verb"].startswith("admin."))
    preview = running.post(_at_home(executed("admin.preview", {**ask, "note": "zqx"}), running))
    found += buttons(preview.cards[0])
    send = next(data for data in buttons(preview.cards[0]) if data["verb"] == "admin.send")
    sent = running.post(_at_home(executed("admin.send", send), running))
    return found + buttons(sent.cards[0])


def test_any_search_is_answered(running: Bot) -> None:
    def check(body: dict[str, Any]) -> None:
        answered = running.post(_at_home(body, running))
        check_answer(running, answered)
        assert answered.status == 200
        assert not answered.sent

    exercise("searches", searches(), check, parts=len(DATABASES))


TAGS = (
    *(
        "a",
        "at",
        "b",
        "br",
        "code",
        "div",
        "img",
        "li",
        "ol",
        "p",
        "pre",
        "s",
        "script",
        "span",
        "style",
        "table",
    ),
    *(
        "td",
        "tr",
        "ul",
        "svg",
        "math",
        "object",
        "emoji",
        "attachment",
        "blockquote",
        "!--",
        "!DOCTYPE",
        "o:p",
    ),
)
ATTRIBUTES = (
    *(
        "",
        " ",
        "/",
        ' href="https://zqx.example"',
        " onload=zqx",
        ' itemtype="http://schema.skype.com/Mention"',
    ),
    *(' style="x:url(zqx)"', " id=0", ' title="<', " a='", " \x00", " " * 2_500, ' class="zqx"' * 50),
)


def html() -> st.SearchStrategy[str]:
    """Markup: nested, crossed, unclosed, and deeper than anybody writes."""

    def around(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        tags, attributes = st.sampled_from(TAGS), st.sampled_from(ATTRIBUTES)
        element = st.builds("<{0}{1}>{2}</{3}>".format, tags, attributes, inner, tags)
        same = st.builds("<{0}{1}>{2}</{0}>".format, tags, attributes, inner)
        many = st.builds(lambda text, times: (text * times)[:30_000], inner, st.integers(2, 400))
        cut = st.builds(lambda text, at: text[:at], inner, st.integers(0, 60))
        return st.one_of(element, same, many, cut, st.lists(inner, max_size=4).map("".join))

    return st.recursive(texts(), around, max_leaves=8)


def test_any_html_is_answered(running: Bot) -> None:
    spoken = "AADSTS50076 in the text"

    def check(sent: tuple[str, bool]) -> None:
        markup, has_text = sent
        copies = [{"contentType": "text/html", "content": markup}]
        body = message(spoken if has_text else "", attachments=copies, service_url=running.service_url)
        answered = running.post(body)
        check_answer(running, answered)
        assert answered.status == 200

    exercise("HTML", st.tuples(html(), st.booleans()), check, parts=len(DATABASES))


@st.composite
def bodies(draw: st.DrawFn) -> bytes:
    """JSON that is broken, deep, wide, repeated, or something else altogether."""
    kind = draw(st.integers(0, 5))
    whole = json.dumps(message(draw(texts())), ensure_ascii=draw(st.booleans())).encode("utf-8", "replace")
    if kind == 0:
        return draw(st.binary(max_size=300))
    if kind == 1:  # cut, or with bytes put in
        at = draw(st.integers(0, len(whole)))
        return whole[:at] + draw(st.binary(max_size=8)) + whole[at + draw(st.integers(0, 20)) :]
    if kind == 2:  # deep
        opening = draw(st.sampled_from(("[", '{"a":', '{"text":[', '[{"value":')))
        times = draw(st.integers(1, 30_000))
        return (opening * times + draw(st.sampled_from(("", "1", "]" * times)))).encode()
    if kind == 3:  # fields given twice
        name = draw(st.sampled_from(("text", "type", "from", "conversation", "value", "serviceUrl", "id")))
        again = f',"{name}":{json.dumps(draw(VALUES))}}}'
        return whole[:-1] + again.encode()
    if kind == 4:  # numbers and constants that JSON does not know, or that nothing can hold
        odd = draw(st.sampled_from(("NaN", "-Infinity", "1e999", "-0", "9" * 5_000, "0x1", "01", "1" * 400)))
        return whole[:-1] + f',"value":{{"verb":"help","n":{odd}}}}}'.encode()
    return json.dumps(draw(VALUES)).encode()


def test_any_body_is_answered_or_refused(running: Bot) -> None:
    kinds = ("application/json", "application/json; charset=utf-16", "text/plain", "application/json;")
    statuses: set[int] = set()

    def check(sent: tuple[bytes, str]) -> None:
        body, kind = sent
        body = body.replace(b"https://smba.trafficmanager.net/teams/", running.service_url.encode())
        answered = running.send(body, **{"Content-Type": kind})
        statuses.add(answered.status)
        check_answer(running, answered)

    sent = st.tuples(bodies(), st.sampled_from((kinds[0], kinds[0], *kinds)))
    exercise("bodies", sent, check, parts=len(DATABASES))
    assert statuses >= {200, 400}
