"""One outage, one incident, on every database."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot.store import Store, open_store
from dialogs.escalation.lifecycle import Change
from dialogs.escalation.model import Action, Incident, IncidentState, TicketState
from dialogs.escalation.outbox import Wish
from dialogs.escalation.ports import Gathering, Opened, StaleIncident
from tests.bot.store.escalating import CARD, acted, line, nothing, somebody, take
from tests.dialogs.escalation.samples import DANA, NOON, draft

THREE = Gathering(people=3, within=timedelta(minutes=15))
LATER = NOON + timedelta(hours=1)


def no_wishes(_incident: Incident, _changes: Sequence[Change]) -> Sequence[Wish]:
    return []


async def escalate(store: Store, number: int, *, minutes: float = 0, error: str | None = "outage") -> Opened:
    sent = draft(person=somebody(number), minutes=minutes, entry_id=error, codes=())
    return await store.tickets.open(sent, nothing, gathering=THREE)


async def outage(store: Store, people: int = 3) -> Incident:
    """An open incident with as many tickets."""
    found = [await escalate(store, number, minutes=number) for number in range(people)]
    assert found[-1].incident is not None
    return found[-1].incident


async def test_enough_people_make_an_incident_of_all_their_tickets(store: Store) -> None:
    before = [await escalate(store, number, minutes=number) for number in range(2)]
    assert [found.incident for found in before] == [None, None]
    third = await escalate(store, 3, minutes=3)
    incident = third.incident
    assert third.starts_incident
    assert incident is not None
    assert (incident.error, incident.count, incident.number, incident.opened_at) == ("outage", 3, 4, NOON)
    assert [ticket.number for ticket in third.gathered] == [1, 2, 3]
    assert third.ticket in third.gathered
    members = await store.tickets.search("contoso", incident=incident.id)
    assert [ticket.version for ticket in members] == [1, 1, 1]
    assert await store.incidents.get("contoso", incident.id) == incident
    assert await store.incidents.open_about("contoso", "outage") == incident
    assert await store.incidents.numbered("contoso", incident.number) == incident
    history = await store.tickets.history(before[0].ticket.id)
    assert [event.kind for event in history] == [Action.OPENED, Action.GATHERED]


async def test_later_tickets_join_the_open_incident(store: Store) -> None:
    incident = await outage(store)
    fourth = await escalate(store, 9, minutes=600)
    assert not fourth.starts_incident
    assert fourth.incident is not None
    assert (fourth.incident.id, fourth.incident.count) == (incident.id, 4)
    assert fourth.gathered == (fourth.ticket,)
    assert fourth.incident.version == incident.version


async def test_what_is_not_one_outage_is_not_gathered(store: Store) -> None:
    for number in range(6):
        assert (await escalate(store, number, minutes=number * 10)).incident is None, "too slow"
        assert (await escalate(store, 1, minutes=number, error=f"e{number}")).incident is None, "different"
        assert (await escalate(store, number, error=None)).incident is None, "no error"


async def test_settled_tickets_do_not_count(store: Store) -> None:
    for number in range(2):
        ticket = (await escalate(store, number)).ticket
        await store.tickets.change(acted(ticket, Action.RESOLVE, DANA, text="done"))
    assert (await escalate(store, 3)).incident is None


async def test_resolving_all_answers_everybody(store: Store) -> None:
    incident = await outage(store)
    claimed = (await store.tickets.search("contoso", incident=incident.id))[0]
    await store.tickets.change(acted(claimed, Action.CLAIM, DANA))

    def plan(closed: Incident, changes: Sequence[Change]) -> Sequence[Wish]:
        assert closed.state is IncidentState.RESOLVED
        return [Wish(line("resolved"), ticket_id=change.after.id) for change in changes]

    closed = await store.incidents.resolve(incident, DANA, note="It is mended.", at=LATER, plan=plan)
    assert isinstance(closed, Incident)
    assert (closed.resolved_by, closed.note, closed.version) == (DANA, "It is mended.", incident.version + 1)
    assert await store.incidents.get("contoso", incident.id) == closed
    assert await store.incidents.open_about("contoso", "outage") is None
    members = await store.tickets.search("contoso", incident=incident.id)
    assert {ticket.state for ticket in members} == {TicketState.RESOLVED}
    assert {ticket.last_word.text for ticket in members if ticket.last_word} == {"It is mended."}
    assert len(await take(store)) == 3


async def test_an_incident_is_resolved_once(store: Store) -> None:
    incident = await outage(store)
    closed = await store.incidents.resolve(incident, DANA, note="a", at=LATER, plan=no_wishes)
    again = await store.incidents.resolve(incident, DANA, note="b", at=LATER, plan=no_wishes)
    assert isinstance(closed, Incident)
    assert again == StaleIncident(closed)
    gone = await store.incidents.resolve(replace(incident, id="x"), DANA, note="b", at=LATER, plan=no_wishes)
    assert gone == StaleIncident(None)


async def test_the_next_outage_is_another_incident(store: Store) -> None:
    incident = await outage(store)
    await store.incidents.resolve(incident, DANA, note="a", at=LATER, plan=no_wishes)
    found = [await escalate(store, number, minutes=70 + number) for number in range(3)]
    assert [one.incident for one in found[:2]] == [None, None]
    assert found[2].incident is not None
    assert found[2].incident.id != incident.id


async def test_other_tenants_see_nothing_of_it(store: Store) -> None:
    incident = await outage(store)
    assert await store.incidents.get("fabrikam", incident.id) is None
    assert await store.incidents.get("contoso", "\x00") is None
    assert await store.incidents.numbered("fabrikam", incident.number) is None
    assert await store.incidents.numbered("contoso", 2**70) is None
    assert await store.incidents.open_about("fabrikam", "outage") is None


async def test_a_storm_makes_one_incident_that_everybody_is_in(address: str) -> None:
    async with open_store(address) as one, open_store(address) as other:
        await asyncio.gather(*(escalate((one, other)[n % 2], n) for n in range(40)))
        tickets = await one.tickets.search("contoso", limit=100)
        incident = await one.incidents.open_about("contoso", "outage")
        assert incident is not None
        assert {ticket.incident_id for ticket in tickets} == {incident.id}
        assert incident.count == len(tickets) == 40


async def test_resolving_while_tickets_pour_in_and_change_holds_nobody_up(address: str) -> None:
    async with open_store(address) as one, open_store(address) as other:
        incident = await outage(one, 10)
        members = await one.tickets.search("contoso", incident=incident.id)

        async def comment(number: int) -> None:
            ticket = members[number]
            change = acted(ticket, Action.COMMENT, DANA, text="hm")
            await other.tickets.change(change, [Wish(CARD, ticket.id, incident.id)])

        async with asyncio.timeout(60):
            results = await asyncio.gather(
                one.incidents.resolve(incident, DANA, note="done", at=LATER, plan=no_wishes),
                *(comment(number) for number in range(10)),
                *(escalate(other, 100 + number, minutes=30) for number in range(10)),
            )
        assert isinstance(results[0], Incident)
        after = await one.tickets.search("contoso", incident=incident.id, limit=100)
        assert {ticket.state for ticket in after} == {TicketState.RESOLVED}
