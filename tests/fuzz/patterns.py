"""Every regular expression of the product, found as Python compiles it: ``python -m tests.fuzz.patterns``.

A fresh process watches ``re`` while it imports every module and runs the functions that compile
expressions of their own, and prints what it saw as JSON. The sources tell where expressions are made, so
that one which was not seen is noticed.
"""

import ast
import importlib
import json
import pkgutil
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).parents[2]
PACKAGES: Final = ("bot", "cards", "catalog", "dialogs", "manifest")
_MAKING: Final = frozenset(
    ("compile", "search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer")
)
_ANCHORED: Final = frozenset(("match", "fullmatch"))
_RUN: Final = ("bot.__main__", "bot.store.migrations")
"""What runs as it is imported, and is left to those who run it."""


@dataclass(frozen=True, slots=True, order=True)
class Site:
    """A line of the product that makes an expression, by the path below the root."""

    path: str
    line: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


@dataclass(frozen=True, slots=True)
class Found:
    """An expression that the product made at ``site``."""

    site: Site
    source: str | bytes
    flags: int

    @property
    def pattern(self) -> re.Pattern[Any]:
        return re.compile(self.source, self.flags)


@cache
def found_patterns() -> tuple[Found, ...]:
    """Every expression that the product makes, each once."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.fuzz.patterns"], cwd=ROOT, check=True, capture_output=True, text=True
    )
    seen = {
        Found(Site(path, line), source.encode("latin-1") if is_bytes else source, flags)
        for path, line, source, is_bytes, flags in json.loads(done.stdout)
    }
    seen.update(found for found in _written_out() if found.site not in {one.site for one in seen})
    return tuple(sorted(seen, key=lambda found: (found.site, str(found.source), found.flags)))


def _written_out() -> Iterator[Found]:
    """Expressions that stand as they are in a call within a function."""
    for path, tree in sources().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and _is_making(node.func) and node.args:
                source = node.args[0].value if isinstance(node.args[0], ast.Constant) else None
                if isinstance(source, str | bytes):
                    yield Found(Site(path, node.lineno), source, 0)


@cache
def sources() -> dict[str, ast.Module]:
    """The product's modules as syntax trees, by path."""
    paths = [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]
    return {path.relative_to(ROOT).as_posix(): ast.parse(path.read_text("utf-8")) for path in paths}


def making_sites() -> Iterator[tuple[str, range]]:
    """Each call of ``re`` that makes an expression: its module, and the lines it stands on."""
    for path, tree in sources().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and _is_making(node.func):
                yield path, range(node.lineno, (node.end_lineno or node.lineno) + 1)


def _is_making(called: ast.expr) -> bool:
    return (
        isinstance(called, ast.Attribute)
        and isinstance(called.value, ast.Name)
        and called.value.id == "re"
        and called.attr in _MAKING
    )


@cache
def _anchored_sites() -> frozenset[Site]:
    """Where expressions are made that are only ever held against the beginning of a text."""
    named: dict[str, list[Site]] = {}
    used: dict[str, set[str]] = {}
    for path, tree in sources().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.AnnAssign | ast.Assign) and isinstance(node.value, ast.Call):
                target = node.target if isinstance(node, ast.AnnAssign) else node.targets[0]
                if _is_making(node.value.func) and isinstance(target, ast.Name):
                    named.setdefault(f"{path} {target.id}", []).append(Site(path, node.value.lineno))
            elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                used.setdefault(f"{path} {node.value.id}", set()).add(node.attr)
    return frozenset(
        site for name, sites in named.items() if used.get(name) and used[name] <= _ANCHORED for site in sites
    )


def is_anchored(found: Found) -> bool:
    """Whether the product asks only if a text begins with it, so that no other place is tried."""
    return found.site in _anchored_sites()


def _watch() -> list[tuple[str, int, str, bool, int]]:
    """Make ``re`` tell what it compiles for the product from now on."""
    seen: list[tuple[str, int, str, bool, int]] = []
    original: Any = vars(re)["_compile"]

    def compiling(pattern: Any, flags: Any) -> Any:
        made = original(pattern, flags)
        frame = sys._getframe(1)
        while frame.f_back and frame.f_code.co_filename == re.__file__:
            frame = frame.f_back
        path = Path(frame.f_code.co_filename)
        if path.is_relative_to(ROOT) and path.relative_to(ROOT).parts[0] in PACKAGES:
            source = made.pattern.decode("latin-1") if isinstance(made.pattern, bytes) else made.pattern
            place = path.relative_to(ROOT).as_posix()
            flags = made.flags & ~re.DEBUG
            seen.append((place, frame.f_lineno, source, isinstance(made.pattern, bytes), flags))
        return made

    vars(re)["_compile"] = compiling
    return seen


def _import_all() -> None:
    for package in PACKAGES:
        module = importlib.import_module(package)
        for info in pkgutil.walk_packages(module.__path__, f"{package}."):
            if not info.name.startswith(_RUN):
                importlib.import_module(info.name)


def _run_what_compiles() -> None:
    """Call the functions that make expressions as they go."""
    bot = {"id": "28:bot", "name": "Helper"}
    mention = {"type": "mention", "text": "<at>Helper</at>", "mentioned": bot}
    html = {"contentType": "text/html", "content": "<at>Helper</at> hello"}
    body = message("<at>Helper</at> hello", entities=[mention], attachments=[html])
    translate(body, read_envelope(body))
    Recogniser(small_catalog())
    assert all(pattern.expression for pattern in PATTERNS)


if __name__ == "__main__":
    watched = _watch()
    _import_all()
    from bot.teams.envelope import read_envelope
    from bot.teams.inbound import translate
    from catalog.recognition import Recogniser
    from catalog.secret_patterns import PATTERNS
    from tests.fakes.activities import message
    from tests.small_catalog import small_catalog

    _run_what_compiles()
    json.dump(watched, sys.stdout)
