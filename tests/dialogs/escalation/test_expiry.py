"""When the admins are warned of the credential's end."""

from datetime import UTC, datetime, timedelta

import pytest

from dialogs.escalation.expiry import Expiry, Proof, is_about, warning

ENDS = datetime(2027, 1, 31, tzinfo=UTC)
EXPIRY = Expiry(Proof.SECRET, ENDS)


@pytest.mark.parametrize(
    ("days", "stage"),
    [(31, None), (30, 30), (29, 30), (8, 30), (7, 7), (2, 7), (1, 1), (0, 1), (-1, None), (-400, None)],
)
@pytest.mark.parametrize("hours", [0, 12, 23.9])
def test_each_stage_is_reached_on_its_day(days: int, stage: int | None, hours: float) -> None:
    draft = warning(EXPIRY, ENDS - timedelta(days=days) + timedelta(hours=hours))
    assert (draft.key if draft else None) == (f"expiry secret 2027-01-31 {stage}" if stage else None)


def test_a_warning_is_about_one_end_only() -> None:
    draft = warning(EXPIRY, ENDS)
    assert draft is not None
    ends = draft.payload["ends"]
    assert is_about(ends, EXPIRY)
    assert not is_about(ends, Expiry(Proof.SECRET, ENDS + timedelta(days=180)))
    assert not is_about(ends, None)
    assert not is_about(None, EXPIRY)
