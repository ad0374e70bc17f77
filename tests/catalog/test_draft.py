from pathlib import Path

import pytest

from catalog.catalog import Catalog
from catalog.draft import MARK, draft_entry, entry_id, likely_category
from catalog.language import LANGUAGES
from catalog.lint import lint
from catalog.loader import SHIPPED, load_catalog
from catalog.model import Category, Entry

PLACEHOLDERS = 23
"""As many texts does a draft leave to its author."""


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("AADSTS123456", "AADSTS123456"),
        ("aadsts123456", "AADSTS123456"),
        (" 123456 ", "AADSTS123456"),
        ("invalid_scope", "invalid_scope"),
        ("power-platform-quota", "power-platform-quota"),
        ("AADSTS1", None),
        ("123456789", None),
        ("Not An Id", None),
        ("../../etc/passwd", None),
        ("", None),
    ],
)
def test_an_id_is_understood_as_authors_write_it(text: str, wanted: str | None) -> None:
    assert entry_id(text) == wanted


@pytest.mark.parametrize(
    ("name", "category"),
    [("AADSTS50077", Category.MULTIFACTOR), ("power-platform-x", Category.CONNECTION)],
)
def test_the_category_is_that_of_the_nearest_id(shipped: Catalog, name: str, category: Category) -> None:
    assert likely_category(name, shipped) is category


@pytest.fixture
def drafted(tmp_path: Path) -> Path:
    path = tmp_path / "entries" / "account" / "AADSTS123456.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(draft_entry("AADSTS123456", Category.ACCOUNT), encoding="utf-8")
    return path


def test_a_draft_loads_and_shows_every_field_an_author_needs(drafted: Path) -> None:
    entry = load_catalog(SHIPPED, drafted.parents[2]).entries["AADSTS123456"]
    rarely_needed = {"products", "family", "passes_by_itself", "unhelpful", "variants"}
    assert set(Entry.model_fields) - entry.model_fields_set == rarely_needed
    for language in LANGUAGES:
        assert entry.said_as.in_(language)
        assert entry.messages.in_(language)


def test_lint_names_each_text_that_is_still_to_be_written_and_nothing_else(drafted: Path) -> None:
    problems = [problem for problem in lint(SHIPPED, drafted.parents[2]) if problem.path == drafted]
    assert {problem.severity for problem in problems} == {"error"}
    assert len(problems) == PLACEHOLDERS
    assert all(problem.message.endswith("is still a draft: write it.") for problem in problems)
    lines = drafted.read_text(encoding="utf-8").splitlines()
    marked = {number for number, line in enumerate(lines, 1) if MARK in line}
    folded = {number for number, line in enumerate(lines, 1) if line.endswith(">-")}
    assert {problem.line for problem in problems} <= marked | folded


def test_a_text_that_is_written_is_checked_like_any_other(drafted: Path) -> None:
    text = drafted.read_text(encoding="utf-8")
    drafted.write_text(text.replace(f"{MARK} Do this first, in one sentence.", "The token."), "utf-8")
    messages = [problem.message for problem in lint(SHIPPED, drafted.parents[2]) if problem.path == drafted]
    assert len(messages) == PLACEHOLDERS + 1
    assert any("jargon" in message for message in messages)
    assert any("start with a verb" in message for message in messages)


def test_nothing_shipped_is_a_draft() -> None:
    assert not [path for path in SHIPPED.rglob("*.yaml") if MARK in path.read_text(encoding="utf-8")]
