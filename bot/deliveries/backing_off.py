"""How long to wait after a failure."""

import math
import random
from dataclasses import dataclass
from typing import Final

_DOUBLINGS: Final = 30


@dataclass(frozen=True, slots=True)
class BackOff:
    """Pauses in seconds: ``first``, doubled with each failure up to ``longest``, each cut at random."""

    first: float = 1.0
    longest: float = 120.0

    def pause(self, failures: int, *, at_least: float | None = None) -> float:
        """The pause after so many ``failures`` before this one; never less than what the channel asks."""
        whole = min(self.longest, math.ldexp(self.first, min(failures, _DOUBLINGS)))
        jittered = whole * random.uniform(0.5, 1.0)  # noqa: S311 - spreads load, guards nothing
        if at_least is None:
            return jittered
        return max(jittered, at_least + random.uniform(0.0, self.first))  # noqa: S311
