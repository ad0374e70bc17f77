"""Keeping under the platform's rates, all replicas together."""

import asyncio
from datetime import timedelta
from typing import Final

from bot.store import Rate, Sends
from dialogs.ports import Clock

# Teams allows 7 sends in 1 s, 8 in 2 s, 60 in 30 s and 1,800 an hour in one conversation, and 30 a second
# in one tenant. Ours are fewer, because answers given within turns count as well, and their windows are a
# second longer, because sends do not arrive exactly as far apart as they left: 6 in 3 s keeps the first two.
CONVERSATION_RATES: Final = (Rate(6, 3.0), Rate(55, 31.0), Rate(1600, 3601.0))
TENANT_RATES: Final = (Rate(20, 2.0),)
PATIENCE: Final = 2.0
"""Seconds that a delivery in hand waits for its turn; with a longer wait before it, it is put back."""


class Pacer:
    """Gives each send its turn. The store remembers what was sent, also by others and before a restart."""

    def __init__(self, sends: Sends, clock: Clock) -> None:
        self._sends = sends
        self._clock = clock
        self._held: dict[str, float] = {}
        self._promised: dict[str, float] = {}

    async def wait(self, conversation: str, tenant: str) -> float:
        """Seconds until a send may go there. Up to PATIENCE the turn is taken, beyond that it is not.

        Raises StoreUnavailable.
        """
        if (held := self._held_for(conversation)) > PATIENCE:
            return held
        now = self._clock.now()
        limits = {f"tenant {tenant}": TENANT_RATES, conversation: CONVERSATION_RATES}
        earliest = now + timedelta(seconds=held)
        latest = now + timedelta(seconds=PATIENCE)
        turn = await self._sends.reserve(limits, earliest=earliest, latest=latest)
        wait = max(0.0, (turn - self._clock.now()).total_seconds())
        is_taken = turn <= latest
        return min(wait, PATIENCE) if is_taken else self._spread(conversation, wait)

    def hold(self, conversation: str, seconds: float) -> None:
        """Send nothing there for a while: the platform asked us not to."""
        self._held[conversation] = max(self._held.get(conversation, 0.0), _now() + seconds)

    def _held_for(self, conversation: str) -> float:
        held = self._held.get(conversation, 0.0) - _now()
        if held <= 0:
            self._held.pop(conversation, None)
        return max(0.0, held)

    def _spread(self, conversation: str, wait: float) -> float:
        """Put back a crowd one behind the other, or all would come again at the same moment."""
        slowest = max(rate.seconds / rate.sends for rate in CONVERSATION_RATES[:-1])
        now = _now()
        promised = max(now + wait, self._promised.get(conversation, 0.0) + slowest)
        self._promised[conversation] = promised
        for name in [name for name, until in self._promised.items() if until < now]:
            del self._promised[name]
        return promised - now


def _now() -> float:
    return asyncio.get_running_loop().time()
