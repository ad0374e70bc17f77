"""What the catalog says is said in its own words: it shares no run of eight with a source document.

Messages, examples and references quote others and are left out. The documents are not in the repository:
RECONNECT_SOURCES names their folder.
"""

import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from catalog.language import LANGUAGES
from catalog.lint.texts import prose
from catalog.model import Entry, Family, Playbook
from catalog.sources import SHIPPED, Sourced, read_sources

RUN: Final = 8
_WORD: Final = re.compile(r"\w+")

Known = Sourced[Entry] | Sourced[Playbook] | Sourced[Family]


def runs(text: str) -> Iterator[tuple[str, ...]]:
    words = _WORD.findall(text.casefold())
    return zip(*(words[start:] for start in range(RUN)), strict=False)


@cache
def documents() -> dict[tuple[str, ...], str]:
    """Every run of eight words in the documents, with the document's name."""
    folder = os.environ["RECONNECT_SOURCES"]
    paths = sorted(path for path in Path(folder).iterdir() if path.suffix in (".md", ".txt"))
    assert paths, f"there are no documents in {folder}"
    return {run: path.name for path in paths for run in runs(path.read_text(encoding="utf-8"))}


def texts(source: Known) -> Iterator[tuple[int, str]]:
    """Every text of ours, with its line: what people read, and how they would say it."""
    for item in prose(source.value):
        yield source.problem("", *item.location).line, item.text
    if isinstance(source.value, Entry):
        for language in LANGUAGES:
            for index, phrase in enumerate(source.value.said_as.in_(language)):
                yield source.problem("", "said_as", language, index).line, phrase


def borrowed(source: Known) -> Iterator[str]:
    for line, text in texts(source):
        for run in runs(text):
            if document := documents().get(run):
                yield f"{source.path.relative_to(SHIPPED)}:{line}: “{' '.join(run)}” is in {document}"
                break


@pytest.mark.sources
@pytest.mark.parametrize("kind", ["entries", "playbooks", "families"])
def test_no_sentence_is_borrowed(kind: str) -> None:
    documents()
    found = [line for source in getattr(read_sources(), kind).values() for line in borrowed(source)]
    assert found == []
