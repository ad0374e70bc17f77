"""Whatever lies in an operator's folder: a catalog, or problems that say where; never an exception."""

import json
import random
import re
from pathlib import Path
from typing import Any, Final

import pytest
import yaml
from hypothesis import strategies as st

from catalog.catalog import Catalog
from catalog.lint import lint
from catalog.loader import SHIPPED, CatalogError, load_catalog
from catalog.problems import Problem
from catalog.yaml_source import MAX_BYTES
from dialogs.knowledge import Knowledge
from tests.fuzz.counting import exercise
from tests.fuzz.texts import VALUES, lines_of, texts

_ENTRY: Final = "entries/multifactor/AADSTS50076.yaml"
_PLAYBOOK: Final = "playbooks/reauthenticate.yaml"
_FAMILY: Final = "families/second-step.yaml"


def _good_entry() -> str:
    """A shipped entry that needs one playbook only."""
    data: dict[str, Any] = yaml.safe_load((SHIPPED / _ENTRY).read_text("utf-8"))
    kept = {name: value for name, value in data.items() if name not in ("unhelpful", "variants", "family")}
    return yaml.safe_dump({**kept, "remedies": ["reauthenticate"]}, allow_unicode=True, sort_keys=False)


_GOOD: Final = {
    _ENTRY: _good_entry(),
    _PLAYBOOK: (SHIPPED / _PLAYBOOK).read_text("utf-8"),
    _FAMILY: "id: second-step\nfirst: AADSTS50076\ndiffers:\n  en: Others wait.\n  fr: D’autres attendent.\n",
}
_DATA: Final[dict[str, dict[str, Any]]] = {text: yaml.safe_load(text) for text in _GOOD.values()}
_BOMB: Final = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{one}: &{one} [{','.join([f'*{before}'] * 9)}]\n"
    for before, one in zip("abcdefgh", "bcdefghi", strict=True)
)
_TRAPS: Final = (
    _BOMB,
    "&a a: *a\n",
    "id: !!python/object/apply:os.system ['true']\n",
    "id: !!python/name:os.system\n",
    "!!set {a, b}\n",
    "id: !!binary aGVsbG8=\n",
    "<<: {id: AADSTS50076}\n",
    "? [a, b]\n: c\n",
    "? {a: b}\n: c\n",
    "--- a\n--- b\n",
    "%YAML 1.1\n---\nid: yes\n",
    "%TAG ! tag:evil,2000:\n---\nid: !x y\n",
    "id: |\n" + "  x\n" * 2_000,
    "[" * 5_000,
    "{" * 5_000,
    "a: " * 3_000,
    "- " * 3_000,
    "'" * 3_000,
    "id: 'never ends\n",
    "\ufeffid: x\n",
    "id: \x00\n",
    "id: 0x41\nseverity: 1e400\n",
    "id: [" + "9" * 5_000 + "]\n",
    "\t- x\n",
    "x" * (MAX_BYTES + 10),
    "id: x\r\nid: y\rname: z\u2028\n",
    "",
    "\n\n\n",
    "# nothing\n",
    "---\n...\n",
    "null\n",
    "-1\n",
)


@st.composite
def overrides(draw: st.DrawFn) -> dict[str, bytes]:
    """A folder: files of ours, bent; traps; or anything that YAML can say."""
    places = draw(st.lists(st.sampled_from(sorted(_GOOD)), min_size=1, max_size=2, unique=True))
    return {place: draw(_files(_GOOD[place])) for place in places}


@st.composite
def _files(draw: st.DrawFn, good: str) -> bytes:
    kind = draw(st.integers(0, 6))
    if kind == 0:
        return draw(st.sampled_from(_TRAPS)).encode()
    if kind == 1:
        return draw(st.binary(max_size=200))
    if kind == 2:  # lines taken out, doubled, or changed for others
        chance = random.Random(draw(st.integers(0, 2**32)))
        lines = good.splitlines()
        for _ in range(draw(st.integers(1, 4))):
            at = chance.randrange(len(lines))
            lines[at : at + 1] = chance.choice(([], [lines[at]] * 2, [chance.choice(lines)], [lines[at][1:]]))
            lines = lines or [""]
        return "\n".join(lines).encode()
    if kind == 3:  # a trap behind a field
        field = draw(st.sampled_from(sorted(set(re.findall(r"^\w+:", good, re.MULTILINE)))))
        return good.replace(f"\n{field}", f"\n{field} {draw(st.sampled_from(_TRAPS))}\nx", 1).encode()
    if kind == 4:
        at = draw(st.integers(0, len(good)))
        return good[:at].encode() + draw(st.binary(max_size=6)) + good[at:].encode()
    data = dict(_DATA[good])
    for name in draw(st.lists(st.sampled_from(sorted(data)), min_size=1, max_size=3)):
        data[name] = _bent(draw, data[name], is_text=kind == 5)
    return json.dumps(data).encode()  # which is YAML too


def _bent(draw: st.DrawFn, value: Any, *, is_text: bool) -> Any:
    """Other words in the same places, or something else altogether."""
    if not is_text:
        return draw(VALUES)
    if isinstance(value, dict):
        return {name: _bent(draw, inner, is_text=True) for name, inner in value.items()}
    if isinstance(value, list):
        return [_bent(draw, inner, is_text=True) for inner in value]
    return draw(texts()).replace("\x00", "") if isinstance(value, str) and " " in value else value


def _read(folder: Path) -> Catalog | CatalogError:
    try:
        return load_catalog(folder)
    except CatalogError as error:
        return error


def _check_problems(problems: tuple[Problem, ...], folder: Path) -> None:
    for problem in problems:
        assert problem.path.is_relative_to(folder), problem
        lines = lines_of(problem.path.read_bytes()) if problem.path.is_file() else 1
        assert 1 <= problem.line <= lines + 1, problem
        assert problem.message
        assert re.match(r".+:\d+: (error|warning): .", str(problem)), problem
        assert len(str(problem)) < 2_000


def test_any_override_is_read_or_refused_with_its_line(tmp_path: Path) -> None:
    outcomes = {"read": 0, "refused": 0}
    folder = tmp_path / "own"

    def check(files: dict[str, bytes]) -> None:
        for place in _GOOD:
            (folder / place).parent.mkdir(parents=True, exist_ok=True)
            (folder / place).write_bytes(files.get(place, _GOOD[place].encode()))
        if _FAMILY not in files:
            (folder / _FAMILY).unlink()
        found = _read(folder)
        outcomes["refused" if isinstance(found, CatalogError) else "read"] += 1
        if isinstance(found, CatalogError):
            assert found.problems
            _check_problems(found.problems, folder)
        else:
            Knowledge.of(found)
        _check_problems(tuple(lint(folder)), folder)

    exercise("overrides", overrides(), check)
    assert min(outcomes.values()) > 0, outcomes


@pytest.mark.parametrize("trap", _TRAPS, ids=range(len(_TRAPS)))
def test_each_trap_is_a_problem_with_its_line(trap: str, tmp_path: Path) -> None:
    path = tmp_path / "entries/multifactor/AADSTS50076.yaml"
    path.parent.mkdir(parents=True)
    path.write_bytes(trap.encode())
    found = _read(tmp_path)
    assert isinstance(found, CatalogError)
    _check_problems(found.problems, tmp_path)
