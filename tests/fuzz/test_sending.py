from copy import deepcopy

from hypothesis import given, settings

from tests.fakes.activities import ALEX, BOT, MENTION
from tests.fuzz.sending import PEOPLE, Activity, activities

_BEFORE = deepcopy((ALEX, BOT, MENTION, PEOPLE))


@settings(max_examples=100)
@given(activities())
def test_what_is_bent_in_one_activity_is_whole_in_the_next(made: Activity) -> None:
    assert made
    assert (ALEX, BOT, MENTION, PEOPLE) == _BEFORE
