"""One person through all the tables: given out whole, and removed without a trace; nobody else changes."""

import json
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.store import Keeping, Rate, Store
from bot.store.schema import metadata
from dialogs.escalation.model import FORMER, Action, Actor, Event, Posted, Ticket, TicketState, Whereabouts
from dialogs.escalation.notices import EDITS, EMPTIED, on_change, on_closing, on_opening
from dialogs.escalation.outbox import AdminChannel, Delivery, DeliveryKind, Target
from dialogs.escalation.ports import Gathering
from dialogs.messages import Person
from dialogs.ports import Erased
from tests.bot.store.escalating import acted, somebody
from tests.bot.store.samples import NOON, given_answer
from tests.dialogs.escalation.samples import DANA, EMIL, draft

KEEPING = Keeping()
HOUR = NOON + timedelta(hours=1)
KIM = Person("29:kim-in-teams", "kim-in-entra", "Kim Kimsdottir")
KIM_ACTS = Actor(KIM.key, KIM.name)
WORDS = ("kims paste", "kims note", "kims comment", "kims question")
TRACES = ("kim-in-teams", "kim-in-entra", "Kimsdottir", "a:kim", *WORDS)


async def everything(store: Store) -> str:
    """Every column of every row."""
    async with store._database.reading("look at everything") as connection:
        rows = [
            dict(row)
            for table in metadata.tables.values()
            for row in (await connection.execute(select(table))).mappings()
        ]
    return json.dumps(rows, ensure_ascii=False, default=str)


async def traces(store: Store) -> list[str]:
    found = await everything(store)
    return [trace for trace in TRACES if trace in found]


async def change(store: Store, ticket: Ticket, action: Action, actor: Actor, **more: Any) -> Ticket:
    done = acted(ticket, action, actor, **more)
    changed = await store.tickets.change(done, on_change(done))
    assert isinstance(changed, Ticket)
    return changed


async def deliver(store: Store, *, place: bool = True) -> list[Any]:
    """Make everything that is due."""
    made = []
    while taken := await store.deliveries.take("w", limit=50, now=HOUR, lease=timedelta(seconds=30)):
        for delivery in taken:
            posted = Posted("19:c", f"m{delivery.id}") if place and EDITS not in delivery.payload else None
            assert await store.deliveries.done(delivery, at=HOUR, posted=posted)
            made.append(delivery)
    return made


async def live(store: Store) -> tuple[Ticket, Ticket]:
    """Kim was here: a language, an answer, an open ticket and a resolved one, all of it told in Teams."""
    await store.preferences.set_language("contoso", KIM.key, "fr", at=NOON)
    given = given_answer(
        id="kims", person=KIM.key, conversation="a:kim", paste="kims paste", note="kims note"
    )
    await store.answers.remember(given)
    await store.tried.note("contoso", "kims", "answer.failing", NOON)
    await store.sends.reserve({"a:kim": [Rate(7, 1.0)]}, earliest=NOON, latest=NOON)
    where = Whereabouts("https://smba.example/emea/", "a:kim", "contoso")
    sent: dict[str, Any] = {"person": KIM, "where": where, "paste": "kims paste", "note": "kims note"}
    first = (await store.tickets.open(draft(**sent), on_opening)).ticket
    first = await change(store, first, Action.CLAIM, DANA)
    first = await change(store, first, Action.COMMENT, KIM_ACTS, text="kims comment")
    second = (await store.tickets.open(draft(entry_id="AADSTS50034", **sent), on_opening)).ticket
    second = await change(store, second, Action.RESOLVE, DANA, text="kims question is answered")
    await deliver(store)
    return first, second


async def test_nothing_of_a_person_is_left_in_any_column(store: Store) -> None:
    await live(store)
    await store.tickets.open(draft(person=somebody(1)), on_opening)
    await deliver(store)
    other = await store.tickets.numbered("contoso", 3)
    assert other is not None
    assert await traces(store) == list(TRACES)
    removed = await store.people.erase("contoso", {KIM.id, KIM.key}, at=HOUR)
    assert removed == Erased(language=True, answers=1, tickets=2, withdrawn=1, handled=0)
    assert await traces(store) == ["a:kim"], "until the cards in their chat are emptied"
    await deliver(store)
    await store.retention.purge(KEEPING, now=HOUR)
    assert await traces(store) == []
    assert await store.tickets.get("contoso", other.id) == other
    assert await store.people.erase("contoso", {KIM.id, KIM.key}, at=HOUR) == Erased()
    assert await store.people.export("contoso", {KIM.id}) == {}


