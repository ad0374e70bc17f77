"""How likely an entry is meant, by the letters of somebody's words."""

import numpy as np

from catalog.recognition.letters import LetterIndex

_TEXTS = ("the password expired, choose a new password", "your device was disabled by an administrator")


def test_relatives_of_a_word_are_likelier() -> None:
    likelihoods, strange = LetterIndex(_TEXTS).likelihoods("passwords expiring")
    assert likelihoods[0] > likelihoods[1]
    assert 0 < strange < 1


def test_other_letters_than_any_entry_has_are_strange() -> None:
    assert LetterIndex(_TEXTS).likelihoods("zzzz qqqq")[1] == 1


def test_where_letters_stand_does_not_matter() -> None:
    index = LetterIndex(_TEXTS)
    one, other = (
        index.likelihoods(text) for text in ("disabled device", "device disabled; DISABLED".lower())
    )
    assert np.array_equal(one[0], other[0])


def test_many_entries_are_counted_as_a_few_are() -> None:
    many = LetterIndex(_TEXTS * 20).likelihoods("disabled device")[0]
    assert np.allclose(many[0::2], many[0])
    assert np.allclose(many[1::2], many[1])
    assert many[1] > many[0]


def test_nothing_is_likely_without_letters_or_entries() -> None:
    assert LetterIndex(()).likelihoods("password")[0].size == 0
    assert LetterIndex(_TEXTS).likelihoods("")[1] == 1
