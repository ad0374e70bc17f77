"""Turning what was measured into confidence: small logistic models, fitted by ``tests``, kept as data."""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

COEFFICIENTS: Final = "coefficients.json"
MODELS: Final = ("rank", "quoted", "said", "about")
THRESHOLDS: Final = ("about_from", "answer", "answer_to_words", "choice")


@dataclass(frozen=True, slots=True)
class Logistic:
    """A logistic model: a constant and one weight for each feature."""

    constant: float
    weights: tuple[float, ...]

    def log_odds(self, features: Sequence[float]) -> float:
        pairs = zip(self.weights, features, strict=True)
        return self.constant + sum(weight * feature for weight, feature in pairs)


@dataclass(frozen=True, slots=True)
class Calibration:
    """The fitted models and thresholds."""

    rank: Logistic
    """Whether a candidate's message is the one quoted."""
    quoted: Logistic
    """Whether the best candidate is right, seeing the next and where the paste comes from."""
    said: Logistic
    """Whether the entry that people's own words fit best is right."""
    about: Logistic
    """Whether people's own words are about a sign-in or a connection at all."""
    about_from: float
    """Probability from which they count as such."""
    answer: float
    """Confidence from which an entry is given as the answer."""
    answer_to_words: float
    """The same where people's own words are all there is to go by."""
    choice: float
    """Confidence from which entries are offered to choose from."""


@cache
def load_calibration() -> Calibration:
    """Return the models that come with the package."""
    data = json.loads(files(__package__).joinpath(COEFFICIENTS).read_text(encoding="utf-8"))
    models: dict[str, Any] = {name: Logistic(data[name][0], tuple(data[name][1:])) for name in MODELS}
    return Calibration(**models, **{name: data[name] for name in THRESHOLDS})


def probability(log_odds: float) -> float:
    """The probability that ``log_odds`` stand for."""
    return 1 / (1 + math.exp(-max(min(log_odds, 30.0), -30.0)))
