"""The documentation says what is true: every command, option, setting and target is documented."""

import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer.main
from typer.core import TyperCommand, TyperGroup

from bot.cli import app
from bot.settings import PREFIX, Settings
from cards.wording import wording
from catalog.language import LANGUAGES

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCS = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "CHANGELOG.md",
    *sorted((ROOT / "docs").rglob("*.md")),
]


def commands(group: TyperGroup, path: str) -> Iterator[tuple[str, TyperCommand]]:
    """Every command that can be typed, with its path."""
    for name, command in group.commands.items():
        if isinstance(command, TyperGroup):
            yield from commands(command, f"{path} {name}")
        elif isinstance(command, TyperCommand):
            yield f"{path} {name}", command


ROOT_COMMAND = typer.main.get_command(app)
assert isinstance(ROOT_COMMAND, TyperGroup)
COMMANDS = dict(commands(ROOT_COMMAND, "reconnect"))


@pytest.mark.parametrize("path", COMMANDS)
def test_a_command_is_documented_and_explains_itself(path: str) -> None:
    assert f"`{path}" in README
    command = COMMANDS[path]
    assert command.help
    undocumented = [option.name for option in command.params if not getattr(option, "help", None)]
    assert undocumented == []


def test_no_documented_command_is_gone() -> None:
    documented = {match.strip() for match in re.findall(r"`(reconnect(?: [a-z][a-z-]*)+)", README)}
    assert {name for name in documented if name not in COMMANDS} == set()


def settings_table() -> dict[str, tuple[str, str]]:
    rows = re.findall(r"^\| `(RECONNECT_\w+)` \| (.*?) ?\| (.*?) \|$", README, re.MULTILINE)
    return {name: (default.strip("` "), meaning) for name, default, meaning in rows}


def test_the_table_of_settings_is_that_of_the_code() -> None:
    expected = {}
    for name, field in Settings.model_fields.items():
        default = field.get_default()
        shown = "" if not default or "Secret" in type(default).__name__ else str(default)
        expected[f"{PREFIX}{name.upper()}"] = (shown, field.description)
    assert settings_table() == expected


def test_every_make_target_is_documented() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z0-9-]+):.*## ", makefile, re.MULTILINE)) - {"chat"}
    texts = README + (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert {target for target in targets if f"make {target}" not in texts} == set()
    assert {name for name in re.findall(r"`make ([a-z0-9-]+)`", texts) if name not in targets} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_typed_command_is_documented(language: str) -> None:
    words = wording("fr" if language == "fr" else "en")
    documented = README.replace("\u00a0", " ")
    assert [text for text in words.commands if f"`{text}`" not in documented] == []


@pytest.mark.parametrize("path", DOCS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_between_documents_lead_somewhere(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    links = re.findall(r"\]\((?!https?://|#)([^)#]+)", text)
    assert [link for link in links if not (path.parent / link).exists()] == []


def test_named_tests_and_files_exist() -> None:
    named = {
        name
        for path in DOCS
        for name in re.findall(
            r"`((?:tests|catalog|cards|dialogs|bot|docs)/[\w./-]+\.\w+)`", path.read_text("utf-8")
        )
    }
    assert {name for name in named if not (ROOT / name).exists()} == set()


def test_the_tests_of_the_documentation_see_something() -> None:
    """Guards the checks above against looking at nothing."""
    assert len(COMMANDS) >= 7
    assert len(settings_table()) == len(Settings.model_fields)
    assert inspect.getdoc(Settings)
