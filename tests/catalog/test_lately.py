"""What was found out lately is remembered for a while, and no more of it than so much."""

from catalog.lately import Lately


class Timer:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_what_was_put_in_is_there_until_its_time_is_over() -> None:
    timer = Timer()
    lately: Lately[str, int] = Lately(10, 5.0, timer=timer)
    lately["a"] = 1
    timer.now = 4.9
    assert lately.get("a") == 1
    assert "a" in lately
    timer.now = 5.0
    assert lately.get("a") is None
    assert "a" not in lately


def test_what_is_put_in_anew_lasts_anew() -> None:
    timer = Timer()
    lately: Lately[str, int] = Lately(10, 5.0, timer=timer)
    lately["a"], lately["b"] = 1, 2
    timer.now = 3.0
    lately["a"] = 3
    timer.now = 6.0
    assert (lately.get("a"), lately.get("b")) == (3, None)


def test_the_oldest_gives_way() -> None:
    lately: Lately[int, int] = Lately(3, 5.0)
    for number in range(10):
        lately[number] = number
    assert [number for number in range(10) if number in lately] == [7, 8, 9]
    assert len(lately) == 3


def test_nothing_stays_whose_time_is_over() -> None:
    timer = Timer()
    lately: Lately[int, int] = Lately(1_000, 5.0, timer=timer)
    for number in range(100):
        timer.now = float(number)
        lately[number] = number
    assert len(lately) == 5


def test_what_is_to_be_forgotten_is_forgotten() -> None:
    lately: Lately[str, int] = Lately(10, 5.0)
    lately["a"], lately["b"] = 1, 2
    lately.forget("a")
    lately.forget("never there")
    assert ("a" in lately, "b" in lately) == (False, True)
    lately.clear()
    assert len(lately) == 0


def test_what_lasts_for_no_time_is_not_kept() -> None:
    lately: Lately[int, int] = Lately(3, 0.0)
    lately[1] = 1
    assert len(lately) == 0
