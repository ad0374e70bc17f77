"""Every code and category of the public documents has an entry, which names the document it comes from.

``ids/`` holds one list for each document. With RECONNECT_SOURCES set to the folder of the documents, the
lists are held to them too.
"""

import os
import re
from pathlib import Path
from typing import Final

import pytest

from catalog.catalog import Catalog
from catalog.model import Source

LISTS: Final = Path(__file__).parent / "ids"
COUNTS: Final = {
    "entra-error-codes.en": 306,
    "entra-error-codes.fr": 307,
    "sign-in-report": 131,
    "viva-goals": 10,
    "power-platform": 9,
    "oauth": 8,
    "public": 22,
}
SOURCES: Final = {
    "entra-error-codes.en": Source.ENTRA_ERROR_CODES,
    "entra-error-codes.fr": Source.ENTRA_ERROR_CODES,
    "sign-in-report": Source.SIGN_IN_REPORT,
    "viva-goals": Source.VIVA_GOALS,
    "power-platform": Source.POWER_PLATFORM,
    "oauth": Source.ENTRA_ERROR_CODES,
    "public": Source.PUBLIC,
}
DOCUMENTED: Final = ("entra-error-codes.en", "entra-error-codes.fr", "sign-in-report", "viva-goals")
DOCUMENTS: Final = {
    "entra-error-codes.en": ("entra-error-codes.en.txt", r"^\s*AADSTS(\d+)"),
    "entra-error-codes.fr": ("entra-error-codes.fr.txt", r"^\s*AADSTS(\d+)"),
    "sign-in-report": ("sign-in-report-error-codes.md", r"^\|\s*(\d+)\s*\|"),
    "viva-goals": ("viva-goals-aad-errors.md", r"^#+ AADSTS(\d+)"),
}


def listed(name: str) -> list[str]:
    return (LISTS / f"{name}.txt").read_text(encoding="utf-8").split()


def codes(*names: str) -> set[str]:
    return {code for name in names for code in listed(name)}


@pytest.mark.parametrize(("name", "count"), COUNTS.items(), ids=COUNTS)
def test_a_list_is_whole(name: str, count: int) -> None:
    assert len(listed(name)) == len(set(listed(name))) == count


def test_the_documents_have_321_codes_between_them() -> None:
    assert len(codes(*DOCUMENTED)) == 321
    assert len(codes("sign-in-report") - codes("entra-error-codes.en", "entra-error-codes.fr")) == 11
    assert len(codes("viva-goals") - codes("entra-error-codes.en", "entra-error-codes.fr")) == 3
    assert not codes("public") & codes(*DOCUMENTED)


@pytest.mark.parametrize("name", COUNTS)
def test_everything_of_a_list_has_an_entry_that_names_its_source(name: str, shipped: Catalog) -> None:
    missing = [entry for entry in listed(name) if entry not in shipped.entries]
    assert missing == []
    wrong = [entry for entry in listed(name) if SOURCES[name] not in shipped.entries[entry].sources]
    assert wrong == []


@pytest.mark.parametrize("source", [source for source in Source if source is not Source.PUBLIC])
def test_an_entry_names_a_document_only_where_it_is_in_it(source: Source, shipped: Catalog) -> None:
    known = codes(*(name for name, belongs in SOURCES.items() if belongs is source))
    wrong = [name for name, entry in shipped.entries.items() if source in entry.sources and name not in known]
    assert wrong == []


def test_whatever_no_document_has_says_where_it_is_from(shipped: Catalog) -> None:
    documented = codes(*(name for name in SOURCES if name != "public"))
    silent = [
        name for name, entry in shipped.entries.items() if name not in documented and not entry.references
    ]
    assert silent == []


@pytest.mark.sources
@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_list_says_what_its_document_says(name: str) -> None:
    folder = os.environ["RECONNECT_SOURCES"]
    file, pattern = DOCUMENTS[name]
    text = (Path(folder) / file).read_text(encoding="utf-8")
    assert {f"AADSTS{code}" for code in re.findall(pattern, text, re.MULTILINE)} == codes(name)
