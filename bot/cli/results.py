"""What was recognised, as plain JSON values, for one paste or for a file of them."""

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rich.progress import track

from bot.cli.console import err, fail
from catalog.recognition import Recogniser, Recognition


def result_of(recognition: Recognition) -> dict[str, Any]:
    """The outcome, the entries with their confidence, the codes and the language."""
    return {
        "outcome": recognition.outcome.value,
        "entries": [
            {"id": match.entry_id, "confidence": round(match.confidence, 4)} for match in recognition.matches
        ],
        "codes": list(recognition.paste.codes),
        "language": recognition.paste.language,
    }


def detailed_result_of(recognition: Recognition) -> dict[str, Any]:
    """The same, with the evidence for each entry and everything read off the paste."""
    result = result_of(recognition)
    for entry, match in zip(result["entries"], recognition.matches, strict=True):
        entry["evidence"] = [asdict(item) for item in match.evidence]
    details = asdict(recognition.paste.details)
    result["product"] = recognition.paste.product
    result["details"] = {name: value for name, value in details.items() if value}
    return result


def explain_batch(recogniser: Recogniser, path: Path) -> None:
    """Print a result for every line of ``path``; leave at the first that is no such object, naming it."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        fail([f"{path} cannot be read: {error}"])
    texts = [_text_of(line, path, number) for number, line in enumerate(lines, 1) if line.strip()]
    for text in track(texts, description="Explaining", console=err, disable=not texts):
        sys.stdout.write(json.dumps(result_of(recogniser.recognise(text)), ensure_ascii=False) + "\n")


def _text_of(line: str, path: Path, number: int) -> str:
    try:
        text = json.loads(line)["text"]
    except (ValueError, TypeError, KeyError):
        text = None
    if not isinstance(text, str):
        fail([f'{path}:{number}: error: this line is not a JSON object such as {{"text": "AADSTS50076"}}'])
    return text
