"""How sure we are that a paste quotes or paraphrases the texts of an entry."""

from typing import Final

from rapidfuzz import fuzz

from catalog.recognition.index import Candidate, GramIndex
from catalog.recognition.result import Evidence, Match

CANDIDATES: Final = 8
DISTINCTIVE: Final = 28
"""Folded characters from which a quotation stands for its message."""
CLOSE: Final = 0.06
"""Two entries whose texts match within this of each other are not told apart by text."""
MARGIN: Final = 60
"""Folded characters around a window that may hold the rest of a message."""

_QUOTED_FROM, _QUOTED_SURE = 0.70, 0.96
_SAID_FROM, _SAID_SURE = 0.30, 0.95


def match_text(folded: str, index: GramIndex) -> list[Match]:
    """Return the entries whose texts are near ``folded``, best first, each once."""
    best: dict[str, Match] = {}
    for candidate in index.nearest(folded, CANDIDATES):
        match = _judge(candidate, folded)
        known = best.get(match.entry_id)
        if known is None or match.confidence > known.confidence:
            best[match.entry_id] = match
    return sorted(best.values(), key=lambda match: -match.confidence)


def _judge(candidate: Candidate, folded: str) -> Match:
    start = max(candidate.window[0] - MARGIN, 0)
    window = folded[start : candidate.window[1] + MARGIN].replace("\n", "")
    wanted = candidate.text.folded.replace("\n", "")
    if candidate.text.kind == "phrase":
        confidence = _scaled(candidate.score, _SAID_FROM, _SAID_SURE) * 0.9
        span = candidate.window
    else:
        confidence, span = _quoted(wanted, window, start)
    evidence = Evidence(candidate.text.kind, candidate.text.text, span)
    return Match(candidate.text.entry_id, round(confidence, 4), (evidence,))


def _quoted(wanted: str, window: str, offset: int) -> tuple[float, tuple[int, int]]:
    """Confidence that ``window`` quotes ``wanted``, whole or cut short, and where in the folded paste."""
    alignment = fuzz.partial_ratio_alignment(wanted, window)
    if alignment is None:
        return 0.0, (offset, offset)
    taken = min(alignment.src_end - alignment.src_start, alignment.dest_end - alignment.dest_start)
    likeness = _scaled(alignment.score / 100, _QUOTED_FROM, _QUOTED_SURE)
    length = min(1.0, taken / min(DISTINCTIVE, max(len(wanted), 16)))
    span = (offset + alignment.dest_start, offset + alignment.dest_end)
    return likeness * length, span


def _scaled(value: float, low: float, high: float) -> float:
    return min(max((value - low) / (high - low), 0.0), 1.0)
