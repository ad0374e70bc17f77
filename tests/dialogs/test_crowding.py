"""A crowd: answered in order, a bounded number waits, and whoever cannot wait is told so, kindly."""

import asyncio

import pytest

from cards.wording import wording
from dialogs.crowding import Orderly
from dialogs.messages import Incoming, Kind, Outgoing, Query, Reply
from tests.dialogs.conftest import incoming, pressed

EN, FR = wording("en").too_many, wording("fr").too_many


class Gate:
    """An assistant that answers when it is told to."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.at_once = self.most_at_once = 0
        self.opened = asyncio.Event()

    async def respond(self, incoming: Incoming) -> Outgoing:
        self.heard.append(incoming.id)
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        await self.opened.wait()
        self.at_once -= 1
        if incoming.text == "fail":
            raise ValueError("as the test wants it")
        return Outgoing((Reply(text="answer"),))


def text(outgoing: Outgoing) -> str | None:
    return outgoing.replies[0].text


async def test_people_are_answered_in_order_and_a_few_at_a_time() -> None:
    gate = Gate()
    orderly = Orderly(gate, at_once=3, waiting=100, patience=60)
    turns = [asyncio.create_task(orderly.respond(incoming("x", id=str(n)))) for n in range(20)]
    await asyncio.sleep(0)
    gate.opened.set()
    assert [text(outgoing) for outgoing in await asyncio.gather(*turns)] == ["answer"] * 20
    assert gate.heard == [str(n) for n in range(20)]
    assert gate.most_at_once == 3


async def test_who_finds_the_queue_full_is_asked_to_come_back() -> None:
    gate = Gate()
    orderly = Orderly(gate, at_once=2, waiting=3, patience=60)
    turns = [asyncio.create_task(orderly.respond(incoming("x", locale="fr-FR"))) for _ in range(8)]
    await asyncio.sleep(0)
    gate.opened.set()
    outgoings = await asyncio.gather(*turns)
    assert [text(outgoing) for outgoing in outgoings] == ["answer"] * 5 + [FR] * 3
    assert [o.account.outcome for o in outgoings[5:] if o.account] == ["deferred"] * 3


async def test_who_has_waited_too_long_is_asked_to_come_back_and_the_next_is_served() -> None:
    gate = Gate()
    orderly = Orderly(gate, at_once=1, waiting=10, patience=0.01)
    first = asyncio.create_task(orderly.respond(incoming("x")))
    await asyncio.sleep(0)
    assert text(await orderly.respond(incoming("x"))) == EN
    gate.opened.set()
    assert text(await first) == "answer"
    assert text(await orderly.respond(incoming("x"))) == "answer"


async def test_a_place_is_given_back_after_a_failure() -> None:
    gate = Gate()
    gate.opened.set()
    orderly = Orderly(gate, at_once=1, waiting=0, patience=0.01)
    for _ in range(3):
        with pytest.raises(ValueError, match="as the test"):
            await orderly.respond(incoming("fail"))
    assert text(await orderly.respond(incoming("x"))) == "answer"


async def test_a_press_keeps_its_card_and_a_search_says_why_it_is_empty() -> None:
    gate = Gate()
    orderly = Orderly(gate, at_once=1, waiting=0)
    first = asyncio.create_task(orderly.respond(incoming("x")))
    await asyncio.sleep(0)
    press = await orderly.respond(pressed("help"))
    assert (press.notice, press.replies, press.replacement) == (EN, (), None)
    search = await orderly.respond(incoming(kind=Kind.SEARCH, query=Query("x")))
    assert search.found is not None
    assert search.found.note == EN
    gate.opened.set()
    await first
