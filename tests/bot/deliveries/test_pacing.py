"""Deliveries keep under the platform's rates, with room left for answers."""

from datetime import UTC, datetime
from itertools import pairwise

import pytest

from bot.deliveries import BackOff, Pacer, pacing
from bot.deliveries.pacing import CONVERSATION_RATES, PATIENCE, TENANT_RATES
from bot.store import Rate, open_store

TEAMS_RATES = (Rate(7, 1.0), Rate(8, 2.0), Rate(60, 30.0), Rate(1800, 3600.0))


@pytest.mark.parametrize("theirs", TEAMS_RATES, ids=str)
def test_our_rates_are_under_those_of_teams_also_when_sends_are_delayed(theirs: Rate) -> None:
    delay = 1.0  # seconds by which one send may take longer than another
    assert any(
        ours.sends < theirs.sends and ours.seconds >= theirs.seconds + delay for ours in CONVERSATION_RATES
    )
    assert TENANT_RATES[0].sends < 30


class StoppedClock:
    """A crowd that comes in one moment, however long the machine takes over it."""

    def now(self) -> datetime:
        return datetime(2026, 1, 1, tzinfo=UTC)


async def test_a_crowd_is_put_back_one_behind_the_other(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pacing, "_now", lambda: 100.0)
    async with open_store(address) as store:
        pacer = Pacer(store.sends, StoppedClock())
        waits = [await pacer.wait("19:c@thread.tacv2", "contoso") for _ in range(40)]
    at_once = [wait for wait in waits if wait == 0]
    put_back = [wait for wait in waits if wait > PATIENCE]
    assert len(at_once) == 6
    assert len(put_back) > 20
    assert all(later - earlier > 0.3 for earlier, later in pairwise(put_back))


async def test_a_hold_is_kept_for_that_conversation_only(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pacing, "_now", lambda: 100.0)
    async with open_store(address) as store:
        pacer = Pacer(store.sends, StoppedClock())
        pacer.hold("a:ada", 60.0)
        assert await pacer.wait("a:ada", "contoso") == 60
        assert await pacer.wait("a:bob", "contoso") == 0
        pacer.hold("a:bob", 0.5)
        assert await pacer.wait("a:bob", "contoso") == 0.5


async def test_a_restart_forgets_nothing(address: str) -> None:
    async with open_store(address) as store:
        pacer = Pacer(store.sends, StoppedClock())
        for _ in range(6):
            assert await pacer.wait("a:ada", "contoso") == 0
    async with open_store(address) as store:
        assert await Pacer(store.sends, StoppedClock()).wait("a:ada", "contoso") > 0


def test_pauses_grow_to_a_limit_and_differ() -> None:
    back_off = BackOff(first=1.0, longest=60.0)
    for failures, whole in enumerate((1, 2, 4, 8, 16, 32, 60, 60)):
        pauses = [back_off.pause(failures) for _ in range(50)]
        assert whole / 2 <= min(pauses) < max(pauses) <= whole
    assert back_off.pause(10_000) <= 60
    assert min(back_off.pause(0, at_least=30.0) for _ in range(50)) >= 30
