"""Which entries people's own words fit best."""

import numpy as np
import pytest

from catalog.recognition.words import highest

_WANTED = 12


@pytest.mark.parametrize("entries", [0, 5, 12, 350, 5_000])
@pytest.mark.parametrize("share", [0.0, 0.01, 0.5, 1.0])
def test_the_highest_are_those_that_sorting_all_finds(entries: int, share: float) -> None:
    random = np.random.default_rng(entries)
    scores = np.round(random.random(entries), 2) * (random.random(entries) < share)  # with many equals
    ordered = np.argsort(-scores, kind="stable")[:_WANTED]
    assert highest(scores, _WANTED) == [place for place in ordered.tolist() if scores[place] > 0]


def test_nothing_below_zero_is_high() -> None:
    assert highest(np.full(1_000, -1.0), _WANTED) == []