async def test_of_a_ticket_the_error_its_times_and_who_had_it_stay(store: Store) -> None:
    first, second = await live(store)
    await store.people.erase("contoso", {KIM.key}, at=HOUR)
    for ticket, state in ((first, TicketState.WITHDRAWN), (second, TicketState.RESOLVED)):
        left = await store.tickets.get("contoso", ticket.id)
        assert left is not None
        assert (left.state, left.assignee, left.error) == (state, DANA, ticket.error)
        assert (left.opened_at, left.erased_at, left.is_erased) == (ticket.opened_at, HOUR, True)
        assert left.version == ticket.version + 1
    history = await store.tickets.history(first.id)
    assert [(event.kind, event.actor.name, event.text) for event in history] == [
        ("opened", None, ""),
        ("claim", "Dana", ""),
        ("comment", None, ""),
        ("erased", None, ""),
    ]
    assert (history[-1].before, history[-1].after) == (TicketState.CLAIMED, TicketState.WITHDRAWN)


async def test_cards_and_lines_in_teams_follow(store: Store) -> None:
    first, _ = await live(store)
    await store.people.erase("contoso", {KIM.key}, at=HOUR)
    told = [delivery for delivery in await deliver(store) if delivery.ticket_id == first.id]
    assert [delivery.payload.get("draw") for delivery in told if delivery.kind == "card"] == [
        "ticket",
        "admin_ticket",
    ]
    lines = [delivery.payload for delivery in told if delivery.kind == "line"]
    assert [payload["line"] for payload in lines] == ["forgotten", EMPTIED, EMPTIED]
    assert all(payload[EDITS]["activity"].startswith("m") for payload in lines[1:])


async def test_lines_that_wait_are_never_sent(store: Store) -> None:
    ticket = (await store.tickets.open(draft(person=KIM), on_opening)).ticket
    await change(store, ticket, Action.COMMENT, KIM_ACTS, text="kims comment")
    await store.people.erase("contoso", {KIM.key}, at=HOUR)
    assert "kims comment" not in json.dumps([dict(one.payload) for one in await deliver(store)])


async def test_a_line_that_is_being_sent_is_emptied_once_it_stands_there(store: Store) -> None:
    ticket = (await store.tickets.open(draft(person=KIM), on_opening)).ticket
    await deliver(store)
    await change(store, ticket, Action.COMMENT, KIM_ACTS, text="kims comment", at=HOUR - timedelta(minutes=1))
    sending = await comments_taken(store)
    await store.people.erase("contoso", {KIM.key}, at=HOUR)
    for delivery in sending:
        assert not await store.deliveries.done(delivery, at=HOUR, posted=Posted("19:c", "sent late"))
    assert [
        one.payload["line"]
        for one in await deliver(store)
        if one.payload.get(EDITS) == {"conversation": "19:c", "activity": "sent late"}
    ] == [EMPTIED]
    assert "kims comment" not in await everything(store)


async def test_what_gets_the_number_of_a_line_that_is_being_sent_is_made_all_the_same(store: Store) -> None:
    """SQLite gives the number of a row that is gone to the next one."""
    ticket = (await store.tickets.open(draft(person=KIM), on_opening)).ticket
    await deliver(store)
    await change(store, ticket, Action.COMMENT, KIM_ACTS, text="hm", at=HOUR - timedelta(minutes=1))
    [sending] = await comments_taken(store)
    await store.people.erase("contoso", {KIM.key}, at=HOUR)
    taken = await store.deliveries.take("w", limit=50, now=HOUR, lease=timedelta(seconds=30))
    assert taken
    assert not await store.deliveries.done(sending, at=HOUR, posted=Posted("19:c", "sent late"))
    assert all([await store.deliveries.done(delivery, at=HOUR) for delivery in taken])


async def test_a_line_that_is_being_sent_loses_the_name_of_an_admin_once_it_stands_there(
    store: Store,
) -> None:
    ticket = (await store.tickets.open(draft(person=KIM), on_opening)).ticket
    await deliver(store)
    await change(store, ticket, Action.COMMENT, DANA, text="try again")
    sending = await comments_taken(store)
    await store.people.erase("contoso", {DANA.key}, at=HOUR)
    for delivery in sending:
        assert await store.deliveries.done(delivery, at=HOUR, posted=Posted("19:c", "sent late"))
    assert [
        (one.payload["by"], one.payload["text"])
        for one in await deliver(store)
        if one.payload.get(EDITS) == {"conversation": "19:c", "activity": "sent late"}
    ] == [(FORMER, "try again")]


async def comments_taken(store: Store) -> list[Delivery]:
    """The lines for the admins that are in somebody's hands now; what else was due is made."""
    found: list[Delivery] = []
    while taken := await store.deliveries.take("w", limit=50, now=HOUR, lease=timedelta(seconds=30)):
        for delivery in taken:
            if delivery.kind is DeliveryKind.LINE and delivery.target is Target.THREAD:
                found.append(delivery)
            else:
                assert await store.deliveries.done(delivery, at=HOUR, posted=Posted("19:c", "m"))
    assert len(found) == 1
    return found


async def test_a_person_is_found_by_any_of_their_ids_and_in_any_tenant(store: Store) -> None:
    await live(store)
    await store.tickets.open(draft(person=KIM, tenant="fabrikam"), on_opening)
    assert (await store.people.export(None, {KIM.id})).keys() == {"contoso", "fabrikam"}
    assert (await store.people.erase("fabrikam", {KIM.id}, at=HOUR)).tickets == 1
    assert (await store.people.erase(None, {KIM.key.upper()}, at=HOUR)).tickets == 2


