"""Ids of answers are short, cannot be guessed, and begin alike when they are made at one time."""

import re
import time

import pytest

from dialogs.triage import new_answer_id


def test_ids_are_short_and_never_the_same() -> None:
    made = {new_answer_id() for _ in range(1_000)}
    assert len(made) == 1_000
    assert all(re.fullmatch(r"[\w-]{16}", made_id) for made_id in made)


def test_what_comes_after_the_time_is_by_chance(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "time", lambda: 1_789_000_000.5)
    one, other = new_answer_id(), new_answer_id()
    assert one[:4] == other[:4]
    assert len({made[4:] for made in (one, other)}) == 2
    monkeypatch.setattr(time, "time", lambda: 1_789_000_001.5)
    assert new_answer_id()[:4] != one[:4]
