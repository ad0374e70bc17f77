"""How long recognition takes, paste by paste."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import fmean, median, quantiles
from typing import Final

from catalog.loader import load_catalog
from catalog.recognition import Recogniser
from tests.benchmarks.pastes import PASTES

Recognise = Callable[[str], object]


def peers() -> Mapping[str, Recognise]:
    """What is measured: our recogniser on the shipped catalog, and room for others beside it."""
    return {"Reconnect": Recogniser(load_catalog()).recognise}


@dataclass(frozen=True, slots=True)
class Recognition:
    """Microseconds that each paste of the mix took, each many times."""

    taken: Mapping[str, list[float]]

    @property
    def _all(self) -> list[float]:
        return [time for times in self.taken.values() for time in times]

    @property
    def mean(self) -> float:
        return fmean(self._all)

    @property
    def middle(self) -> float:
        return median(self._all)

    @property
    def p99(self) -> float:
        return quantiles(self._all, n=100)[-1]


_WARM_UP: Final = 5


def measure_recognition(recognise: Recognise, repetitions: int) -> Recognition:
    """Time each paste of the mix, the whole mix in turn."""
    taken: dict[str, list[float]] = {name: [] for name in PASTES}
    for repetition in range(_WARM_UP + repetitions):
        for name, paste in PASTES.items():
            started = time.perf_counter()
            recognise(paste)
            if repetition >= _WARM_UP:
                taken[name].append((time.perf_counter() - started) * 1e6)
    return Recognition(taken)
