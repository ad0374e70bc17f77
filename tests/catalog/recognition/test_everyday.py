"""What worried people type, in a few words of their own: the entry meant is among the first three.

Where their words hardly tell what happened, nothing is answered as if they did.
"""

from collections.abc import Iterator
from typing import Any, Final

import pytest
import yaml

from catalog.catalog import Catalog
from catalog.language import LANGUAGES, Language
from catalog.recognition import Outcome, Recogniser
from tests.catalog.recognition.collected import DATA
from tests.catalog.recognition.pastes import Paste, equals_of
from tests.catalog.recognition.score import score

_IN_THREE: Final = 0.86
_FEWEST: Final = 75
_LOCKED: Final = (
    "mon compte est bloqué après trop d'essais",
    "j'ai trop essayé et maintenant mon compte est bloqué",
    "au bout de 5 essais ça m'a bloqué mon compte",
    "I tried too many times and now I'm locked out",
)
_VAGUE: Final[list[dict[str, Any]]] = yaml.safe_load((DATA / "vague.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def sentences(shipped: Catalog) -> list[Paste]:
    return [*_sentences(shipped)]


def _sentences(catalog: Catalog) -> Iterator[Paste]:
    for item in yaml.safe_load((DATA / "everyday.yaml").read_text(encoding="utf-8")):
        right = _right(item, catalog)
        for language in LANGUAGES:
            for text in item[language]:
                yield Paste(language, text, right, item["situation"], language)


def _right(item: dict[str, Any], catalog: Catalog) -> frozenset[str]:
    named = [catalog.entries[entry_id] for entry_id in item["right"]]
    return frozenset(item["right"]).union(*(equals_of(entry, catalog) for entry in named))


@pytest.mark.parametrize("language", LANGUAGES)
def test_everyday_words_find_the_entry(
    language: Language, sentences: list[Paste], recogniser: Recogniser
) -> None:
    found = score([paste for paste in sentences if paste.language == language], recogniser)[language]
    assert found.pastes >= _FEWEST
    assert found.share_in_three >= _IN_THREE, [paste.text for paste, _ in found.misses]


def test_everyday_words_are_never_answered_wrongly(sentences: list[Paste], recogniser: Recogniser) -> None:
    found = score(sentences, recogniser)
    assert {language: part.wrong for language, part in found.items()} == dict.fromkeys(LANGUAGES, 0)


@pytest.mark.parametrize("text", _LOCKED)
def test_too_many_tries_lock_an_account(text: str, recogniser: Recogniser) -> None:
    assert "AADSTS50053" in [match.entry_id for match in recogniser.recognise(text).matches]


@pytest.mark.parametrize(
    "text", ["my file is locked by another user", "le document est bloqué par un collègue"]
)
def test_locked_files_are_no_locked_accounts(text: str, recogniser: Recogniser) -> None:
    assert recogniser.recognise(text).outcome is Outcome.NO_MATCH


@pytest.mark.parametrize(
    ("text", "item"), [(text, item) for item in _VAGUE for text in (*item["en"], *item["fr"])]
)
def test_vague_words_get_what_they_deserve(
    text: str, item: dict[str, Any], shipped: Catalog, recogniser: Recogniser
) -> None:
    found = recogniser.recognise(text)
    assert found.outcome in item["outcomes"], found.matches
    if "right" in item:
        assert not _right(item, shipped).isdisjoint(match.entry_id for match in found.matches), found.matches
