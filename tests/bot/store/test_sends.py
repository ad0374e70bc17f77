"""The ledger of sends keeps every rate, whoever asks and in whatever order."""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.store import Rate, Store, open_store
from tests.bot.store.samples import NOON

RATES = (Rate(3, 1.0), Rate(5, 10.0))
PATIENCE = timedelta(hours=1)


async def reserve(store: Store, *, at: datetime = NOON, patience: timedelta = PATIENCE) -> datetime:
    return await store.sends.reserve({"chat": RATES}, earliest=at, latest=at + patience)


def most_within(turns: Sequence[datetime], seconds: float) -> int:
    """How many turns lie within one window of this length, at most."""
    window = timedelta(seconds=seconds)
    return max(sum(turn <= other < turn + window for other in turns) for turn in turns)


async def test_turns_are_given_as_early_as_the_rates_allow(store: Store) -> None:
    turns = [await reserve(store) for _ in range(7)]
    assert [(turn - NOON).total_seconds() for turn in turns] == [0, 0, 0, 1, 1, 10, 10]


async def test_a_turn_beyond_the_patience_is_told_and_not_taken(store: Store) -> None:
    soon = timedelta(seconds=0.5)
    for _ in range(3):
        await reserve(store)
    assert await reserve(store, patience=soon) == NOON + timedelta(seconds=1)
    assert await reserve(store, patience=soon) == NOON + timedelta(seconds=1)
    assert await reserve(store, at=NOON + timedelta(seconds=1)) == NOON + timedelta(seconds=1)


async def test_each_subject_has_its_own_rates_and_all_must_allow_it(store: Store) -> None:
    one = {"chat one": (Rate(1, 5.0),), "tenant": (Rate(2, 1.0),)}
    other = {"chat two": (Rate(1, 5.0),), "tenant": (Rate(2, 1.0),)}
    asked = [one, other, other, one]
    turns = [await store.sends.reserve(limits, earliest=NOON, latest=NOON + PATIENCE) for limits in asked]
    assert [(turn - NOON).total_seconds() for turn in turns] == [0, 0, 5, 5]


async def test_replicas_share_the_rates(address: str) -> None:
    async with open_store(address) as one, open_store(address) as other:
        turns = await asyncio.gather(*(reserve(store) for _ in range(10) for store in (one, other)))
    assert most_within(turns, 1.0) == 3
    assert most_within(turns, 10.0) == 5


async def test_sends_of_long_ago_are_forgotten(store: Store) -> None:
    for _ in range(5):
        await reserve(store)
    late = NOON + timedelta(minutes=5)
    assert await reserve(store, at=late) == late
