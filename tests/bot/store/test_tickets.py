"""Opening, changing and finding tickets, on every database."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.store import Store, open_store
from dialogs.escalation.lifecycle import Change
from dialogs.escalation.model import Action, Actor, Event, Ticket, TicketState, Whereabouts, Word
from dialogs.escalation.outbox import Target, Wish
from dialogs.escalation.ports import Opened, Opening, Stale
from tests.bot.store.escalating import CARD, acted, card_only, line, nothing, opened, somebody, take
from tests.dialogs.escalation.samples import ADA, ADA_ACTS, DANA, EMIL, NOON, STRANGER, draft


async def test_a_ticket_comes_back_as_it_was_sent(store: Store) -> None:
    sent = draft()
    found = await store.tickets.open(sent, nothing)
    assert found.opening is Opening.NEW
    assert found.is_new
    ticket = found.ticket
    assert await store.tickets.get("contoso", ticket.id) == ticket
    assert await store.tickets.numbered("contoso", ticket.number) == ticket
    for name in ("tenant", "person", "where", "codes", "details", "tried", "paste", "note", "opened_at"):
        assert getattr(ticket, name) == getattr(sent, name)
    assert (ticket.number, ticket.state, ticket.version, ticket.error) == (
        1,
        TicketState.NEW,
        1,
        sent.entry_id,
    )
    [event] = await store.tickets.history(ticket.id)
    assert event == Event(
        ticket.id, Action.OPENED, ADA_ACTS, NOON, sent.note, TicketState.NEW, TicketState.NEW
    )


async def test_numbers_are_small_and_counted_per_tenant(store: Store) -> None:
    numbers = [(await opened(store, person=somebody(n), entry_id=f"e{n}")).number for n in range(3)]
    assert numbers == [1, 2, 3]
    assert (await opened(store, tenant="fabrikam")).number == 1


async def test_a_ticket_of_another_tenant_is_not_found(store: Store) -> None:
    ticket = await opened(store)
    assert await store.tickets.get("fabrikam", ticket.id) is None
    assert await store.tickets.numbered("fabrikam", ticket.number) is None
    assert list(await store.tickets.search("fabrikam")) == []
    assert list(await store.tickets.of_person("fabrikam", ADA.key)) == []


@pytest.mark.parametrize("forged", ["", "\x00", "é", "x" * 10_000, "' OR 1=1 --"])
async def test_a_forged_id_finds_nothing(store: Store, forged: str) -> None:
    await opened(store)
    assert await store.tickets.get("contoso", forged) is None


@pytest.mark.parametrize("number", [-1, 0, 2, 2**31, 2**70])
async def test_a_number_that_was_not_given_finds_nothing(store: Store, number: int) -> None:
    await opened(store)
    assert await store.tickets.numbered("contoso", number) is None


async def test_the_same_press_opens_one_ticket(store: Store) -> None:
    sent = draft(entry_id=None, codes=())
    first = await store.tickets.open(sent, card_only)
    again = await store.tickets.open(replace(sent, opened_at=NOON + timedelta(minutes=1)), card_only)
    assert again == Opened(first.ticket, Opening.REPEATED)
    assert len(await store.tickets.history(first.ticket.id)) == 1
    assert await store.deliveries.waiting() == 1


async def test_the_same_error_adds_to_the_open_ticket(store: Store) -> None:
    first = await opened(store)
    elsewhere = Whereabouts("https://smba.example/emea/", "a:new", "contoso")
    sent = draft(minutes=5, note="still", where=elsewhere, person_card="card-2")
    again = await store.tickets.open(sent, lambda found: [Wish(line("asked_again"), found.ticket.id)])
    assert again.opening is Opening.ADDED
    assert (again.ticket.id, again.ticket.version) == (first.id, 2)
    assert again.ticket.last_word == Word("still", "Ada")
    assert await store.tickets.get("contoso", first.id) == again.ticket
    assert (again.ticket.where, again.ticket.person_card) == (elsewhere, "card-2")
    kinds = [event.kind for event in await store.tickets.history(first.id)]
    assert kinds == [Action.OPENED, Action.ASKED_AGAIN]
    repeated = await store.tickets.open(sent, card_only)
    assert (repeated.opening, repeated.ticket) == (Opening.REPEATED, again.ticket)


async def test_a_settled_ticket_is_not_added_to(store: Store) -> None:
    first = await opened(store)
    await store.tickets.change(acted(first, Action.RESOLVE, DANA, text="done"))
    assert (await opened(store, minutes=5)).id != first.id


async def test_without_an_error_every_press_is_a_ticket_of_its_own(store: Store) -> None:
    tickets = [await opened(store, entry_id=None, codes=()) for _ in range(2)]
    assert tickets[0].id != tickets[1].id


async def test_other_people_and_other_errors_get_their_own_tickets(store: Store) -> None:
    mine = await opened(store)
    assert (
        len({mine.id, (await opened(store, person=somebody(1))).id, (await opened(store, entry_id="x")).id})
        == 3
    )


async def test_a_change_comes_with_its_event_and_deliveries(store: Store) -> None:
    ticket = (await store.tickets.open(draft(), nothing)).ticket
    change = acted(ticket, Action.CLAIM, DANA)
    claimed = await store.tickets.change(change, [Wish(line("claimed"), ticket.id)])
    assert claimed == change.after
    assert await store.tickets.get("contoso", ticket.id) == claimed
    assert list(await store.tickets.history(ticket.id))[-1] == change.event
    [delivery] = await take(store)
    assert (delivery.ticket_id, delivery.target, delivery.payload) == (
        ticket.id,
        Target.THREAD,
        {"line": "claimed"},
    )


async def test_a_change_of_what_has_changed_is_stale(store: Store) -> None:
    ticket = await opened(store)
    claimed = await store.tickets.change(acted(ticket, Action.CLAIM, DANA))
    late = await store.tickets.change(acted(ticket, Action.CLAIM, EMIL), [Wish(line("claimed"), ticket.id)])
    assert isinstance(claimed, Ticket)
    assert late == Stale(claimed)
    assert len(await store.tickets.history(ticket.id)) == 2
    assert await store.deliveries.waiting() == 1


async def test_a_change_of_what_does_not_exist_is_stale(store: Store) -> None:
    ticket = await opened(store)
    change = acted(replace(ticket, id="gone"), Action.CLAIM, DANA)
    assert await store.tickets.change(change) == Stale(None)


async def test_one_press_changes_once(store: Store) -> None:
    ticket = await opened(store)
    said = await store.tickets.change(acted(ticket, Action.COMMENT, DANA, text="hello"), once="press-1")
    assert isinstance(said, Ticket)
    again = await store.tickets.change(acted(said, Action.COMMENT, DANA, text="hello"), once="press-1")
    assert again == said
    assert len(await store.tickets.history(ticket.id)) == 2
    other = await opened(store, entry_id="other")
    assert await store.tickets.change(acted(other, Action.CLAIM, DANA), once="press-1") != other


async def test_only_one_of_many_changers_wins_and_the_others_get_the_ticket_as_it_is(address: str) -> None:
    async with open_store(address) as one, open_store(address) as other:
        for entry in range(10):
            ticket = await opened(one, entry_id=f"entry-{entry}")
            admins = [Actor(f"admin-{n}", f"Admin {n}", is_admin=True) for n in range(6)]
            found = await asyncio.gather(
                *(
                    (one, other)[n % 2].tickets.change(
                        acted(ticket, Action.CLAIM, admin), [Wish(line("claimed"), ticket.id)]
                    )
                    for n, admin in enumerate(admins)
                )
            )
            [winner] = [result for result in found if isinstance(result, Ticket)]
            losers = [result.current for result in found if isinstance(result, Stale)]
            assert losers == [winner] * 5
            assert [event.kind for event in await one.tickets.history(ticket.id)] == [
                Action.OPENED,
                Action.CLAIM,
            ]


async def test_many_presses_at_once_open_one_ticket(address: str) -> None:
    async with open_store(address) as one, open_store(address) as other:
        sent = [draft(), *(draft(press="the same") for _ in range(9))]
        found = await asyncio.gather(
            *((one, other)[n % 2].tickets.open(item, card_only) for n, item in enumerate(sent))
        )
        assert len({result.ticket.id for result in found}) == 1
        assert sorted(result.opening for result in found) == ["added", "new", *["repeated"] * 8]
        assert len(await one.tickets.history(found[0].ticket.id)) == 2


async def test_tickets_opened_at_once_get_different_numbers(address: str) -> None:
    async with open_store(address) as one, open_store(address) as other:
        found = await asyncio.gather(*(opened((one, other)[n % 2], person=somebody(n)) for n in range(20)))
        assert sorted(ticket.number for ticket in found) == list(range(1, 21))


async def test_a_persons_open_tickets_come_first(store: Store) -> None:
    tickets = [await opened(store, entry_id=f"e{n}", minutes=n) for n in range(4)]
    await store.tickets.change(acted(tickets[3], Action.WITHDRAW, ADA_ACTS))
    found = await store.tickets.of_person("contoso", ADA.key, limit=3)
    assert [ticket.number for ticket in found] == [3, 2, 1]
    assert [t.number for t in await store.tickets.of_person("contoso", ADA.key)] == [3, 2, 1, 4]


async def test_tickets_are_searched_by_everything_admins_ask_for(store: Store) -> None:
    first = await opened(store)
    second = await opened(store, person=replace(somebody(7), name="Zoë 100%"), entry_id=None, minutes=30)
    third = await opened(store, person=somebody(8), entry_id="other", codes=('A"B', "AADSTS5"), minutes=60)
    await store.tickets.change(acted(first, Action.CLAIM, DANA))

    async def numbers(**wanted: object) -> Sequence[int]:
        return [found.number for found in await store.tickets.search("contoso", **wanted)]  # type: ignore[arg-type]

    assert await numbers() == [3, 2, 1]
    assert await numbers(limit=2) == [3, 2]
    assert await numbers(states=[TicketState.CLAIMED]) == [1]
    assert await numbers(assignee=DANA.key) == [1]
    assert await numbers(code="AADSTS50079") == [2, 1]
    assert await numbers(code="AADSTS5007") == []
    assert await numbers(code='A"B') == [3]
    assert await numbers(code="other") == [3]
    assert await numbers(error="AADSTS50079") == [2]
    assert await numbers(person=second.person.key) == [2]
    assert await numbers(named="zoë 100%") == [2]
    assert await numbers(named="%") == [2]
    assert await numbers(since=third.opened_at) == [3]
    assert await numbers(named="\x00\ud83d") == []


async def test_what_changes_nothing_is_recorded_too(store: Store) -> None:
    ticket = await opened(store)
    denied = Event(ticket.id, Action.DENIED, STRANGER, NOON, "claim", ticket.state, ticket.state)
    await store.tickets.record(denied)
    assert list(await store.tickets.history(ticket.id))[-1] == denied
    assert await store.tickets.get("contoso", ticket.id) == ticket


async def test_the_persons_card_is_placed_without_a_new_version(store: Store) -> None:
    ticket = await opened(store, person_card=None)
    await store.tickets.place("contoso", ticket.id, "card-9")
    await store.tickets.place("fabrikam", ticket.id, "card-of-nobody")
    assert await store.tickets.get("contoso", ticket.id) == replace(ticket, person_card="card-9")


async def test_what_no_database_takes_is_left_out(store: Store) -> None:
    odd = "half \ud83d and \x00 nothing"
    ticket = await opened(store, note=odd, paste=odd, details={"app": odd}, tried=(odd,))
    found = await store.tickets.get("contoso", ticket.id)
    assert found is not None
    assert found.note == found.paste == found.details["app"] == found.tried[0] == "half ? and  nothing"
    change = acted(ticket, Action.COMMENT, DANA, text=odd)
    assert isinstance(await store.tickets.change(change), Ticket)


async def test_a_failure_in_the_plan_leaves_nothing_behind(store: Store) -> None:
    def fail(_opened: Opened) -> Sequence[Wish]:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        await store.tickets.open(draft(), fail)
    assert list(await store.tickets.search("contoso")) == []
    assert (await opened(store)).number == 1


async def test_the_journal_has_everything_in_order(store: Store) -> None:
    ticket = await opened(store)
    assert isinstance(acted(ticket, Action.CLAIM, DANA), Change)
    await store.tickets.change(acted(ticket, Action.CLAIM, DANA))
    other = await opened(store, tenant="fabrikam")
    everything = [(found.number, event.kind) async for found, event in store.journal()]
    assert everything == [(1, Action.OPENED), (1, Action.CLAIM), (1, Action.OPENED)]
    assert [found.id async for found, _ in store.journal(tenant="fabrikam")] == [other.id]
    assert CARD.key is not None


async def asked_back(store: Store, ticket: Ticket) -> Ticket:
    for action in (Action.CLAIM, Action.ASK_BACK):
        changed = await store.tickets.change(acted(ticket, action, DANA, text="Which app?"))
        assert isinstance(changed, Ticket)
        ticket = changed
    return ticket


async def test_a_ticket_that_waits_for_its_person_is_found_at_once(store: Store) -> None:
    first = await opened(store)
    assert await store.tickets.waiting_for("contoso", ADA.key) is None
    asked = await asked_back(store, first)
    assert await store.tickets.waiting_for("contoso", ADA.key) == asked
    assert await store.tickets.waiting_for("contoso", somebody(1).key) is None
    assert await store.tickets.waiting_for("fabrikam", ADA.key) is None
    await store.tickets.change(acted(asked, Action.ANSWER, ADA_ACTS, text="Flow"))
    assert await store.tickets.waiting_for("contoso", ADA.key) is None


async def test_the_newest_of_the_tickets_that_wait_is_found(store: Store) -> None:
    for number in range(3):
        opened_at = NOON + timedelta(minutes=number)
        await asked_back(store, await opened(store, entry_id=f"e{number}", opened_at=opened_at))
    found = await store.tickets.waiting_for("contoso", ADA.key)
    assert found is not None
    assert found.entry_id == "e2"
