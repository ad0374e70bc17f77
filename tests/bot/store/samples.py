"""Values that the tests of the store share."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from dialogs.ports import GivenAnswer

NOON = datetime(2025, 3, 14, 12, 0, 0, 123456, tzinfo=UTC)


def given_answer(*, minutes: float = 0, **changes: Any) -> GivenAnswer:
    """An answer given some minutes after noon."""
    values: dict[str, Any] = {
        "id": uuid4().hex,
        "tenant": "contoso",
        "person": "ada",
        "conversation": "chat-1",
        "outcome": "answer",
        "entry_id": "AADSTS50076",
        "codes": ("AADSTS50076", "AADSTS50079"),
        "product": "viva_goals",
        "language": "fr",
        "details": {"correlation_id": "c0ffee", "app": "Objectifs — été ☀ \u202e"},
        "given_at": NOON + timedelta(minutes=minutes),
        "paste": "AADSTS50076: [***]",
        "confidence": 0.75,
        "note": "since Monday",
    }
    return GivenAnswer(**{**values, **changes})