async def test_an_admin_who_is_forgotten_is_a_former_admin(store: Store) -> None:
    first, second = await live(store)
    told = {"tenant": "contoso", "team": "t", "channel": "c", "service_url": "https://smba.example/"}
    await store.channels.set(AdminChannel(**told, name="Help desk", set_by=DANA, set_at=NOON))
    reopened = await change(store, second, Action.REOPEN, EMIL)
    released = await change(store, reopened, Action.RELEASE, EMIL)
    await change(store, released, Action.ASSIGN, EMIL, assignee=DANA)
    await deliver(store)
    removed = await store.people.erase("contoso", {DANA.key}, at=HOUR)
    assert removed == Erased(handled=2)
    assert "Dana" not in await everything(store)
    assert '"dana"' not in await everything(store)
    for ticket in (first, second):
        left = await store.tickets.get("contoso", ticket.id)
        assert left is not None
        assert (left.state, left.assignee, left.paste) == (TicketState.NEW, None, "kims paste")
    [event] = [one for one in await store.tickets.history(second.id) if one.kind is Action.ASSIGN]
    assert (event.actor, event.text) == (EMIL, FORMER)
    [channel] = await store.channels.all("contoso")
    assert channel.set_by.name == FORMER
    edits = [one.payload for one in await deliver(store) if EDITS in one.payload]
    assert {(one["line"], one["by"], one["text"]) for one in edits} >= {
        ("claimed", FORMER, ""),
        ("resolved", FORMER, "kims question is answered"),
        ("assigned", "Emil", FORMER),
    }


async def test_what_an_admin_resolved_stays_resolved(store: Store) -> None:
    for number in range(2):
        await store.tickets.open(draft(person=somebody(number)), on_opening, gathering=Gathering(people=2))
    incident = await store.incidents.numbered("contoso", 3)
    assert incident is not None
    await store.incidents.resolve(incident, DANA, note="Mended", at=NOON, plan=on_closing)
    await deliver(store)
    assert (await store.people.erase("contoso", {DANA.key}, at=HOUR)).handled == 2
    closed = await store.incidents.numbered("contoso", 3)
    assert closed is not None
    assert (closed.resolved_by, closed.note) == (Actor(FORMER, FORMER), "Mended")
    ticket = await store.tickets.numbered("contoso", 1)
    assert ticket is not None
    assert (ticket.state, ticket.assignee) == (TicketState.RESOLVED, Actor(FORMER, FORMER))
    assert "Dana" not in await everything(store)


async def test_who_tried_what_they_may_not_is_forgotten_as_well(store: Store) -> None:
    ticket = (await store.tickets.open(draft(person=somebody(1)), on_opening)).ticket
    state = ticket.state
    await store.tickets.record(Event(ticket.id, Action.DENIED, KIM_ACTS, NOON, "show", state, state))
    assert "Kimsdottir" not in json.dumps(await store.people.export("contoso", {"person-1"}))
    await store.people.erase("contoso", {KIM.key}, at=HOUR)
    assert await traces(store) == []


async def test_many_tickets_go_a_few_at_a_time(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.store.erasing.AT_ONCE", 3)
    for number in range(8):
        await store.tickets.open(draft(person=KIM, entry_id=f"AADSTS{number}"), on_opening)
    assert (await store.people.erase("contoso", {KIM.key}, at=HOUR)).tickets == 8
    assert await store.people.erase("contoso", {KIM.key}, at=HOUR) == Erased()


async def test_an_export_holds_all_that_is_kept_in_plain_names(store: Store) -> None:
    first, _ = await live(store)
    await change(store, first, Action.ASK_BACK, DANA, text="Which phone?")
    found = (await store.people.export("contoso", {KIM.id}))["contoso"]
    whole = json.dumps(found, ensure_ascii=False)
    assert [trace for trace in TRACES if trace not in whole] == []
    assert found.keys() == {"goes_by", "language", "answers", "tickets"}
    assert found["language"] == [{"language": "fr", "chosen_at": NOON.isoformat()}]
    [answer] = found["answers"]
    assert (answer["pasted"], answer["tried"][0]["what"]) == ("kims paste", "answer.failing")
    [one, other] = found["tickets"]
    assert one["handled_by"] == "Dana"
    assert [event["what"] for event in one["history"]] == ["opened", "claim", "comment", "ask_back"]
    assert {line["says"].get("line") for line in other["told"]} >= {"resolved"}


async def test_an_admin_gets_what_they_did_and_nothing_of_those_they_helped(store: Store) -> None:
    await live(store)
    found = (await store.people.export("contoso", {DANA.key}))["contoso"]
    assert found.keys() == {"goes_by", "as_an_admin"}
    assert [deed["what"] for deed in found["as_an_admin"]["did"]] == ["claim", "resolve"]
    whole = json.dumps(found)
    assert not any(trace in whole for trace in ("kim-in", "Kimsdottir", "kims paste", "kims comment"))
