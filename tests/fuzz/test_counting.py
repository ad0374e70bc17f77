import pytest

from tests.fuzz import counting
from tests.fuzz.counting import AT_LEAST, PLAN, exercise, made
from tests.fuzz.texts import texts


def test_the_long_run_makes_enough_inputs() -> None:
    assert sum(PLAN.values()) >= AT_LEAST


def test_as_many_inputs_are_made_as_are_planned(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "IS_FULL", False)
    before = made.copy()
    seen: list[str] = []
    count = exercise("presses", texts(), seen.append)
    made.clear()
    made.update(before)
    assert len(seen) == count >= PLAN["presses"] // 1_000
    assert len(set(seen)) > count // 3
