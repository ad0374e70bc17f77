"""The steps that all indexes share."""

import numpy as np

from catalog.recognition.index import distinct, joined, sorted_places


def test_stretches_are_joined_column_by_column() -> None:
    owners, gains = joined([slice(3, 5), slice(0, 1)], np.arange(6, dtype=np.int32), np.arange(6) / 2)
    assert owners.tolist() == [3, 4, 0]
    assert gains.tolist() == [1.5, 2.0, 0.0]


def test_no_stretch_joins_to_nothing_of_the_same_kind() -> None:
    (owners,) = joined([], np.arange(6, dtype=np.uint16))
    assert owners.size == 0
    assert owners.dtype == np.uint16


def test_equal_numbers_keep_their_order() -> None:
    assert sorted_places(np.array([70_000, 3, 70_000, 1]), 70_001).tolist() == [3, 1, 0, 2]


def test_distinct_numbers_are_sorted_and_have_no_gaps_of_a_paste() -> None:
    assert distinct(np.array([5, -1, 2, 5, -1])).tolist() == [2, 5]
    assert distinct(np.zeros(0, dtype=np.int64)).size == 0
