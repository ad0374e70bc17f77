"""Inputs made by atheris, which looks where each one leads: nothing is raised, whatever they are."""

import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.fuzz.counting import GUIDED, IS_FULL, made
from tests.fuzz.patterns import ROOT


@pytest.mark.skipif(find_spec("atheris") is None, reason="atheris is not made for this Python or machine.")
@pytest.mark.parametrize("target", GUIDED)
def test_nothing_is_raised(target: str, tmp_path: Path) -> None:
    runs = GUIDED[target] if IS_FULL else GUIDED[target] // 50
    program = [sys.executable, "-m", "tests.fuzz.guided", target, str(runs), str(tmp_path)]
    done = subprocess.run(program, cwd=ROOT, capture_output=True, text=True, check=False)
    told = done.stderr[-3_000:]
    assert done.returncode == 0, told
    counted = re.search(r"Done (\d+) runs? in|Done (\d+) in", told)
    assert counted, told
    count = int(counted[1] or counted[2])
    assert count >= runs
    made[f"guided: {target}"] = count
