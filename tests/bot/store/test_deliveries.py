"""The outbox: nothing lost, nothing given out twice, on every database."""

import asyncio
from collections import Counter
from datetime import timedelta

from bot.store import Store, open_store
from dialogs.escalation.model import Action, Posted
from dialogs.escalation.outbox import DeliveryDraft, DeliveryKind, Target, Wish
from dialogs.escalation.ports import Gathering
from tests.bot.store.escalating import CARD, LEASE, acted, line, nothing, opened, somebody, take
from tests.dialogs.escalation.samples import DANA, NOON, draft

LATER = NOON + timedelta(minutes=60)


async def test_a_delivery_says_everything_that_is_needed_to_make_it(store: Store) -> None:
    ticket = await opened(store)
    [delivery] = await take(store)
    assert (delivery.tenant, delivery.ticket_id, delivery.incident_id) == ("contoso", ticket.id, None)
    assert (delivery.target, delivery.kind, delivery.key) == (CARD.target, CARD.kind, CARD.key)
    assert delivery.payload == CARD.payload
    assert (delivery.created_at, delivery.due_at, delivery.attempts) == (NOON, NOON, 0)
    assert (delivery.taken_by, delivery.taken_until) == ("worker", LATER + LEASE)


async def test_what_is_not_due_is_not_given_out(store: Store) -> None:
    await opened(store, minutes=5)
    assert await take(store, minutes=4) == []
    assert await store.deliveries.oldest_due(NOON) is None
    assert await store.deliveries.oldest_due(LATER) == NOON + timedelta(minutes=5)
    assert len(await take(store, minutes=5)) == 1


async def test_what_is_taken_is_nobody_elses_until_the_lease_has_run_out(store: Store) -> None:
    await opened(store)
    [first] = await take(store, "one")
    assert await take(store, "other", minutes=60.4) == []
    [second] = await take(store, "other", minutes=60.6)
    assert second.id == first.id
    assert not await store.deliveries.done(first, at=LATER)
    assert not await store.deliveries.postpone(first, due_at=LATER, error="late")
    assert not await store.deliveries.give_up(first, at=LATER, reason="late")
    assert await store.deliveries.done(second, at=LATER)
    assert await store.deliveries.waiting() == 0


async def test_what_is_taken_can_be_handed_back(store: Store) -> None:
    await opened(store)
    [first] = await take(store, "one")
    assert await take(store, "other", minutes=60) == []
    assert await store.deliveries.hand_back("other") == 0
    assert await store.deliveries.hand_back("one") == 1
    [second] = await take(store, "other", minutes=60)
    assert (second.id, second.attempts) == (first.id, 0)


async def test_a_postponed_delivery_comes_again_later(store: Store) -> None:
    await opened(store)
    [delivery] = await take(store)
    assert await store.deliveries.postpone(
        delivery, due_at=LATER + timedelta(minutes=1), error="HTTP 429 \x00"
    )
    assert await take(store) == []
    [again] = await take(store, minutes=61)
    assert (again.attempts, again.last_error) == (1, "HTTP 429 ")


async def test_a_posted_card_is_kept_with_the_ticket_whose_version_stays(store: Store) -> None:
    person_card = DeliveryDraft(Target.PERSON, DeliveryKind.CARD, {"draw": "person_ticket"})
    ticket = (await store.tickets.open(draft(person_card=None), nothing)).ticket
    change = acted(ticket, Action.CLAIM, DANA)
    await store.tickets.change(change, [Wish(CARD, ticket.id), Wish(person_card, ticket.id)])
    for delivery in await take(store):
        assert await store.deliveries.done(
            delivery, at=LATER, posted=Posted(f"chat {delivery.target}", "m-1")
        )
    found = await store.tickets.get("contoso", ticket.id)
    assert found is not None
    assert (found.admin_card, found.person_card, found.version) == (Posted("chat channel", "m-1"), "m-1", 2)


async def test_a_posted_card_is_kept_with_the_incident(store: Store) -> None:
    sent = draft()
    opened_now = await store.tickets.open(
        sent,
        lambda found: [Wish(CARD, None, found.incident.id if found.incident else None)],
        gathering=Gathering(1),
    )
    assert opened_now.incident is not None
    [delivery] = await take(store)
    await store.deliveries.done(delivery, at=LATER, posted=Posted("channel", "m-2"))
    incident = await store.incidents.get("contoso", opened_now.incident.id)
    assert incident is not None
    assert incident.card == Posted("channel", "m-2")


