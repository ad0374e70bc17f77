"""Choosing the channels from inside Teams."""

import pytest

from cards.wording import wording
from catalog.model import Category
from dialogs.messages import Place
from tests.dialogs.escalation.memory import MemoryDesk
from tests.dialogs.escalation.playing import ADMIN, DANA, IN_CHANNEL, MALLORY, Play
from tests.dialogs.reading import only_card, texts

SAY = wording("en").tickets


async def new_code(admins: MemoryDesk) -> str:
    return await admins.channels.new_code(at=admins.clock.now(), valid=admins.desk.gathering.within)


async def test_a_code_sets_the_channel_after_a_post_has_arrived(play: Play) -> None:
    code = await new_code(play.admins)
    card = only_card(await play.say(f"set up {code}", **ADMIN))
    assert SAY.set_up_done in texts(card)
    assert "Help desk" in texts(card)
    assert play.admins.posts.texts == [SAY.set_up_test]
    channel = play.admins.channels.channels[None]
    assert (channel.team, channel.channel, channel.service_url) == (
        "19:team",
        "19:c",
        IN_CHANNEL["service_url"],
    )
    assert channel.set_by.name == "Dana"


async def test_a_code_works_once(play: Play) -> None:
    code = await new_code(play.admins)
    await play.say(f"set up {code}", **ADMIN)
    outgoing = await play.say(f"Set up {code}", **ADMIN)
    assert [reply.text for reply in outgoing.replies] == [SAY.set_up_wrong_code]


@pytest.mark.parametrize("code", ["ABCDEFGHJKMM", "CODE", "1234"])
async def test_a_wrong_code_sets_nothing_and_posts_nothing(play: Play, code: str) -> None:
    await new_code(play.admins)
    outgoing = await play.say(f"set up {code}", **ADMIN)
    assert [reply.text for reply in outgoing.replies] == [SAY.set_up_wrong_code]
    assert play.admins.channels.channels == {}
    assert play.admins.posts.texts == []


@pytest.mark.parametrize("place", [Place.PERSONAL, Place.GROUP])
async def test_a_code_typed_elsewhere_stays_good(play: Play, place: Place) -> None:
    code = await new_code(play.admins)
    outgoing = await play.say(f"set up {code}", person=DANA, place=place)
    assert [reply.text for reply in outgoing.replies] == [SAY.set_up_in_channel]
    assert play.admins.channels.codes == {code}


async def test_a_channel_that_takes_no_post_is_not_set(play: Play) -> None:
    code = await new_code(play.admins)
    play.admins.posts.is_closed = True
    outgoing = await play.say(f"set up {code}", **ADMIN)
    assert [reply.text for reply in outgoing.replies] == [SAY.set_up_post_failed]
    assert play.admins.channels.channels == {}


async def test_ordinary_words_are_no_code(play: Play) -> None:
    card = only_card(await play.say("setup failed"))
    assert SAY.set_up_wrong_code not in texts(card)


@pytest.mark.parametrize(
    ("typed", "category"),
    [
        ("route device state here", Category.DEVICE),
        ("Route app-registration here", Category.APP_REGISTRATION),
        ("route App registration here!", Category.APP_REGISTRATION),
        ("diriger état des appareils ici", Category.DEVICE),
    ],
)
async def test_a_family_goes_to_another_channel(play: Play, typed: str, category: Category) -> None:
    await play.set_channel()
    other = {**ADMIN, "channel": "19:devices", "channel_name": "Devices"}
    card = only_card(await play.say(typed, **other))
    assert "Devices" in texts(card)
    assert play.admins.channels.channels[category.value].channel == "19:devices"
    assert play.admins.channels.channels[None].channel == "19:c"


async def test_an_unknown_family_is_answered_with_the_known_ones(play: Play) -> None:
    await play.set_channel()
    outgoing = await play.say("route printers here", **ADMIN)
    assert "device state" in (outgoing.replies[0].text or "")


async def test_routes_come_after_the_first_channel(play: Play) -> None:
    outgoing = await play.say("route device state here", **ADMIN)
    assert [reply.text for reply in outgoing.replies] == [SAY.route_first]


@pytest.mark.parametrize("typed", ["route device state here", "admin status"])
async def test_only_admins_route_and_see_where_tickets_go(play: Play, typed: str) -> None:
    await play.set_channel()
    outgoing = await play.say(typed, **{**ADMIN, "person": MALLORY})
    assert [reply.text for reply in outgoing.replies] == [SAY.refused["not_allowed"]]
    assert list(play.admins.channels.channels) == [None]


async def test_status_says_how_to_set_up_while_nothing_is(play: Play) -> None:
    assert "set up CODE" in texts(only_card(await play.say("admin status", person=MALLORY)))
    await play.set_channel()
    shown = texts(only_card(await play.say("admin status", **ADMIN)))
    assert "Help desk" in shown
    assert "claim #12" in shown
