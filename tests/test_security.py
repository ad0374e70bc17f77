"""The threat model is held to the tests: every line names at least one, and each of them exists."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "docs/security.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in TEXT.splitlines()
    if line.startswith("| ") and not line.endswith("| Test |")
]
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


@cache
def names_in(path: str) -> frozenset[str]:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    return frozenset(node.name for node in functions if node.name.startswith("test_"))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0][:40])
def test_every_threat_says_what_happens_and_names_a_test_that_exists(row: list[str]) -> None:
    threat, outcome, tests = row
    assert threat
    assert outcome
    named = NAMED.findall(tests)
    assert named
    assert re.sub(NAMED, "", tests).strip(" ,") == ""
    assert [(path, name) for path, name in named if name not in names_in(path)] == []


def test_the_tables_are_seen() -> None:
    """Guards the check above against looking at nothing."""
    assert len(ROWS) >= 40
    assert TEXT.count("\n|---|") == TEXT.count("| Test |\n") >= 6
