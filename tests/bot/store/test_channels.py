"""Admin channels, setup codes, and what people tried, on every database."""

import asyncio
from dataclasses import replace
from datetime import timedelta

from bot.store import Store, open_store
from dialogs.escalation.model import Action, Actor, Posted
from dialogs.escalation.outbox import AdminChannel
from tests.bot.store.escalating import acted, opened, take
from tests.dialogs.escalation.samples import DANA, EMIL, NOON

HOUR = timedelta(hours=1)
DEFAULT = AdminChannel(
    "contoso", "team-1", "19:a@thread.tacv2", "https://smba.example/emea/", "Announcements", DANA, NOON
)
DEVICES = replace(DEFAULT, category="device", channel="19:d@thread.tacv2", name="Devices — été")


async def test_there_is_no_channel_at_first(store: Store) -> None:
    assert await store.channels.get("contoso") is None
    assert list(await store.channels.all()) == []


async def test_a_category_goes_to_its_own_channel_and_the_rest_to_the_default_one(store: Store) -> None:
    await store.channels.set(DEVICES)
    assert await store.channels.get("contoso", "tokens") is None
    await store.channels.set(DEFAULT)
    assert await store.channels.get("contoso", "device") == DEVICES
    assert await store.channels.get("contoso", "tokens") == DEFAULT
    assert await store.channels.get("contoso") == DEFAULT
    assert await store.channels.get("fabrikam", "device") is None
    assert list(await store.channels.all("contoso")) == [DEFAULT, DEVICES]
    assert list(await store.channels.all("fabrikam")) == []


async def test_the_last_channel_set_holds(store: Store) -> None:
    await store.channels.set(DEFAULT)
    moved = replace(DEFAULT, channel="19:b@thread.tacv2", set_by=EMIL, set_at=NOON + HOUR)
    await store.channels.set(moved)
    assert list(await store.channels.all()) == [moved]


async def test_what_waited_for_a_channel_is_due_as_soon_as_there_is_one(store: Store) -> None:
    await opened(store)
    [delivery] = await take(store)
    await store.deliveries.postpone(delivery, due_at=NOON + 24 * HOUR, error="no channel")
    await store.channels.set(replace(DEFAULT, tenant="fabrikam", set_at=NOON + HOUR))
    assert await take(store) == []
    await store.channels.set(replace(DEFAULT, set_at=NOON + HOUR))
    assert [found.id for found in await take(store)] == [delivery.id]


async def test_a_card_that_was_given_up_is_due_again_as_soon_as_there_is_another_channel(
    store: Store,
) -> None:
    ticket = await opened(store)
    [delivery] = await take(store)
    await store.deliveries.give_up(delivery, at=NOON, reason="404: the channel is gone")
    await store.channels.set(replace(DEFAULT, tenant="fabrikam", set_at=NOON + HOUR))
    assert await take(store) == []
    await store.channels.set(replace(DEFAULT, set_at=NOON + HOUR))
    [again] = await take(store)
    assert (again.id, again.ticket_id) == (delivery.id, ticket.id)
    await store.deliveries.done(again, at=NOON, posted=Posted("19:a@thread.tacv2;messageid=1", "1"))
    await store.channels.set(replace(DEFAULT, set_at=NOON + 2 * HOUR))
    assert await take(store, minutes=120) == []


async def test_a_closed_ticket_is_not_shown_again(store: Store) -> None:
    ticket = await opened(store)
    [delivery] = await take(store)
    await store.deliveries.give_up(delivery, at=NOON, reason="404: the channel is gone")
    await store.tickets.change(acted(ticket, Action.WITHDRAW, Actor(ticket.person.key)))
    await store.channels.set(replace(DEFAULT, set_at=NOON + HOUR))
    assert await take(store) == []


async def test_a_code_works_once_and_for_a_while(store: Store) -> None:
    code = await store.channels.new_code(at=NOON, valid=HOUR)
    assert len(code) == 12
    assert not await store.channels.use_code("", at=NOON)
    assert not await store.channels.use_code("\x00\ud83d", at=NOON)
    assert not await store.channels.use_code(code, at=NOON + HOUR)
    assert await store.channels.use_code(f" {code.lower()} ", at=NOON)
    assert not await store.channels.use_code(code, at=NOON)


async def test_a_code_raced_for_works_once(address: str) -> None:
    async with open_store(address) as one, open_store(address) as other:
        code = await one.channels.new_code(at=NOON, valid=HOUR)
        used = await asyncio.gather(*((one, other)[n % 2].channels.use_code(code, at=NOON) for n in range(8)))
    assert sorted(used) == [False] * 7 + [True]


async def test_what_was_tried_is_kept_in_order_each_once(store: Store) -> None:
    for minute, what in enumerate(["remedy:wait", "answer.failing", "remedy:wait"]):
        await store.tried.note("contoso", "answer-1", what, NOON + timedelta(minutes=minute))
    assert await store.tried.of("contoso", "answer-1") == ("remedy:wait", "answer.failing")
    assert await store.tried.of("fabrikam", "answer-1") == ()
    assert await store.tried.of("contoso", "\x00") == ()
