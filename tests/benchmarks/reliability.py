"""Whether confidence means something: how often the first match is right, by how sure recognition was."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw

from catalog.recognition import Recogniser
from tests.catalog.recognition.pastes import Paste

_BINS: Final = 10
_SIDE, _EDGE = 480, 48


@dataclass(frozen=True, slots=True)
class Reliability:
    """For each tenth of confidence: mean confidence, share that was right, and how many there were."""

    bins: tuple[tuple[float, float, int], ...]

    @property
    def error(self) -> float:
        """Expected calibration error."""
        total = sum(count for *_, count in self.bins)
        return sum(abs(said - right) * count for said, right, count in self.bins) / max(total, 1)


def reliability_of(recogniser: Recogniser, pastes: Sequence[Paste]) -> Reliability:
    """Hold the confidence of the first match against how often it is right."""
    of_bin: list[list[tuple[float, bool]]] = [[] for _ in range(_BINS)]
    for paste in pastes:
        matches = recogniser.recognise(paste.text).matches
        if matches:
            confidence = matches[0].confidence
            place = min(int(confidence * _BINS), _BINS - 1)
            of_bin[place].append((confidence, matches[0].entry_id in paste.accepted))
    return Reliability(
        tuple(
            (
                sum(said for said, _ in found) / len(found),
                sum(right for _, right in found) / len(found),
                len(found),
            )
            for found in of_bin
            if found
        )
    )


def draw(reliability: Reliability, path: Path) -> None:
    """Write the reliability plot: confidence to the right, share that was right upwards."""
    image = Image.new("RGB", (_SIDE, _SIDE), "white")
    pen = ImageDraw.Draw(image)
    inner = _SIDE - 2 * _EDGE

    def at(x: float, y: float) -> tuple[float, float]:
        return _EDGE + x * inner, _SIDE - _EDGE - y * inner

    pen.rectangle((*at(0, 1), *at(1, 0)), outline="#888888")
    pen.line((*at(0, 0), *at(1, 1)), fill="#bbbbbb", width=2)
    points = [at(said, right) for said, right, _ in reliability.bins]
    pen.line([value for point in points for value in point], fill="#4b53bc", width=3)
    for (x, y), (_, _, count) in zip(points, reliability.bins, strict=True):
        pen.ellipse((x - 5, y - 5, x + 5, y + 5), fill="#4b53bc")
        pen.text((x + 8, y + 4), str(count), fill="#444444")
    for tenth in range(0, 11, 2):
        pen.text((at(tenth / 10, 0)[0] - 8, _SIDE - _EDGE + 8), f"{tenth / 10:.1f}", fill="#444444")
        pen.text((12, at(0, tenth / 10)[1] - 6), f"{tenth / 10:.1f}", fill="#444444")
    pen.text((_EDGE, 16), "How often the first match is right, by its confidence", fill="#222222")
    path.parent.mkdir(exist_ok=True)
    image.save(path, optimize=True)
