"""The worker: takes what is due, has it made, and keeps what came of it."""

import asyncio
import os
import secrets
import socket
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from types import TracebackType
from typing import Final, Self

import structlog

from bot.deliveries.backing_off import BackOff
from bot.deliveries.making import Maker
from bot.deliveries.outcomes import Hopeless, Later, Made, Outcome, Unheard
from bot.deliveries.telling import telling
from bot.store import StoreUnavailable
from bot.telemetry.spans import NO_SPANS, Spans
from dialogs.escalation.outbox import Delivery
from dialogs.escalation.ports import Deliveries
from dialogs.ports import Clock

_STORING: Final = BackOff(first=0.1, longest=2.0)
"""Pauses while what came of a delivery cannot be kept: short, so that nobody else makes it again."""

Watch = Callable[[Delivery, Outcome], None]
"""Hears what came of each try. Must be quick, and must not raise."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Tempo:
    """How the worker keeps time, in seconds. ``at_once`` deliveries are in hand at the same time.

    After a crash others take up what was in hand once the ``lease`` is over; no single try takes as long.
    ``grace`` is what a send under way has to end when the process stops.
    """

    poll: float = 2.0
    lease: float = 60.0
    at_once: int = 16
    grace: float = 8.0
    back_off: BackOff = field(default_factory=BackOff)


class DeliveryWorker:
    """Owner of the tasks that deliver. Use it in ``async with``: leaving hands back what was not made."""

    def __init__(
        self,
        deliveries: Deliveries,
        maker: Maker,
        clock: Clock,
        *,
        tempo: Tempo | None = None,
        watch: Watch | None = None,
        spans: Spans = NO_SPANS,
    ) -> None:
        self.owner: Final = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
        self._deliveries = deliveries
        self._maker = maker
        self._clock = clock
        self._tempo = tempo or Tempo()
        self._spans = spans
        self._watch = watch or (lambda delivery, outcome: None)
        self._awake = asyncio.Event()
        self._stopping = asyncio.Event()
        self._in_hand: set[asyncio.Task[None]] = set()
        self._unkept = 0

    def wake(self) -> None:
        """Look for deliveries now: one has just been written."""
        self._awake.set()

    async def __aenter__(self) -> Self:
        self._task = asyncio.create_task(self._work(), name="deliveries")
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stopping.set()
        self._awake.set()
        await asyncio.wait([self._task])
        if self._in_hand:
            await asyncio.wait(self._in_hand, timeout=self._tempo.grace)
        for task in self._in_hand:
            task.cancel()
        await asyncio.gather(*self._in_hand, return_exceptions=True)
        with suppress(StoreUnavailable):  # the leases run out by themselves
            await self._deliveries.hand_back(self.owner)

    async def _work(self) -> None:
        troubles = 0
        while not self._stopping.is_set():
            self._awake.clear()
            try:
                await self._take()
                troubles = 0
            except StoreUnavailable as error:
                log.warning("deliveries not read", cause=repr(error.__cause__), tries=troubles + 1)
                await self._wait(_STORING.pause(troubles))
                troubles += 1
                continue
            except Exception:
                log.exception("deliveries not read")
                await self._wait(self._tempo.poll)
            with suppress(TimeoutError):
                async with asyncio.timeout(self._tempo.poll):
                    await self._awake.wait()

    async def _take(self) -> None:
        free = self._tempo.at_once - len(self._in_hand)
        if free <= 0 or self._unkept:
            return  # what could not be kept would be given out again
        lease = timedelta(seconds=self._tempo.lease)
        taken = await self._deliveries.take(self.owner, limit=free, now=self._clock.now(), lease=lease)
        for delivery in taken:
            task = asyncio.create_task(self._deliver(delivery), name=f"delivery-{delivery.id}")
            self._in_hand.add(task)
            task.add_done_callback(self._put_down)

    def _put_down(self, task: asyncio.Task[None]) -> None:
        self._in_hand.discard(task)
        self._awake.set()  # there is room for another, and perhaps one that had to come after this

    async def _deliver(self, delivery: Delivery) -> None:
        about = {"reconnect.target": delivery.target.value, "reconnect.attempts": delivery.attempts}
        with self._spans.span("delivery", about) as span:
            outcome = await self._try(delivery)
            if outcome is not None:
                span.note({"reconnect.outcome": type(outcome).__name__.lower()})
                self._watch(delivery, outcome)
                await self._keep(delivery, outcome)

    async def _try(self, delivery: Delivery) -> Outcome | None:
        try:
            return await self._maker.make(delivery, self._wait)
        except StoreUnavailable as error:
            return Later(str(error))
        except Exception as error:
            log.exception("delivery failed", **_names(delivery))
            return Later(f"fault: {type(error).__name__}")

    async def _keep(self, delivery: Delivery, outcome: Outcome) -> None:
        """Keep what came of it, however long the database is away."""
        failures = 0
        self._unkept += 1
        try:
            while not await self._is_kept(delivery, outcome):
                await asyncio.sleep(_STORING.pause(failures))
                failures += 1
        finally:
            self._unkept -= 1

    async def _is_kept(self, delivery: Delivery, outcome: Outcome) -> bool:
        try:
            if not await self._store(delivery, outcome):
                log.warning("delivery taken over by another", outcome=repr(outcome), **_names(delivery))
        except StoreUnavailable as error:
            log.warning("outcome not kept yet", cause=repr(error.__cause__), **_names(delivery))
            return False
        except Exception:
            log.exception("outcome refused", outcome=repr(outcome), **_names(delivery))
        return True

    async def _store(self, delivery: Delivery, outcome: Outcome) -> bool:
        now = self._clock.now()
        match outcome:
            case Made(posted):
                return await self._deliveries.done(delivery, at=now, posted=posted)
            case Hopeless(reason):
                log.error("delivery given up", reason=reason, **_names(delivery))
                told = telling(delivery, reason)
                return await self._deliveries.give_up(delivery, at=now, reason=reason, telling=told)
            case Unheard(reason, seconds):
                due = now + timedelta(seconds=seconds)
                return await self._deliveries.await_channel(delivery, at=now, due_at=due, error=reason)
            case Later(reason, seconds, at_least):
                if seconds is None:
                    seconds = self._tempo.back_off.pause(delivery.attempts, at_least=at_least)
                    log.warning("delivery postponed", reason=reason, seconds=seconds, **_names(delivery))
                if seconds < self._tempo.poll:
                    asyncio.get_running_loop().call_later(seconds, self._awake.set)
                due = now + timedelta(seconds=seconds)
                return await self._deliveries.postpone(delivery, due_at=due, error=reason)

    async def _wait(self, seconds: float) -> bool:
        """Wait; False as soon as the process is stopping."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._stopping.wait()
        return not self._stopping.is_set()


def _names(delivery: Delivery) -> dict[str, object]:
    """What the log calls a delivery by. Nothing that people wrote is in it."""
    return {
        "delivery": delivery.id,
        "ticket": delivery.ticket_id,
        "incident": delivery.incident_id,
        "target": delivery.target.value,
        "attempts": delivery.attempts,
    }
