"""The operator's guide names only what there is: files, settings, commands, checks, log lines, figures."""

import ast
import re
from pathlib import Path
from typing import Final

import typer.main
from typer.core import TyperGroup

from bot.cli import app
from bot.settings import PREFIX, Settings
from tests.deploy.test_compose import EXAMPLE, SERVICES

ROOT: Final = Path(__file__).parents[1]
GUIDE: Final = (ROOT / "docs/operators-guide.md").read_text(encoding="utf-8")
CAUSES: Final = re.findall(
    r"^\| (.+?) \| (.+?) \| (.+?) \| (.+?) \|$", GUIDE.partition("<!-- causes")[2], re.MULTILINE
)[2:]


def literals(*folders: str) -> str:
    """Every string that stands in the code of these folders."""
    paths = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    nodes = [node for path in paths for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))]
    found = [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return "\n".join(found)


def test_every_file_named_is_there() -> None:
    named = set(re.findall(r"`((?:deploy|docs|tests)/[\w./-]*|Dockerfile)`", GUIDE))
    assert {"Dockerfile", "deploy/compose.yaml", "deploy/azure/main.bicep"} <= named
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_every_setting_named_is_one() -> None:
    named = set(re.findall(rf"{PREFIX}[A-Z_]+", GUIDE))
    assert len(named) > 8
    assert named <= {f"{PREFIX}{name.upper()}" for name in Settings.model_fields}


def test_every_command_named_is_one() -> None:
    group = typer.main.get_command(app)
    assert isinstance(group, TyperGroup)
    named = set(re.findall(r"(?<=[` /1\"])reconnect ([a-z][a-z-]+)", GUIDE))
    assert {"doctor", "serve", "setup-code", "manifest"} <= named
    assert named - set(group.commands) == set()
    options = set(re.findall(r"reconnect doctor (--[\w-]+)", GUIDE))
    known = {name for parameter in group.commands["doctor"].params for name in parameter.opts}
    assert options
    assert options <= known


def test_every_service_named_is_in_the_compose_file() -> None:
    named = set(re.findall(r"docker compose (?:exec|restart|stop|start)(?: -T)? ([a-z][\w-]*)", GUIDE))
    assert named
    assert named <= set(SERVICES)
    assert {"RECONNECT_APP_PASSWORD", "POSTGRES_PASSWORD"} <= set(EXAMPLE)


def test_what_doctor_shows_of_a_cause_is_a_check_of_doctors() -> None:
    assert len(CAUSES) > 15
    shown = {name for _, doctor, _, _ in CAUSES for name in re.findall(r"\*\*(\w+)\*\*", doctor)}
    strings = literals("bot/doctor").splitlines()
    assert shown
    assert [name for name in shown if name not in strings] == []


def test_what_the_log_shows_of_a_cause_is_written_somewhere() -> None:
    strings = literals("bot")
    quoted = {
        text
        for _, doctor, log, _ in CAUSES
        for text in re.findall(r"`([^`]+)`", f"{doctor} {log}")
        if not text.startswith(("reconnect", "path:line", "AADSTS"))
    }
    assert {"call refused", "caller not authentic", "credential"} <= quoted
    assert [text for text in quoted if text not in strings] == []


def test_every_check_of_doctors_is_in_the_table() -> None:
    subjects = set()
    for path in (ROOT / "bot/doctor").glob("*.py"):
        subjects |= set(re.findall(r'Finding\(\s*"(\w+)"', path.read_text(encoding="utf-8")))
    shown = {name for _, doctor, _, _ in CAUSES for name in re.findall(r"\*\*(\w+)\*\*", doctor)}
    assert subjects - shown == {"Python"}  # too old a Python does not get as far


def test_the_figures_are_those_that_were_measured() -> None:
    measured = (ROOT / "docs/performance.md").read_text(encoding="utf-8")
    turns = re.search(r"^\| Reconnect, Entra at once \| ([\d,]+) ", measured, re.MULTILINE)
    memory = re.findall(r"^\| [\d,]+ \| ([\d.]+) MB \|$", measured, re.MULTILINE)
    assert turns
    assert memory
    claimed_turns = re.search(r"more than (\d+) turns a second", GUIDE)
    claimed_memory = re.search(r"less than (\d+) MB", GUIDE)
    assert claimed_turns
    assert claimed_memory
    assert int(claimed_turns[1]) < int(turns[1].replace(",", ""))
    assert int(claimed_memory[1]) > max(map(float, memory))
