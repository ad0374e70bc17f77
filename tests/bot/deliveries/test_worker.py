"""What was promised to be told is told: at once, in order, once, and whatever the channel answers."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from time import perf_counter
from unittest.mock import create_autospec

import pytest
from structlog.testing import capture_logs

from dialogs.escalation.model import Action
from dialogs.escalation.outbox import AdminChannel
from dialogs.escalation.ports import Channels
from tests.bot.deliveries.world import (
    ADMIN_CARD,
    PERSON_CARD,
    PERSON_LINE,
    TENANT,
    THREAD_LINE,
    World,
    world,
)
from tests.fakes.connector import Trouble

POST = "19:c@thread.tacv2;messageid=sent-1"
PATIENCE = 60.0


async def settled(around: World) -> None:
    """Wait until nothing is waiting."""
    async with asyncio.timeout(PATIENCE):
        while await around.store.deliveries.waiting():  # noqa: ASYNC110 - another process may make them
            await asyncio.sleep(0.02)


async def seen(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not condition():  # noqa: ASYNC110 - what is waited for is another's doing
            await asyncio.sleep(0.01)


async def test_a_ticket_is_posted_then_edited_with_a_line_under_it(around: World) -> None:
    async with around.working():
        ticket = await around.open(ADMIN_CARD)
        await settled(around)
        await around.act(ticket, Action.CLAIM, ADMIN_CARD, THREAD_LINE, PERSON_LINE)
        await settled(around)
    in_channel = [shown for shown in around.shown if shown[1] != "a:ada"]
    assert in_channel == [
        ("POST", "", "#1 new v1"),
        ("PUT", POST, "#1 claimed v2"),
        ("POST", POST, "changed #1 claimed v2"),
    ]
    assert ("POST", "a:ada", "changed #1 claimed v2") in around.shown


async def test_the_pressed_card_is_edited_and_a_missing_one_is_posted(around: World) -> None:
    pressed = await around.open(PERSON_CARD, person="ada", person_card="card-7")
    typed = await around.open(PERSON_CARD, person="bob")
    async with around.working():
        await settled(around)
        await around.act(typed, Action.CLAIM, PERSON_CARD)
        await settled(around)
    edit = next(call for call in around.calls if call.conversation == "a:ada")
    assert (edit.method, edit.activity_id) == ("PUT", "card-7")
    post, later = (call for call in around.calls if call.conversation == "a:bob")
    assert (post.method, later.method) == ("POST", "PUT")
    assert later.activity_id == (f"sent-{around.calls.index(post) + 1}")
    assert pressed.number == 1


async def test_a_worker_that_is_woken_delivers_at_once(around: World) -> None:
    async with around.working(poll=10 * PATIENCE) as worker:
        await asyncio.sleep(0.1)  # it has found nothing, and waits
        await around.open(ADMIN_CARD)
        worker.wake()
        await settled(around)


async def test_several_changes_while_nothing_is_delivered_are_one_edit(around: World) -> None:
    ticket = await around.open(ADMIN_CARD)
    async with around.working():
        await settled(around)
    for action in (Action.CLAIM, Action.RELEASE, Action.CLAIM):
        await around.act(ticket, action, ADMIN_CARD)
    async with around.working():
        await settled(around)
    assert around.shown == [("POST", "", "#1 new v1"), ("PUT", POST, "#1 claimed v4")]


async def test_a_change_during_a_send_is_shown_by_an_edit_after_it(around: World) -> None:
    around.connector.gate.clear()
    async with around.working():
        ticket = await around.open(ADMIN_CARD)
        await seen(lambda: len(around.calls) == 1)
        await around.act(ticket, Action.CLAIM, ADMIN_CARD)
        around.connector.gate.set()
        await settled(around)
    assert around.shown == [("POST", "", "#1 new v1"), ("PUT", POST, "#1 claimed v2")]


@pytest.mark.parametrize("status", [412, 429, 500, 502, 503, 504])
async def test_what_may_pass_is_tried_until_it_does(around: World, status: int) -> None:
    around.connector.troubles.extend([Trouble(status)] * 4)
    await around.open(ADMIN_CARD)
    with capture_logs() as logs:
        async with around.working():
            await settled(around)
    assert len(around.calls) == 5
    assert [entry["event"] for entry in logs] == ["delivery postponed"] * 4


async def test_retry_after_holds_the_whole_conversation(around: World) -> None:
    around.connector.troubles.append(Trouble(429, {"Retry-After": "1"}))
    await around.open(PERSON_LINE)
    await around.open(PERSON_LINE)
    began = perf_counter()
    async with around.working(at_once=1):
        with capture_logs():
            await settled(around)
    assert perf_counter() - began >= 1.0
    assert len(around.calls) == 3


async def test_a_blocked_person_is_given_up_and_the_admins_are_told(around: World) -> None:
    ticket = await around.open(ADMIN_CARD)
    async with around.working():
        await settled(around)
        around.connector.troubles.append(Trouble(403, code="MessageWritesBlocked"))
        with capture_logs() as logs:
            await around.act(ticket, Action.CLAIM, PERSON_LINE)
            await settled(around)
    assert around.shown[-1] == ("POST", POST, "undelivered #1 claimed v2")
    history = await around.store.tickets.history(ticket.id)
    assert (history[-1].kind, history[-1].text) == (
        Action.UNDELIVERED,
        "person: 403: MessageWritesBlocked",
    )
    assert [entry["event"] for entry in logs] == ["delivery given up"]


async def test_a_channel_that_is_gone_is_told_to_the_person_and_not_for_ever(around: World) -> None:
    around.connector.troubles.extend([Trouble(404), Trouble(403)])
    await around.open(ADMIN_CARD)
    with capture_logs() as logs:
        async with around.working():
            await settled(around)
    assert [call.conversation for call in around.calls] == ["", "a:ada"]
    assert [entry["event"] for entry in logs] == ["delivery given up"] * 2


async def test_a_card_that_somebody_deleted_is_posted_again(around: World) -> None:
    ticket = await around.open(ADMIN_CARD)
    async with around.working():
        await settled(around)
        around.connector.troubles.append(Trouble(404, code="ActivityNotFoundInConversation"))
        await around.act(ticket, Action.CLAIM, ADMIN_CARD)
        await settled(around)
    assert [call.method for call in around.calls] == ["POST", "PUT", "POST"]
    moved = await around.store.tickets.get(TENANT, ticket.id)
    assert moved is not None
    assert moved.admin_card is not None
    assert moved.admin_card.activity == "sent-3"


async def test_without_a_channel_a_ticket_waits_for_one(around: World) -> None:
    other = "fabrikam"
    async with around.working():
        await around.open(ADMIN_CARD, tenant=other)
        await asyncio.sleep(0.3)
        assert around.calls == []
        assert await around.store.deliveries.waiting() == 1
        await around.set_channel()  # of another tenant
        await asyncio.sleep(0.2)
        assert around.calls == []
        [channel] = await around.store.channels.all(TENANT)
        await around.store.channels.set(replace(channel, tenant=other, set_at=around.clock.now()))
        await settled(around)
    assert len(around.calls) == 1


async def test_a_delivery_in_hand_while_a_channel_is_set_does_not_wait_for_the_next_look(
    address: str,
) -> None:
    """The worker has just heard that there is no channel when it is set, before that is written down."""
    async with world(address) as around:
        ask, asked = around.store.channels.get, 0

        async def get(tenant: str, category: str | None = None) -> AdminChannel | None:
            nonlocal asked
            found, asked = await ask(tenant, category), asked + 1
            if found is None:
                await around.set_channel()
            return found

        channels = create_autospec(Channels, instance=True)
        channels.get = get
        await around.open(ADMIN_CARD)
        async with around.working(channels=channels):
            await settled(around)
        assert asked == 2
        assert len(around.calls) == 1


async def test_a_bug_in_a_drawing_holds_up_nothing_else(around: World) -> None:
    broken = replace(THREAD_LINE, payload={})  # the drawer needs to know which line
    await around.open(broken, person="ada")
    await around.open(ADMIN_CARD, person="bob")
    with capture_logs() as logs:
        async with around.working():
            await seen(lambda: len(around.calls) == 1)
    assert await around.store.deliveries.waiting() == 1
    assert "delivery failed" in {entry["event"] for entry in logs}


async def test_stopping_ends_what_is_under_way_and_hands_back_the_rest(around: World) -> None:
    around.connector.gate.clear()
    for number in range(6):
        await around.open(PERSON_LINE, person=f"person {number}")
    async with around.working(at_once=3):
        await seen(lambda: len(around.calls) == 3)
        asyncio.get_running_loop().call_later(0.2, around.connector.gate.set)
    assert await around.store.deliveries.waiting() == 3
    async with around.working():
        await settled(around)
    assert len(around.calls) == 6, "nothing was lost, nothing was sent twice"


async def test_two_workers_share_the_work_and_send_nothing_twice(around: World) -> None:
    tickets = [await around.open(ADMIN_CARD, PERSON_LINE, person=f"person {n}") for n in range(5)]
    async with around.working(), around.working():
        await settled(around)
    assert len(around.calls) == 2 * len(tickets)
    assert len(set(around.shown)) == 2 * len(tickets)