async def test_one_tickets_deliveries_to_one_side_come_one_by_one_in_order(store: Store) -> None:
    ticket = await opened(store)
    wishes = [
        Wish(line(word, target), ticket.id)
        for word in ("one", "two")
        for target in (Target.THREAD, Target.PERSON)
    ]
    await store.tickets.change(acted(ticket, Action.CLAIM, DANA), wishes)
    made = []
    while found := await take(store):
        assert len({delivery.target is Target.PERSON for delivery in found}) == len(found)
        for delivery in found:
            made.append((delivery.target, delivery.payload.get("line")))
            await store.deliveries.done(delivery, at=LATER)
    assert [word for target, word in made if target is Target.PERSON] == ["one", "two"]
    assert [word for target, word in made if target is not Target.PERSON] == [None, "one", "two"]


async def test_what_waits_holds_up_only_what_comes_after_it(store: Store) -> None:
    ticket = await opened(store)
    await opened(store, person=somebody(1))
    first, _ = await take(store)
    await store.deliveries.postpone(first, due_at=LATER + timedelta(hours=1), error="429")
    await store.tickets.change(acted(ticket, Action.CLAIM, DANA), [Wish(line("claimed"), ticket.id)])
    assert await take(store) == []
    assert [delivery.kind for delivery in await take(store, minutes=121)] == ["card", "card"]


async def test_edits_that_wait_are_one(store: Store) -> None:
    ticket = await opened(store)
    for text in ("a", "b", "c"):
        change = acted(ticket, Action.COMMENT, DANA, text=text)
        assert await store.tickets.change(change, [Wish(CARD, ticket.id)]) == change.after
        ticket = change.after
    assert await store.deliveries.waiting() == 1
    [delivery] = await take(store)
    await store.tickets.change(acted(ticket, Action.COMMENT, DANA, text="d"), [Wish(CARD, ticket.id)])
    assert await store.deliveries.waiting() == 2, "the one under way may show an older state"
    await store.deliveries.done(delivery, at=LATER)
    assert len(await take(store)) == 1


async def test_edits_wished_for_at_once_are_one(store: Store) -> None:
    ticket = (await store.tickets.open(draft(), nothing)).ticket
    wishes = [Wish(wished, ticket.id) for wished in (CARD, line("claimed"), CARD, line("claimed"))]
    await store.tickets.change(acted(ticket, Action.CLAIM, DANA), wishes)
    assert await store.deliveries.waiting() == 3
    made = []
    while found := await take(store):
        made += [delivery.kind for delivery in found]
        await store.deliveries.done(found[0], at=LATER)
    assert made == ["card", "line", "line"]


async def test_giving_up_is_part_of_the_history_and_told(store: Store) -> None:
    ticket = (
        await store.tickets.open(draft(), lambda o: [Wish(line("hello", Target.PERSON), o.ticket.id)])
    ).ticket
    [delivery] = await take(store)
    telling = [Wish(line("unreachable"), ticket.id)]
    assert await store.deliveries.give_up(delivery, at=LATER, reason="blocked", telling=telling)
    last = list(await store.tickets.history(ticket.id))[-1]
    assert (last.kind, last.text) == (Action.UNDELIVERED, "person: blocked")
    [told] = await take(store)
    assert told.payload == {"line": "unreachable"}
    assert await store.tickets.get("contoso", ticket.id) == ticket


async def test_many_owners_at_once_make_each_delivery_once(address: str) -> None:
    async with open_store(address) as one, open_store(address) as other:
        for number in range(60):
            await opened(one, person=somebody(number))
        made: Counter[int] = Counter()

        async def work(owner: str, store: Store) -> None:
            while await store.deliveries.waiting():
                for delivery in await take(store, owner, limit=3):
                    made[delivery.id] += 1
                    assert await store.deliveries.done(delivery, at=LATER)

        await asyncio.gather(*(work(f"w{n}", (one, other)[n % 2]) for n in range(6)))
    assert sorted(made.values()) == [1] * 60


async def test_deliveries_of_an_owner_that_died_are_made_by_another(address: str) -> None:
    async with open_store(address) as dead:
        for number in range(5):
            await opened(dead, person=somebody(number))
        taken = await take(dead, "dead", limit=3)
    async with open_store(address) as alive:
        assert len(await take(alive, "alive")) == 2
        rest = await take(alive, "alive", minutes=60.6)
        assert {delivery.id for delivery in rest} >= {delivery.id for delivery in taken}
