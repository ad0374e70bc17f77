"""What is older than is kept goes, from every table, a batch at a time; what is not stays."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.forgetting import forgetting
from bot.store import Keeping, Rate, Store, open_store, retention
from bot.store.schema import metadata
from dialogs.escalation.model import Action, Posted, Ticket, TicketState
from dialogs.escalation.notices import EMPTIED, on_closing, on_opening
from dialogs.escalation.outbox import AdminChannel, DeliveryDraft, DeliveryKind, Target
from dialogs.escalation.ports import Gathering
from tests.bot.store.escalating import acted, opened, somebody
from tests.bot.store.samples import NOON, given_answer
from tests.bot.store.waiting import stored
from tests.dialogs.escalation.samples import DANA, draft
from tests.dialogs.stores import Memory

KEEPING = Keeping()
LATER = NOON + KEEPING.records + timedelta(days=1)
CHANNEL = AdminChannel("contoso", "19:team", "19:c", "https://smba.example/", "Help desk", DANA, NOON)
MINUTE = timedelta(minutes=1)
WARNING = DeliveryDraft(
    Target.CHANNEL, DeliveryKind.CARD, {"draw": "expiry", "ends": "2025-04-01"}, key="expiry"
)
LIVES = {
    **dict.fromkeys(("answers", "tried", "tickets", "events", "incidents"), KEEPING.records),
    **dict.fromkeys(("deliveries", "preferences", "unknown_codes"), KEEPING.records),
    "setup_codes": timedelta(hours=1),
    "sends": retention.SENDS_KEPT,
    "channels": None,
    "counters": None,
}
"""How long a row of each table is kept that is from noon; None: for good."""


async def counted(store: Store) -> dict[str, int]:
    """How many rows each table has, without those that are empty."""
    found = {}
    async with store._database.reading("count rows") as connection:
        for name, table in metadata.tables.items():
            found[name] = (await connection.execute(select(func.count()).select_from(table))).scalar_one()
    return {name: count for name, count in found.items() if count}


async def deliver_all(store: Store, now: datetime) -> list[dict[str, Any]]:
    """Make every delivery that is due; what they said."""
    said = []
    while taken := await store.deliveries.take("worker", limit=50, now=now, lease=timedelta(seconds=30)):
        for delivery in taken:
            said.append(dict(delivery.payload))
            posted = None if "edits" in delivery.payload else Posted("19:c", f"message-{delivery.id}")
            assert await store.deliveries.done(delivery, at=now, posted=posted)
    return said


async def test_pastes_and_notes_go_after_a_day_and_the_rest_stays(store: Store) -> None:
    old, plain, new = (
        given_answer(),
        given_answer(paste="", note=None, minutes=1),
        given_answer(minutes=60),
    )
    for answer in (old, plain, new):
        await store.answers.remember(answer)
    await stored(store)
    now = NOON + KEEPING.words + timedelta(minutes=30)
    assert await store.retention.purge(KEEPING, now=now) == {"words": 1}
    assert await store.answers.get("contoso", old.id) == replace(old, paste="", note=None)
    assert await store.answers.get("contoso", new.id) == new
    assert await store.retention.purge(KEEPING, now=now) == {}


async def fill(store: Store) -> None:
    """A row, at least, in every table, from around noon; three people, of whom two had an outage."""
    await store.preferences.set_language("contoso", "ada", "fr", at=NOON)
    await store.answers.remember(given_answer())
    await store.tried.note("contoso", "a-1", "answer.failing", NOON)
    await store.unknown_codes.record("AADSTS1", NOON)
    await store.channels.new_code(at=NOON, valid=timedelta(hours=1))
    await store.channels.set(CHANNEL)
    await store.sends.reserve({"a:1": [Rate(7, 1.0)]}, earliest=NOON, latest=NOON)
    for number in range(2):
        await store.tickets.open(draft(person=somebody(number)), on_opening, gathering=Gathering(people=2))
    incident = await store.incidents.numbered("contoso", 3)
    assert incident is not None
    await store.incidents.resolve(incident, DANA, note="Mended", at=NOON, plan=on_closing)
    await store.tickets.open(draft(entry_id="AADSTS50034"), on_opening)
    assert await store.deliveries.announce("contoso", WARNING, at=NOON)
    await stored(store)


async def settle(store: Store, now: datetime) -> None:
    """Purge until nothing more goes, as the job does hour by hour."""
    await deliver_all(store, now)
    while await store.retention.purge(KEEPING, now=now):
        await deliver_all(store, now)


async def test_every_table_has_a_rule_and_keeps_to_it(store: Store) -> None:
    """A new table needs its line in LIVES, its row in ``fill``, and its part in the purge."""
    assert LIVES.keys() == metadata.tables.keys()
    await fill(store)
    assert (await counted(store)).keys() == LIVES.keys()
    for life in sorted({life for life in LIVES.values() if life}):
        await settle(store, NOON + life - MINUTE)
        kept = await counted(store)
        assert kept.keys() == {name for name, long in LIVES.items() if long is None or long >= life}
        await settle(store, NOON + life + MINUTE)
        kept = await counted(store)
        assert kept.keys() == {name for name, long in LIVES.items() if long is None or long > life}


async def test_after_half_a_year_nothing_is_left_but_where_tickets_go_and_their_last_number(
    store: Store,
) -> None:
    await fill(store)
    assert (await counted(store)).keys() == metadata.tables.keys()
    await deliver_all(store, NOON + timedelta(minutes=1))
    done = await store.retention.purge(KEEPING, now=LATER)
    assert done["expired"] == 3
    assert "tickets" not in done, "their cards in Teams have still to be emptied"
    said = await deliver_all(store, LATER)
    assert {payload.get("draw") or payload["line"] for payload in said} >= {"ticket", "admin_ticket", EMPTIED}
    assert await store.retention.purge(KEEPING, now=LATER) == {"tickets": 3, "incidents": 1}
    assert (await counted(store)).keys() == {"channels", "counters"}


async def test_what_changed_lately_stays_and_so_does_a_language_in_use(store: Store) -> None:
    await fill(store)
    before = await counted(store)
    assert await store.retention.purge(KEEPING, now=NOON + timedelta(days=179)) == {
        "words": 1,
        "setup_codes": 1,
        "sends": before["sends"],
    }
    await store.answers.remember(given_answer(given_at=LATER))
    await stored(store)
    await store.retention.purge(KEEPING, now=LATER)
    assert (await counted(store))["preferences"] == 1


async def test_an_open_ticket_that_nobody_touched_is_closed_and_emptied(store: Store) -> None:
    ticket = await opened(store)
    claimed = await store.tickets.change(acted(ticket, Action.CLAIM, DANA))
    assert isinstance(claimed, Ticket)
    await store.retention.purge(KEEPING, now=LATER)
    emptied = await store.tickets.get("contoso", ticket.id)
    assert emptied is not None
    assert (emptied.state, emptied.assignee) == (TicketState.WITHDRAWN, DANA)
    assert (emptied.person.key, emptied.paste, emptied.note, emptied.details) == ("", "", "", {})
    assert emptied.changed_at == claimed.changed_at
    history = await store.tickets.history(ticket.id)
    assert [(event.kind, event.text, event.actor.key) for event in history] == [
        ("opened", "", ""),
        ("claim", "", "dana"),
        ("expired", "", ""),
    ]


async def test_what_cannot_be_delivered_holds_nothing_up_for_long(store: Store) -> None:
    await opened(store)
    await store.retention.purge(KEEPING, now=LATER)
    assert (await counted(store))["tickets"] == 1
    await store.retention.purge(KEEPING, now=LATER + retention.GRACE + timedelta(hours=1))
    assert (await counted(store)).keys() == {"counters"}


async def test_many_rows_go_in_batches(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "BATCH", 7)
    monkeypatch.setattr(retention, "TICKETS_AT_ONCE", 3)
    for number in range(20):
        await store.answers.remember(given_answer())
        await store.preferences.set_language("contoso", f"p-{number}", "fr", at=NOON)
    for number in range(10):
        await opened(store, person=somebody(number))
    await stored(store)
    done = await store.retention.purge(KEEPING, now=LATER)
    assert done == {"words": 20, "answers": 20, "expired": 10, "preferences": 20}


async def test_replicas_may_forget_at_the_same_time(address: str) -> None:
    async with open_store(address) as one, open_store(address) as other:
        for number in range(60):
            await one.answers.remember(given_answer())
            await opened(one, person=somebody(number))
        await stored(one)
        both = await asyncio.gather(*(store.retention.purge(KEEPING, now=LATER) for store in (one, other)))
        assert sum(done.get("answers", 0) for done in both) == 60
        assert sum(done.get("expired", 0) for done in both) == 60
        await deliver_all(one, LATER)
        both = await asyncio.gather(*(store.retention.purge(KEEPING, now=LATER) for store in (one, other)))
        assert sum(done.get("tickets", 0) for done in both) == 60
        assert (await counted(one)).keys() == {"counters"}


async def test_the_job_forgets_at_once_and_again(store: Store) -> None:
    clock = Memory(moment=LATER)
    await store.answers.remember(given_answer())
    await stored(store)
    async with forgetting(store.retention, KEEPING, clock, every=timedelta(seconds=0.01)):
        await until_gone(store)
        await store.answers.remember(given_answer())
        await stored(store)
        await until_gone(store)


async def until_gone(store: Store) -> None:
    async with asyncio.timeout(60):
        while True:
            if "answers" not in await counted(store):
                return
            await asyncio.sleep(0.02)


async def test_a_warning_goes_with_everything_else_but_is_not_given_twice_where_little_is_kept(
    store: Store,
) -> None:
    brief = Keeping(records=timedelta(days=1))
    assert await store.deliveries.announce("contoso", WARNING, at=NOON)
    await store.tickets.open(draft(), on_opening)
    assert await store.retention.purge(brief, now=NOON + retention.ANNOUNCED - MINUTE) == {"expired": 1}
    assert not await store.deliveries.announce("contoso", WARNING, at=NOON)
    done = await store.retention.purge(brief, now=NOON + retention.ANNOUNCED + MINUTE)
    assert done == {"announcements": 1}, "and not what is still to be told of the ticket"
