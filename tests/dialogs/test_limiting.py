"""Too much at once is asked to wait, kindly and once; a press is told each time, and is not done."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.wording import wording
from dialogs.limiting import Allowance, Limited, TokenBuckets
from dialogs.messages import Incoming, Kind, Outgoing, Person, Query, Reply
from tests.dialogs.conftest import PERSON, incoming, pressed
from tests.dialogs.stores import Memory


class Timer:
    now = 0.0

    def __call__(self) -> float:
        return self.now


class Echo:
    def __init__(self) -> None:
        self.heard: list[Incoming] = []

    async def respond(self, incoming: Incoming) -> Outgoing:
        self.heard.append(incoming)
        return Outgoing((Reply(text="answer"),))


@pytest.fixture
def timer() -> Timer:
    return Timer()


@pytest.fixture
def echo() -> Echo:
    return Echo()


@pytest.fixture
def limited(echo: Echo, memory: Memory, timer: Timer) -> Limited:
    return Limited(echo, memory, a_person=4, a_conversation=6, timer=timer)


def someone(number: int, **changes: Any) -> Incoming:
    return incoming("x", person=Person(f"29:{number}"), **changes)


def said(outgoing: Outgoing) -> list[str | None]:
    return [reply.text for reply in outgoing.replies]


EN, FR = wording("en").too_fast, wording("fr").too_fast


async def test_a_person_is_asked_to_wait_once(limited: Limited, echo: Echo) -> None:
    answers = [said(await limited.respond(incoming("x"))) for _ in range(20)]
    assert answers == [["answer"]] * 4 + [[EN]] + [[]] * 15
    assert len(echo.heard) == 4


async def test_others_are_answered_meanwhile(limited: Limited) -> None:
    for _ in range(20):
        await limited.respond(incoming("x"))
    assert said(await limited.respond(someone(2, conversation="a:2"))) == ["answer"]


async def test_a_conversation_is_asked_to_wait_once(limited: Limited) -> None:
    answers = [said(await limited.respond(someone(n, conversation="19:group"))) for n in range(20)]
    assert answers == [["answer"]] * 6 + [[EN]] + [[]] * 13
    assert said(await limited.respond(someone(50, conversation="19:other"))) == ["answer"]


async def test_tenants_do_not_share_an_allowance(limited: Limited) -> None:
    for _ in range(20):
        await limited.respond(incoming("x"))
    assert said(await limited.respond(incoming("x", tenant="other"))) == ["answer"]


async def test_patience_helps_and_a_trickle_is_not_told_again_and_again(
    limited: Limited, timer: Timer
) -> None:
    for _ in range(6):
        await limited.respond(incoming("x"))
    told = []
    for _ in range(8):  # a message each five seconds, where one in fifteen is allowed
        timer.now += 5
        told.append(said(await limited.respond(incoming("x"))))
    assert [EN] not in told
    assert told.count(["answer"]) == 2
    timer.now += 60
    answers = [said(await limited.respond(incoming("x"))) for _ in range(6)]
    assert answers == [["answer"]] * 4 + [[EN], []]


async def test_the_sentence_is_in_the_persons_language(limited: Limited, memory: Memory) -> None:
    french = [await limited.respond(incoming("x", locale="fr-FR")) for _ in range(5)][-1]
    assert said(french) == [FR]
    await memory.set_language("tenant", "29:9", "fr", at=memory.now())
    chosen = [await limited.respond(someone(9, locale="en-GB", conversation="a:9")) for _ in range(5)][-1]
    assert said(chosen) == [FR]


async def test_a_press_too_many_is_told_each_time_and_not_done(limited: Limited, echo: Echo) -> None:
    press = pressed("desk.resolve", {"note": "Sign in again"}, conversation="19:admins")
    answers = [await limited.respond(press) for _ in range(7)]
    assert [answer.notice for answer in answers] == [None] * 4 + [EN] * 3
    assert not any(answer.replies or answer.replacement for answer in answers[4:])  # the card stays
    assert len(echo.heard) == 4


async def test_presses_of_many_admins_do_not_stand_in_each_others_way(limited: Limited) -> None:
    for number in range(30):
        press = pressed("desk.claim", person=Person(f"29:{number}"), conversation="19:admins")
        assert (await limited.respond(press)).notice is None


async def test_talking_leaves_the_buttons_free(limited: Limited) -> None:
    for _ in range(20):
        await limited.respond(incoming("x"))
    assert (await limited.respond(pressed("help"))).notice is None


async def test_searching_has_ten_times_as_much(limited: Limited) -> None:
    search = incoming(kind=Kind.SEARCH, query=Query("aadsts"))
    answers = [await limited.respond(search) for _ in range(42)]
    assert [answer.found.note if answer.found else None for answer in answers] == [None] * 40 + [EN] * 2


async def test_being_installed_is_never_too_much(limited: Limited) -> None:
    answers = [await limited.respond(incoming(kind=Kind.INSTALLED)) for _ in range(9)]
    assert all(said(answer) == ["answer"] for answer in answers)


async def test_there_need_be_no_limit(echo: Echo, memory: Memory) -> None:
    free = Limited(echo, memory, a_person=0, a_conversation=0)
    assert {tuple(said(await free.respond(incoming("x", person=PERSON)))) for _ in range(500)} == {
        ("answer",)
    }


@given(
    size=st.integers(1, 50),
    pauses=st.lists(st.floats(0, 30, allow_nan=False), min_size=1, max_size=200),
)
def test_never_more_than_the_bucket_and_what_flowed_in(size: int, pauses: list[float]) -> None:
    timer = Timer()
    buckets = TokenBuckets(size, timer=timer)
    allowed = 0
    for pause in pauses:
        timer.now += pause
        allowed += buckets.take("key") is Allowance.ALLOWED
        assert allowed <= size + timer.now * size / 60 + 1e-6


def test_memory_is_bounded() -> None:
    buckets = TokenBuckets(5, most=100)
    for number in range(10_000):
        buckets.take(number)
    assert len(buckets) == 100
