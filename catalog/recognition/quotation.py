"""How much of a message a paste quotes, by its letters and its words, placeholders filled in or not."""

from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz

from catalog.recognition.folding import Folded
from catalog.recognition.index import Candidate
from catalog.recognition.words import Common

_MARGIN: Final = 60
"""Letters around a window that may still belong to the message."""
_MUCH: Final = 20.0
"""Weight of words that is much evidence."""
_UNLIKE: Final = 60.0
"""Likeness in per cent at which letters agree by chance."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A message and how a paste quotes it. ``window`` is in letters of the folded paste."""

    candidate: Candidate
    covered: float
    """Share of the message's letters that the paste quotes."""
    letters: float
    """How many letters that is."""
    words: Common
    """What the message has in common with the words around the place that is quoted most."""

    @property
    def entry_id(self) -> str:
        return self.candidate.text.entry_id

    @property
    def features(self) -> tuple[float, ...]:
        """What confidence is made of, each about between 0 and 1."""
        of_text, of_window, words = self.candidate.of_text, self.candidate.of_window, self.words
        short, long = min(self.letters / 40, 1.0), min(self.letters / 120, 1.0)
        much = min(words.weight / _MUCH, 1.0)
        return (
            of_text,
            of_window,
            of_text * of_window,
            self.covered,
            short,
            long,
            short * of_window,
            words.of_words,
            much,
            much * words.of_words,
            words.of_text,
            words.of_text * words.of_words,
        )


def quote(candidate: Candidate, folded: Folded, words: Common) -> Quotation:
    """Return how ``folded`` quotes the text of ``candidate``."""
    start, end = candidate.window
    window = folded.text[max(start - _MARGIN, 0) : end + _MARGIN]
    letters = sum(_quoted(part, window) for part in candidate.text.parts)
    total = max(candidate.text.length, 1)
    return Quotation(
        candidate=candidate,
        covered=min(letters / total, 1.0),
        letters=letters,
        words=words,
    )


def _quoted(part: str, window: str) -> float:
    """How many letters of ``part`` are quoted in ``window``, fewer the less they agree."""
    if part in window:
        return float(len(part))
    alignment = fuzz.partial_ratio_alignment(part, window, score_cutoff=_UNLIKE)
    if alignment is None:
        return 0.0
    taken = min(alignment.src_end - alignment.src_start, alignment.dest_end - alignment.dest_start)
    return taken * (alignment.score - _UNLIKE) / (100 - _UNLIKE)
