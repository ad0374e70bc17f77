"""No expression of the product takes more than its share of time as texts grow."""

import re
import signal
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final

import pytest

from tests.catalog.hostile import HOSTILE
from tests.fuzz.counting import IS_FULL
from tests.fuzz.patterns import Found, found_patterns, is_anchored, making_sites
from tests.fuzz.pumping import Pump, pumps

_SHORT, _LONG = 3_000, 12_000
"""Characters of the texts that are compared: a linear expression takes four times as long, a square 16."""
_MOST: Final = 8.0
"""Times as long that the longer one may take, after the best of several runs."""
_ENOUGH: Final = 0.02
"""Seconds under which the longer text shows nothing but linear time: a square would take many times that."""
_TASTE: Final = 750
"""Characters that are compared with the short text first, in a short run."""
_DOUBT: Final = 5.0
"""Times as long as the taste that the short text may take: what will grow by 8 has passed this by then."""
_SQUARE: Final = (_LONG / _SHORT) ** 2
_PATIENCE: Final = 1.0
"""Seconds after which a run is given up."""
_SMALL: Final = (10, 16, 22, 28)
"""Characters at which exponential time shows."""
_READS_OURS_ONLY: Final = {"catalog/recognition/vocabulary.py": r"\|(?![^()]*\))"}
"""Applied to our own word lists while they are imported, and to nothing else."""
_EFFORT: Final[Mapping[str, int]] = {} if IS_FULL else {"units": 30, "ends": 1}
_GENERIC: Final = [Pump("", make(1)[:40], "") for make in HOSTILE.values()]


class _GivenUpError(Exception):
    pass


@contextmanager
def _limited(seconds: float) -> Iterator[None]:
    """Give up after so many seconds of processor time: expressions look for signals as they work."""

    def give_up(*_: object) -> None:
        raise _GivenUpError

    before = signal.signal(signal.SIGVTALRM, give_up)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _apply(found: Found, pattern: re.Pattern[Any], pump: Pump, length: int) -> float:
    """Seconds of processor time."""
    text: Any = pump.text(length)
    if isinstance(found.source, bytes):
        text = text.encode("latin-1", "replace")
    started = time.thread_time()
    if is_anchored(found):
        pattern.match(text)
        pattern.fullmatch(text)
    else:
        for _ in pattern.finditer(text):
            pass
    return time.thread_time() - started


def growth(found: Found, pump: Pump) -> float:
    """How many times as long the long text takes as the short one; 0 where it plainly takes its share."""
    try:
        with _limited(_PATIENCE):
            for length in _SMALL:
                _apply(found, found.pattern, pump, length)
            is_plain = _is_quick(found, pump) if IS_FULL else _is_plainly_linear(found, pump)
        return 0.0 if is_plain else _growth(found, pump)
    except _GivenUpError:
        return float("inf")


def _is_quick(found: Found, pump: Pump) -> bool:
    return _apply(found, found.pattern, pump, _LONG) < _ENOUGH


def _is_plainly_linear(found: Found, pump: Pump) -> bool:
    """Whether shorter texts tell already what the long ones would."""
    pattern = found.pattern
    short = _apply(found, pattern, pump, _SHORT)
    if short < _ENOUGH / _SQUARE:
        return True
    taste = min(_apply(found, pattern, pump, _TASTE) for _ in range(3))
    short = min(short, *(_apply(found, pattern, pump, _SHORT) for _ in range(2)))
    return short < _DOUBT * taste


def _growth(found: Found, pump: Pump) -> float:
    """The ratio of the best runs; more of them are made while it is a little too much."""
    short = long = float("inf")
    for runs in (2, 1, 1, 1, 1):
        with _limited(_PATIENCE):
            short = min(short, *(_apply(found, found.pattern, pump, _SHORT) for _ in range(runs)))
            long = min(long, *(_apply(found, found.pattern, pump, _LONG) for _ in range(runs)))
        if not _MOST * short <= long < 1.5 * _MOST * short:
            break
    return long / short


def _checked() -> list[Found]:
    return [found for found in found_patterns() if _READS_OURS_ONLY.get(found.site.path) != found.source]


@pytest.mark.parametrize("found", _checked(), ids=lambda found: str(found.site))
def test_an_expression_takes_linear_time(found: Found) -> None:
    slow = [
        (pump, grown)
        for pump in (*pumps(found.pattern, **_EFFORT), *_GENERIC)
        if (grown := growth(found, pump)) > _MOST
    ]
    assert not slow, (found.source, slow[:3])


def test_every_expression_of_the_product_is_found() -> None:
    """One that is made inside a function has to be run by ``tests.fuzz.patterns``, to be timed too."""
    seen = {(found.site.path, found.site.line) for found in found_patterns()}
    missing = [
        f"{path}:{lines.start}"
        for path, lines in making_sites()
        if not any((path, at) in seen for at in lines)
    ]
    assert not missing
    assert len(seen) > 80


@pytest.mark.parametrize(
    "source", [r"(a|a)*b", r"(\w+\s*)+:", r"\s*\n\s*$", r"a*a*b", r"<[^>]*>", r"^\s*#+ "]
)
def test_a_slow_expression_would_be_noticed(source: str) -> None:
    made = Found(found_patterns()[0].site, source, re.MULTILINE)
    assert any(growth(made, pump) > _MOST for pump in pumps(made.pattern, **_EFFORT))
