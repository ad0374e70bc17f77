"""What is reported of a turn: one line in the log, and the numbers."""

import logging
from collections.abc import Callable
from typing import Final

import structlog

from catalog.record import record
from dialogs.messages import Account, Kind, Place

REFERENCE: Final = "reference"
"""The name in the log of the id that the person sees as well."""

ANSWERED: Final = "answered"
"""The outcome of a turn that gave no account of itself."""
FAILED: Final = "failed"
"""Answering broke: the person got a sentence with the reference, the log has the cause."""
UNDELIVERED: Final = "undelivered"
"""The channel did not take the answer."""
CUT_SHORT: Final = "cut_short"
"""The process stopped, or the SDK broke, before there was an answer."""

log = structlog.get_logger(__name__)


@record(frozen=True, slots=True)
class TurnReport:
    """One turn that has ended. ``seconds`` is how long the channel waited for us."""

    reference: str
    kind: Kind
    place: Place
    outcome: str
    seconds: float
    account: Account | None = None


Watch = Callable[[TurnReport], None]
"""Hears of each turn when it has ended. Must be quick, and must not raise."""


def log_turn(report: TurnReport, *, catalog: str) -> None:
    """Write the turn's one line; ``catalog`` is the version in use."""
    if not log.is_enabled_for(logging.INFO):
        return
    log.info(
        "turn",
        reference=report.reference,
        kind=report.kind.value,
        scope=report.place.value,
        outcome=report.outcome,
        ms=round(report.seconds * 1000, 1),
        catalog=catalog,
        **_facts(report.account),
    )


def _facts(account: Account | None) -> dict[str, object]:
    """What is known of the turn; a press has no confidence, a failure no entry."""
    if account is None:
        return {}
    confidence = None if account.confidence is None else round(account.confidence, 3)
    known = {
        "verb": account.verb,
        "entries": list(account.entries),
        "confidence": confidence,
        "language": account.language,
        "product": account.product,
    }
    return {name: value for name, value in known.items() if value is not None}
