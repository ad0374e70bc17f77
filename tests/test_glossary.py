"""docs/glossary.md fixes the words; the catalog and the cards keep to them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, Final

import pytest

from cards.wording import wording
from catalog.language import LANGUAGES, Language
from catalog.lint.texts import Kind, prose
from catalog.model import Entry, Family, Playbook
from catalog.sources import Sources, read_sources

GLOSSARY: Final = Path(__file__).parents[1] / "docs" / "glossary.md"
HEADINGS: Final[Mapping[Language, str]] = {"en": "## English", "fr": "## Français"}
LEFT_OUT: Final = re.compile(
    r"\*\*.*?\*\*"  # names of buttons and menus
    r"|“[^”]*”|«[^»]*»"  # what is quoted
    r"|[\w.-]+\.(?:com|net|us|cn)\b\S*",  # addresses
    re.DOTALL,
)


def table(language: Language) -> list[list[str]]:
    """The rows of one language's table, cell by cell."""
    section = GLOSSARY.read_text(encoding="utf-8").split(HEADINGS[language])[1].split("\n## ")[0]
    rows = [line.strip("| ").split(" | ") for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row] for row in rows[2:]]


def words(language: Language, column: int) -> list[str]:
    return [word.strip() for row in table(language) for word in row[column].split(",")]


def pattern(listed: list[str]) -> re.Pattern[str]:
    """Finds any of these words; an abbreviation in capitals is found in capitals only."""
    choices = [re.escape(word) if word.isupper() else f"(?i:{re.escape(word)})" for word in listed]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(choices)})(?![\w-])")


def read_by_all(sources: Sources, language: Language) -> Iterator[tuple[str, str]]:
    """Every text of the catalog that is not for admins alone, with the entry or playbook it is from."""
    values: list[Entry | Playbook | Family] = [source.value for source in sources.entries.values()]
    values += [source.value for source in sources.playbooks.values()]
    values += [source.value for source in sources.families.values()]
    for value in values:
        for item in prose(value):
            if item.language == language and item.kind is not Kind.ADMIN_STEP:
                yield value.id, item.text


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from strings(item)
    elif is_dataclass(value):
        for each in fields(value):
            if each.name != "example_paste":  # quotes Microsoft
                yield from strings(getattr(value, each.name))


@pytest.fixture(scope="module")
def sources() -> Sources:
    return read_sources()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_fixed_once(language: Language) -> None:
    assert all(len(row) == 4 and all(row) for row in table(language))
    never = words(language, 2)
    assert len(never) == len(set(never))
    said = {word.strip() for row in table(language) for word in re.split("[,;(]", row[1])}
    assert not said & set(never)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalog_keeps_to_the_glossary(language: Language, sources: Sources) -> None:
    forbidden = pattern(words(language, 2))
    found = [
        f"{name}: {match[0]!r} in {text!r}"
        for name, text in read_by_all(sources, language)
        if (match := forbidden.search(LEFT_OUT.sub(" ", text)))
    ]
    assert found == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_cards_keep_to_the_glossary(language: Language) -> None:
    forbidden = pattern(words(language, 2))
    found = [text for text in strings(wording(language)) if forbidden.search(LEFT_OUT.sub(" ", text))]
    assert found == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_admins_meet_the_words_of_admin_centres(language: Language, sources: Sources) -> None:
    forbidden = pattern(words(language, 3))
    found = [
        f"{name}: {match[0]!r} in {text!r}"
        for name, text in read_by_all(sources, language)
        if (match := forbidden.search(LEFT_OUT.sub(" ", text)))
    ]
    assert found == []
