"""What a start reads, and what it leaves for later."""

import subprocess
import sys
from pathlib import Path

import pytest

_SLOW = {"alembic", "aiohttp", "botbuilder", "jinja2", "numpy", "sqlalchemy"}


def _read_by(program: str, folder: Path) -> set[str]:
    """The slow libraries that are in memory once a new interpreter has run ``program``."""
    said = f"{program}\nimport sys\nprint(*sys.modules, file=sys.stderr)"
    run = subprocess.run(
        [sys.executable, "-c", said], cwd=folder, capture_output=True, text=True, check=True, timeout=60
    )
    return _SLOW & set(run.stderr.split())


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (["explain", "AADSTS50076"], set()),
        (["explain", "AADSTS50076: you must use multi-factor authentication to access it"], {"numpy"}),
        (["catalog", "show", "AADSTS50076"], set()),
        (["setup-code", "--help"], {"sqlalchemy"}),
    ],
)
def test_a_command_reads_what_it_needs(words: list[str], wanted: set[str], tmp_path: Path) -> None:
    run = f"from bot.cli import app\napp({words!r}, standalone_mode=False)"
    assert _read_by(run, tmp_path) == wanted


def test_the_bot_starts_without_what_it_needs_later(tmp_path: Path) -> None:
    assert _read_by("import bot.cli.serve", tmp_path) == {"aiohttp", "botbuilder", "sqlalchemy"}
