"""Scores recognition by class: ``python -m tests.catalog.recognition.score [dev|test] [-v]``."""

import sys
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from catalog.loader import load_catalog
from catalog.recognition import Outcome, Recogniser, Recognition
from tests.catalog.recognition.collected import negatives, real, without_code
from tests.catalog.recognition.pastes import UNKNOWN, Generator, Paste, without_phrases


@dataclass(slots=True)
class Score:
    """How often the right entry came first, in the first three, was the answer, or was wrongly answered."""

    pastes: int = 0
    first: int = 0
    in_three: int = 0
    answered: int = 0
    wrong: int = 0
    misses: list[tuple[Paste, Recognition]] = field(default_factory=list)

    def add(self, paste: Paste, recognition: Recognition) -> None:
        self.pastes += 1
        found = [match.entry_id for match in recognition.matches]
        answered = recognition.outcome is Outcome.ANSWER
        if UNKNOWN in paste.accepted:
            right = recognition.outcome is Outcome.UNKNOWN_CODE
            self.first += right
            self.in_three += right
        elif paste.accepted:
            right = bool(found) and found[0] in paste.accepted
            self.first += right
            self.in_three += bool(paste.accepted & set(found))
        else:
            right = not answered
            self.first += right
        self.answered += answered
        self.wrong += answered and not right
        if not right:
            self.misses.append((paste, recognition))

    def merge(self, other: "Score") -> None:
        for name in ("pastes", "first", "in_three", "answered", "wrong"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.misses += other.misses

    @property
    def share_first(self) -> float:
        return self.first / max(self.pastes, 1)

    @property
    def share_in_three(self) -> float:
        return self.in_three / max(self.pastes, 1)

    @property
    def share_wrong(self) -> float:
        return self.wrong / max(self.pastes, 1)


def score(pastes: Iterable[Paste], recogniser: Recogniser) -> dict[str, Score]:
    """Recognise every paste and return the scores by class."""
    scores: dict[str, Score] = defaultdict(Score)
    for paste in pastes:
        scores[paste.kind].add(paste, recogniser.recognise(paste.text))
    return dict(scores)


def main(arguments: list[str]) -> None:
    catalog = load_catalog()
    recogniser = Recogniser(catalog)
    split = "test" if "test" in arguments else "dev"
    every = 1 if "all" in arguments else 4
    made = [paste for paste in Generator(catalog).pastes() if paste.split == split]
    pastes = [*made[::every], *(paste for paste in negatives() if paste.split == split)]
    named = [paste for paste in real() if paste.kind == "real"]
    bare = [without_code(paste, catalog) for paste in real() if UNKNOWN not in paste.accepted]
    scores = score([*pastes, *named, *bare], recogniser)
    for held_out, said in without_phrases(catalog):
        for kind, found in score(
            [paste for paste in said if paste.split == split], Recogniser(held_out)
        ).items():
            scores.setdefault(kind, Score()).merge(found)
    for kind, found in scores.items():
        print(
            f"{kind:28} {found.pastes:5} first {found.share_first:6.1%} three {found.share_in_three:6.1%} "
            f"answered {found.answered / found.pastes:6.1%} wrong {found.share_wrong:6.2%}"
        )
        if "-v" in arguments:
            for paste, recognition in found.misses[:12]:
                matches = [(match.entry_id, match.confidence) for match in recognition.matches]
                print(f"    {sorted(paste.accepted)} {recognition.outcome} {matches}")
                print(f"        {paste.text[:260]!r}")


if __name__ == "__main__":
    main(sys.argv[1:])
