"""What was recognised, as plain JSON values, for one paste or for a file of them."""

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rich.progress import track

from bot.cli.console import err, fail
from catalog.reading import Finding, Reading
from catalog.recognition import Recogniser


def result_of(finding: Finding) -> dict[str, Any]:
    """The outcome, the entries with their confidence, the codes and the language."""
    return {
        "outcome": finding.outcome.value,
        "entries": [
            {"id": match.entry_id, "confidence": round(match.confidence, 4)} for match in finding.matches
        ],
        "codes": list(finding.codes),
        "language": finding.language,
    }


def detailed_result_of(reading: Reading) -> dict[str, Any]:
    """The same, with the evidence for each entry and everything read off the paste."""
    finding = reading.finding
    result = result_of(finding)
    for entry, match in zip(result["entries"], finding.matches, strict=True):
        entry["evidence"] = [asdict(item) for item in match.evidence]
    return {**result, "product": finding.product, "details": dict(reading.details)}


def explain_batch(recogniser: Recogniser, path: Path) -> None:
    """Print a result for every line of ``path``; leave at the first that is no such object, naming it."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        fail([f"{path} cannot be read: {error}"])
    texts = [_text_of(line, path, number) for number, line in enumerate(lines, 1) if line.strip()]
    for text in track(texts, description="Explaining", console=err, disable=not texts):
        sys.stdout.write(
            json.dumps(result_of(Finding.of(recogniser.recognise(text))), ensure_ascii=False) + "\n"
        )


def _text_of(line: str, path: Path, number: int) -> str:
    try:
        text = json.loads(line)["text"]
    except (ValueError, TypeError, KeyError):
        text = None
    if not isinstance(text, str):
        fail([f'{path}:{number}: error: this line is not a JSON object such as {{"text": "AADSTS50076"}}'])
    return text
