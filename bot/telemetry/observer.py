"""Hears of everything that happens in the process: counts it, and writes turns into the log."""

from functools import cache

from prometheus_client import Counter, Histogram

from bot.deliveries.outcomes import Hopeless, Later, Made, Outcome
from bot.telemetry.metrics import Metrics
from bot.telemetry.turns import TurnReport, log_turn
from dialogs.escalation.outbox import Delivery
from dialogs.knowledge import Library
from dialogs.messages import Kind


class Observer:
    """One for each application. Its methods are quick and raise nothing."""

    def __init__(self, library: Library) -> None:
        self.metrics = Metrics()
        self._library = library
        # Looking a number up by its labels takes longer than counting.
        self._turns = cache(self._turns_of)
        self._calls = cache(self._calls_of)
        self._channel_calls = cache(self._channel_calls_of)
        self.catalog_in_use()

    def turn(self, report: TurnReport) -> None:
        """A turn has ended."""
        turns, seconds = self._turns(report.kind, report.outcome)
        turns.inc()
        seconds.observe(report.seconds)
        account = report.account
        if account is not None and account.confidence is not None:
            self.metrics.confidence.observe(account.confidence)
        log_turn(report, catalog=self._library.current.catalog.version)

    def _turns_of(self, kind: Kind, outcome: str) -> tuple[Counter, Histogram]:
        return self.metrics.turns.labels(kind.value, outcome), self.metrics.turn_seconds.labels(kind.value)

    def call(self, status: int) -> None:
        """A call to the messages endpoint was answered."""
        self._calls(status).inc()

    def _calls_of(self, status: int) -> Counter:
        return self.metrics.calls.labels(str(status))

    def channel_call(self, method: str, status: int | None) -> None:
        """The channel answered a call of ours, or did not."""
        self._channel_calls(method, status).inc()

    def _channel_calls_of(self, method: str, status: int | None) -> Counter:
        return self.metrics.channel_calls.labels(method, str(status or "none"))

    def delivery(self, delivery: Delivery, outcome: Outcome) -> None:
        """A delivery was tried."""
        self.metrics.deliveries.labels(delivery.target.value, _result(outcome)).inc()

    def reload(self, is_done: bool) -> None:
        """The catalog was read again."""
        self.metrics.reloads.labels("done" if is_done else "refused").inc()
        self.catalog_in_use()

    def catalog_in_use(self) -> None:
        """Tell which catalog answers."""
        catalog = self._library.current.catalog
        self.metrics.catalog.info({"version": catalog.version})
        self.metrics.entries.set(len(catalog.entries))


def _result(outcome: Outcome) -> str:
    match outcome:
        case Made():
            return "made"
        case Hopeless():
            return "given_up"
        case Later(seconds=None):
            return "postponed"
        case _:
            return "put_back"
