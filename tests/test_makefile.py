"""The Makefile: what it offers, and what it does on machines that lack something."""

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[1]
TEXT: Final = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS: Final = re.findall(r"^\.PHONY: (\S+)$", TEXT, re.MULTILINE)
_PINNED: Final = re.compile(r"^([a-z0-9.\-]+)(?:\[[^]]+])?==(\S+)", re.MULTILINE)

pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")


def make(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["make", "--no-print-directory", *arguments],
        cwd=ROOT,
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.fixture
def without_node(tmp_path: Path) -> str:
    """A search path with what every machine has."""
    for name in ("sh", "awk", "make", "touch", "rm"):
        found = shutil.which(name)
        assert found, name
        (tmp_path / name).symlink_to(found)
    return str(tmp_path)


def test_every_target_is_in_the_help() -> None:
    offered = re.findall(r"^  make (\S+) +\S", make("help").stdout, re.MULTILINE)
    assert offered == TARGETS
    assert {"setup", "run", "test", "e2e", "lint", "bench", "lock", "help"} <= set(offered)


def test_help_is_what_it_says_first() -> None:
    assert make().stdout == make("help").stdout


def test_without_node_the_chat_window_is_left_out(without_node: str) -> None:
    done = make("--dry-run", "--always-make", "chat", PATH=without_node)
    assert done.returncode == 0
    assert "npm" not in done.stdout


@pytest.mark.parametrize(
    ("target", "changed", "installed"),
    [
        ("setup", "requirements.lock", "requirements.lock"),
        ("setup", "pyproject.toml", "--editable ."),
        ("test", "requirements-dev.lock", "requirements-dev.lock"),
        ("test", "requirements.lock", "requirements-dev.lock"),
        ("bench", "requirements-bench.lock", "requirements-bench.lock"),
        ("node_modules/.installed", "package-lock.json", "npm ci"),
    ],
)
def test_a_changed_lock_file_is_installed(target: str, changed: str, installed: str) -> None:
    assert installed in make("--dry-run", f"--what-if={changed}", target).stdout


def test_too_old_a_python_is_refused_in_a_sentence(tmp_path: Path) -> None:
    old = tmp_path / "python"
    old.write_text(
        "#!/bin/sh\n" + f'exec {shutil.which("python3")} -c "import sys; sys.version_info = (3, 10); $2"\n',
        encoding="utf-8",
    )
    old.chmod(0o755)
    done = make("setup", f"PYTHON={old}", f"VENV={tmp_path / 'venv'}")
    assert done.returncode != 0
    assert "Reconnect needs Python 3.11 or newer" in done.stderr
    assert not (tmp_path / "venv").exists()


@pytest.mark.parametrize("name", sorted(path.name for path in ROOT.glob("requirements*.lock")))
def test_lock_files_hold_names_versions_and_hashes_alone(name: str) -> None:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    known = re.compile(r"[a-z0-9.\-]+(\[[^]]+])?==\S+( ; .+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?|")
    assert [line for line in lines if not known.fullmatch(line)] == []


@pytest.mark.parametrize("name", ["package-lock.json", "tests/e2e/toolkit/package-lock.json"])
def test_lock_files_of_the_chat_window_name_no_address(name: str) -> None:
    assert "://" not in (ROOT / name).read_text(encoding="utf-8")


def test_development_uses_the_versions_that_people_run() -> None:
    run, traced, develop = (
        set(_PINNED.findall((ROOT / name).read_text(encoding="utf-8")))
        for name in ("requirements.lock", "requirements-otel.lock", "requirements-dev.lock")
    )
    assert run - traced == set()
    assert traced - develop == set()
