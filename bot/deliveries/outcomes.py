"""What can come of one try to make a delivery."""

from dataclasses import dataclass

from dialogs.escalation.model import Posted


@dataclass(frozen=True, slots=True)
class Made:
    """It arrived, or there was nothing left to say. ``posted`` is the new message, where there is one."""

    posted: Posted | None = None


@dataclass(frozen=True, slots=True)
class Later:
    """It has to come again: after ``seconds``, or where that is None after the usual pause for failures."""

    reason: str
    seconds: float | None = None
    at_least: float | None = None


@dataclass(frozen=True, slots=True)
class Unheard:
    """No channel receives it yet: it comes again after ``seconds``, and at once when a channel is set."""

    reason: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Hopeless:
    """It will never arrive."""

    reason: str


Outcome = Made | Later | Unheard | Hopeless
