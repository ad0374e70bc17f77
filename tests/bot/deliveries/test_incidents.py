"""One outage has one card; what belongs to it goes under that card."""

from collections.abc import Sequence

from dialogs.escalation.outbox import DeliveryDraft, DeliveryKind, Target, Wish
from dialogs.escalation.ports import Gathering, Opened
from tests.bot.deliveries.test_worker import settled
from tests.bot.deliveries.world import PERSON_LINE, TENANT, World, ticket_draft

CARD = DeliveryDraft(Target.CHANNEL, DeliveryKind.CARD, {"draw": "incident"}, key="card")
LINE = DeliveryDraft(Target.THREAD, DeliveryKind.LINE, {"line": "joined"})


def plan(opened: Opened) -> Sequence[Wish]:
    """The incident's card, and a line under it for each ticket that joins."""
    if opened.incident is None:
        return ()
    incident_id = opened.incident.id
    joined = [Wish(LINE, ticket_id=ticket.id, incident_id=incident_id) for ticket in opened.gathered]
    return [Wish(CARD, incident_id=incident_id), *joined, Wish(PERSON_LINE, ticket_id=opened.ticket.id)]


async def test_tickets_of_an_incident_are_told_of_under_its_card(around: World) -> None:
    async with around.working():
        for person in ("ada", "bob", "cyd"):
            draft = ticket_draft(around, person, codes=("AADSTS50076",))
            await around.store.tickets.open(draft, plan, gathering=Gathering(people=2))
            await settled(around)
    incident = await around.store.incidents.open_about(TENANT, "AADSTS50076")
    assert incident is not None
    assert incident.card is not None
    in_channel = [(how, where) for how, where, _ in around.shown if not where.startswith("a:")]
    thread = incident.card.conversation
    assert in_channel == [("POST", ""), ("POST", thread), ("POST", thread), ("PUT", thread), ("POST", thread)]
    assert [where for _, where, _ in around.shown if where.startswith("a:")] == ["a:bob", "a:cyd"]


async def test_nothing_is_sent_where_there_is_nothing_left_to_show(around: World) -> None:
    gone = DeliveryDraft(Target.CHANNEL, DeliveryKind.CARD, {"draw": "nothing"})
    await around.open(gone)
    async with around.working():
        await settled(around)
    assert around.calls == []
