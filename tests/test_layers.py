"""Each folder knows only those above it, and each outside library has one home."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MAY_IMPORT = {
    "catalog": {"catalog"},
    "cards": {"catalog", "cards"},
    "dialogs": {"catalog", "cards", "dialogs"},
    "bot": {"catalog", "cards", "dialogs", "bot", "manifest"},
    "manifest": {"manifest"},
}
HOMES = {
    "botbuilder": "bot/teams",
    "botframework": "bot/teams",
    "sqlalchemy": "bot/store",
    "alembic": "bot/store",
    "aiohttp": "bot",
    "opentelemetry": "bot/telemetry",
    "prometheus_client": "bot/telemetry",
    "rapidfuzz": "catalog",
    "jinja2": "bot/site",
    "typer": "bot/cli",
    "rich": "bot/cli",
}


def imports(path: Path) -> Iterator[str]:
    """The first part of every module that ``path`` imports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name.split(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield (node.module or "").split(".")[0]


def modules(folder: str) -> list[Path]:
    return sorted((ROOT / folder).rglob("*.py"))


@pytest.mark.parametrize("folder", MAY_IMPORT)
def test_a_folder_imports_only_what_it_may_know(folder: str) -> None:
    found = {(path.relative_to(ROOT), name) for path in modules(folder) for name in imports(path)}
    assert {
        (str(path), name) for path, name in found if name in MAY_IMPORT and name not in MAY_IMPORT[folder]
    } == set()
    assert "tests" not in {name for _, name in found}


@pytest.mark.parametrize("library", HOMES)
def test_a_library_has_one_home(library: str) -> None:
    users = {
        path.relative_to(ROOT).as_posix()
        for folder in MAY_IMPORT
        for path in modules(folder)
        if library in set(imports(path))
    }
    assert users, f"nothing imports {library}: is it still needed?"
    assert {path for path in users if not path.startswith(f"{HOMES[library]}/")} == set()
