"""The end of the bot's credential, told to the admins while there is time to do something. Pure."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from dialogs.escalation.outbox import DeliveryDraft, DeliveryKind, Target

STAGES: Final = (1, 7, 30)
"""Days ahead on which a warning is sent, nearest first."""
EXPIRY: Final = "expiry"
"""What the delivery of such a warning draws."""


class Proof(StrEnum):
    """What proves the bot to Entra, and ends."""

    SECRET = "secret"  # noqa: S105 - its name
    CERTIFICATE = "certificate"


@dataclass(frozen=True, slots=True)
class Expiry:
    """What ends, and when; the moment carries its time zone."""

    proof: Proof
    ends: datetime

    def days_left(self, now: datetime) -> int:
        """Days of the calendar until then: 0 today, negative when it is over."""
        return (self.ends.date() - now.astimezone(self.ends.tzinfo).date()).days


def warning(expiry: Expiry, now: datetime) -> DeliveryDraft | None:
    """What is to be told now. The same stage of the same end makes the same key, on every replica."""
    days = expiry.days_left(now)
    stage = next((stage for stage in STAGES if 0 <= days <= stage), None)
    if stage is None:
        return None
    ends = expiry.ends.date().isoformat()
    return DeliveryDraft(
        Target.CHANNEL,
        DeliveryKind.CARD,
        {"draw": EXPIRY, "proof": expiry.proof.value, "ends": ends},
        key=f"{EXPIRY} {expiry.proof.value} {ends} {stage}",
    )


def is_about(payload_ends: object, expiry: Expiry | None) -> bool:
    """Whether a warning about that end still is about the credential in use; it may have been renewed."""
    return expiry is not None and payload_ends == expiry.ends.date().isoformat()
