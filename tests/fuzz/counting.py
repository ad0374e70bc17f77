"""How many inputs are made, and that so many were."""

import os
from collections.abc import Callable
from typing import Any, Final

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

IS_FULL: Final = os.environ.get("RECONNECT_FUZZ") == "full"
"""``make fuzz`` takes its time; otherwise each kind of input gets a taste."""
PLAN: Final = {
    "activities": 25_000,
    "presses": 25_000,
    "searches": 5_000,
    "bodies": 20_000,
    "HTML": 25_000,
    "overrides": 10_000,
}
"""Inputs of each kind in the long run."""
GUIDED: Final = {"activity": 100_000, "paste": 50_000, "override": 50_000}
"""Inputs of each kind that atheris makes in the long run, beside those."""
AT_LEAST: Final = 100_000
"""What the long run must make without atheris, which is not made for every Python."""
DATABASES: Final = ("sqlite", "postgresql") if IS_FULL else ("sqlite",)
"""Where the bot keeps things: a long run spreads its calls over both."""
_SHARE: Final = 250
"""One input in so many is made in a short run."""
_BATCH: Final = 1_000
"""Inputs of one seed: more would only make hypothesis remember more."""

made: Final[dict[str, int]] = {}
"""Inputs made in this run, by kind."""


def exercise(
    kind: str, inputs: st.SearchStrategy[Any], check: Callable[[Any], None], *, parts: int = 1
) -> int:
    """Check one of so many parts of the inputs that are planned of this kind, the same for the same code."""
    wanted = -(-(PLAN[kind] if IS_FULL else PLAN[kind] // _SHARE) // parts)
    done = 0

    def checked(value: Any) -> None:
        nonlocal done
        done += 1
        check(value)

    number = -(-made.get(kind, 0) // _BATCH)
    while done < wanted:
        number += 1
        run = settings(
            max_examples=min(_BATCH, wanted - done),
            database=None,
            deadline=None,
            phases=(Phase.generate, Phase.shrink),
            suppress_health_check=list(HealthCheck),
        )(given(inputs)(checked))
        seed(number)(run)()
    made[kind] = made.get(kind, 0) + done
    return done
