"""Fits the confidence models on the dev split and writes them: ``python -m tests.catalog.recognition.fit``.

A message is never judged by itself: the candidate that a paste was made from is left out whenever its entry
has another wording, so that one source's sentence is matched against another's. The thresholds stay:
they are chosen from the dev scores.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

import catalog.recognition
from catalog.catalog import Catalog
from catalog.loader import load_catalog
from catalog.recognition import Recogniser
from catalog.recognition.calibration import (
    COEFFICIENTS,
    MODELS,
    THRESHOLDS,
    Calibration,
    Logistic,
    load_calibration,
)
from catalog.recognition.complaint import tells_of_an_error
from catalog.recognition.decoding import decode
from catalog.recognition.details import read_product
from catalog.recognition.engine import SURE
from catalog.recognition.folding import fold
from catalog.recognition.matching import Matcher, Ranked
from catalog.recognition.origin import Context, read_origin
from catalog.recognition.quotation import Quotation
from tests.catalog.recognition.collected import negatives
from tests.catalog.recognition.pastes import Generator, Paste, without_phrases

Rows = list[tuple[tuple[float, ...], bool]]
Floats = npt.NDArray[np.float64]

_NEGATIVE_WEIGHT = 4
"""Times that a negative paste counts."""
_TIMES = 5
"""Times that each negative stands beside the generated pastes."""
_STEPS = 60
_RIDGE = 0.05


def fit(rows: Rows) -> Logistic:
    """Fit a logistic model by Newton's method, with a little ridge."""
    x: Floats = np.array([[1.0, *features] for features, _ in rows])
    y: Floats = np.array([float(label) for _, label in rows])
    weights = np.zeros(x.shape[1])
    ridge = np.eye(x.shape[1]) * _RIDGE
    for _ in range(_STEPS):
        estimate = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        slope = x.T @ (y - estimate) - ridge @ weights
        curve = (x * (estimate * (1 - estimate))[:, None]).T @ x + ridge
        weights += np.linalg.solve(curve, slope)
    return Logistic(round(float(weights[0]), 4), tuple(round(float(weight), 4) for weight in weights[1:]))


def context_of(text: str) -> Context:
    lowered = text.lower()
    return Context(read_origin(lowered), read_product(lowered), tells_of_an_error(lowered))


def _texts(catalog: Catalog) -> list[Paste]:
    """The dev pastes that have no code to go by, and the negatives, _TIMES each: they are few."""
    generated = [paste for paste in Generator(catalog).pastes() if "code" not in paste.kind]
    made = [paste for paste in generated if paste.split == "dev"]
    return [*made, *(_TIMES * [paste for paste in negatives() if paste.split == "dev"])]


def _source(paste: Paste, catalog: Catalog) -> str | None:
    """The message that a paste was made from, if its entry has another in its language."""
    entry_id, _, message = paste.source.partition(" ")
    entry = catalog.entries.get(entry_id)
    if entry is None or len(entry.messages.in_(paste.language)) < 2:
        return None
    return message


def _rank_rows(
    matcher: Matcher, pastes: Sequence[Paste], catalog: Catalog
) -> Iterator[tuple[tuple[float, ...], bool]]:
    for paste in pastes:
        own = _source(paste, catalog)
        for quotation in _quotations(matcher, paste):
            row = quotation.features, quotation.entry_id in paste.accepted
            yield from [row] * (1 if quotation.candidate.text.text == own else 2)


def _quotations(matcher: Matcher, paste: Paste) -> list[Quotation]:
    text = decode(paste.text)
    return matcher.quotations(fold(text))


def _quoted_rows(
    matcher: Matcher, pastes: Sequence[Paste], catalog: Catalog
) -> Iterator[tuple[tuple[float, ...], bool]]:
    for paste in pastes:
        text = decode(paste.text)
        context, own = context_of(text), _source(paste, catalog)
        every: list[Ranked] = matcher.rank(fold(text), context)
        others = [item for item in every if item.quotation.candidate.text.text != own]
        for ranked, times in ((every, 3), (others, 1 if len(others) < len(every) else 0)):
            if ranked:
                row = matcher.quoted_features(ranked, context), ranked[0].quotation.entry_id in paste.accepted
                yield from [row] * (times * (1 if paste.accepted else _NEGATIVE_WEIGHT))


def _said_rows(catalog: Catalog, calibration: Calibration) -> Iterator[tuple[tuple[float, ...], bool, bool]]:
    """Features, whether the first entry is right, and whether the words are about a sign-in at all."""
    held_out = [(Matcher(without, calibration), said) for without, said in without_phrases(catalog)]
    others = [paste for paste in (*negatives(), *_half_known(catalog)) if paste.split == "dev"]
    for number, (matcher, said) in enumerate(held_out):
        for paste in [*(paste for paste in said if paste.split == "dev"), *(others if number == 0 else ())]:
            context = context_of(paste.text)
            quoted = {match.entry_id: match.confidence for match in matcher.quoted(fold(paste.text), context)}
            sayings = matcher.sayings(paste.text, context)
            if sayings and max(quoted.values(), default=0.0) < SURE:
                features = matcher.said_features(sayings, quoted, context)
                yield features, sayings[0].entry_id in paste.accepted, bool(paste.accepted)


def _half_known(catalog: Catalog) -> Iterator[Paste]:
    """Messages of which so little is left that their words are heard too."""
    return (paste for paste in Generator(catalog).pastes() if paste.kind in ("half remembered", "fragment"))


def _times(is_about: bool) -> int:
    return 1 if is_about else _NEGATIVE_WEIGHT


def main() -> None:
    catalog = load_catalog()
    pastes = _texts(catalog)
    start = load_calibration()
    rank = fit(list(_rank_rows(Recogniser(catalog, start).matcher, pastes, catalog)))
    ranked = replace(start, rank=rank)
    quoted = fit(list(_quoted_rows(Recogniser(catalog, ranked).matcher, pastes, catalog)))
    rows = list(_said_rows(catalog, replace(ranked, quoted=quoted)))
    said = fit(
        [(features, is_right) for features, is_right, is_about in rows for _ in range(_times(is_about))]
    )
    about = fit([(features, is_about) for features, _, is_about in rows for _ in range(2 * _times(is_about))])
    fitted = {"rank": rank, "quoted": quoted, "said": said, "about": about}
    data = {name: [fitted[name].constant, *fitted[name].weights] for name in MODELS}
    path = Path(catalog_folder(), COEFFICIENTS)
    path.write_text(
        json.dumps({**data, **{name: getattr(start, name) for name in THRESHOLDS}}, indent=1) + "\n",
        encoding="utf-8",
    )
    print(path.read_text(encoding="utf-8"))


def catalog_folder() -> Path:
    return Path(catalog.recognition.__file__).parent


if __name__ == "__main__":
    main()
