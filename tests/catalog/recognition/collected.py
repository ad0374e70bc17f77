"""The pastes that were collected: real ones from public places, and negatives of every kind."""

import re
from functools import cache
from pathlib import Path
from typing import Final

import yaml

from catalog.catalog import Catalog
from tests.catalog.recognition.pastes import UNKNOWN, Paste, equals_of

DATA: Final = Path(__file__).parents[2] / "data" / "recognition"
_CODE: Final = re.compile(
    r"\"?error[_ ]?codes?\"?\s*:\s*\[[\d\s,redactid:]*\]?|[\[(]?\baad?sts\s?\d{4,8}\]?[:,]?|error\?code=\d+|"
    r"\b\d{5,8} - \[|\b\d{5,8}\b",
    re.IGNORECASE,
)


@cache
def negatives() -> tuple[Paste, ...]:
    """Pastes that must not be answered, by kind."""
    return tuple(
        Paste(f"negative: {path.stem}", text, frozenset(), text)
        for path in sorted((DATA / "negatives").glob("*.txt"))
        for text in path.read_text(encoding="utf-8").splitlines()
        if text.strip()
    )


@cache
def real() -> tuple[Paste, ...]:
    """Pastes collected from public places, as they were, with made-up ids and names."""
    items = yaml.safe_load((DATA / "real.yaml").read_text(encoding="utf-8"))
    return tuple(
        Paste(
            "real" if _is_named(item) else "real, never a code",
            item["text"],
            frozenset({item["entry"]}),
            item["source"],
            item.get("language", "en"),
        )
        for item in items
    )


def _is_named(item: dict[str, str]) -> bool:
    """Whether the paste itself has its code."""
    return item["entry"] == UNKNOWN or item["entry"].removeprefix("AADSTS") in item["text"]


def without_code(paste: Paste, catalog: Catalog) -> Paste:
    """The same paste with every trace of its code taken out; entries that print the same are right too."""
    entry = catalog.entries.get(next(iter(paste.accepted)))
    accepted = paste.accepted | (equals_of(entry, catalog) if entry else set())
    text = _CODE.sub(" ", paste.text)
    return Paste("real, no code", text, accepted, paste.source, paste.language)
