"""The image: what its Dockerfile says, and that its steps make something that runs."""

import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from bot.settings import PREFIX, Settings
from tests.deploy.image import ROOT, Image, build, instructions
from tests.ports import free_port

STEPS: Final = instructions()
HADOLINT: Final = Path(sys.executable).with_name("hadolint")


def values(kind: str) -> list[str]:
    return [step["value"] for step in STEPS if step["instruction"] == kind]


def test_hadolint_finds_nothing() -> None:
    done = subprocess.run(
        [HADOLINT, "--format", "json", ROOT / "Dockerfile"], capture_output=True, text=True, check=False
    )
    assert json.loads(done.stdout) == []


def test_the_process_is_no_root_and_gets_signals_itself() -> None:
    user, _, group = values("USER")[-1].partition(":")
    assert int(user) > 0
    assert int(group) > 0
    for kind in ("ENTRYPOINT", "CMD"):
        assert isinstance(json.loads(values(kind)[-1]), list), f"{kind} would start a shell"


def test_dependencies_are_installed_by_their_hashes_alone() -> None:
    installs = [command for step in values("RUN") for command in step.split("&&") if "pip install" in command]
    assert len(installs) == 2
    for command in installs:
        is_ours = "--no-deps" in command and "--no-build-isolation" in command
        assert is_ours or "--require-hashes --requirement requirements.lock" in command


def test_every_folder_of_the_program_gets_in_and_nothing_else() -> None:
    copied = {source for value in values("COPY") if "--from" not in value for source in value.split()[:-1]}
    allowed = re.findall(r"^!(\S+)$", (ROOT / ".dockerignore").read_text("utf-8"), re.MULTILINE)
    assert copied == set(allowed)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    packages = project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
    locks = {"requirements.lock", "requirements-otel.lock"}
    assert {*packages, *locks, "pyproject.toml", "README.md", "LICENSE"} == copied


def test_its_settings_are_settings() -> None:
    names = set(re.findall(rf"({PREFIX}\w+)=", " ".join(values("ENV"))))
    assert names
    assert names <= {f"{PREFIX}{name.upper()}" for name in Settings.model_fields}


@pytest.fixture(scope="module")
def image() -> Iterator[Image]:
    folder = Path(tempfile.mkdtemp(prefix="reconnect-image-"))
    yield build(folder)
    shutil.rmtree(folder)


def everything(image: Image) -> dict[Path, tuple[int, int]]:
    """Each file of the image outside its volumes, with its size and the time it was written."""
    held = [Path(image.here(volume)) for volume in image.volumes]
    return {
        path: (path.lstat().st_size, path.lstat().st_mtime_ns)
        for path in image.folder.rglob("*")
        if not any(path == volume or volume in path.parents for volume in held)
    }


def test_its_steps_make_a_bot_that_runs_and_stops(image: Image) -> None:
    """Without a container: an engine, the base image and its other commands are not part of this."""
    before = everything(image)
    variables = image.environment(RECONNECT_HOST="127.0.0.1", RECONNECT_PORT=str(free_port()))
    folder = image.here(image.workdir)
    program = shutil.which(image.entrypoint[0], path=variables["PATH"])
    assert program is not None
    assert Path(program).is_relative_to(image.folder)
    log = image.folder.parent / "said"
    with log.open("wb") as said:
        process = subprocess.Popen(
            [program, *image.entrypoint[1:], *image.command],
            cwd=folder,
            env=variables,
            stdout=said,
            stderr=said,
        )
    try:
        while not is_healthy(image, variables):
            assert process.poll() is None, log.read_text(encoding="utf-8")
            time.sleep(0.2)
    finally:
        process.terminate()
        assert process.wait(60) == 0
    assert not is_healthy(image, variables)
    assert list(Path(image.here("/data")).glob("reconnect.sqlite3"))
    assert everything(image) == before, "something is written outside the volume"


def is_healthy(image: Image, variables: dict[str, str]) -> bool:
    done = subprocess.run(image.health, env=variables, capture_output=True, timeout=120, check=False)
    return done.returncode == 0


def test_without_credentials_it_does_not_listen_to_the_world(image: Image) -> None:
    done = subprocess.run(
        [shutil.which("reconnect", path=image.environment()["PATH"]) or "", *image.command],
        cwd=image.here(image.workdir),
        env=image.environment(),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode != 0
    assert "RECONNECT_APP_ID" in done.stderr


def test_there_is_no_installer_in_it(image: Image) -> None:
    programs = {path.name for path in Path(image.here("/opt/reconnect/bin")).iterdir()}
    assert {"python", "reconnect"} <= programs
    assert not any(name.startswith("pip") for name in programs)
