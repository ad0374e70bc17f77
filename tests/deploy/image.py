"""Carries out the Python steps of a Dockerfile without a container, in a folder that stands in for it."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from dockerfile_parse import DockerfileParser

ROOT: Final = Path(__file__).parents[2]
_ROOTED: Final = re.compile(r"(?<![\w.])/(opt|build|data)\b")
"""The image's own folders, wherever a command or a variable names them."""
_PYTHON: Final = re.compile(r"^(\S*/)?(python|pip)\b")


@dataclass(slots=True)
class Image:
    """What the steps have made of ``folder``, which stands in for the image's ``/``."""

    folder: Path
    variables: dict[str, str] = field(default_factory=dict)
    workdir: str = "/"
    user: str = "root"
    volumes: list[str] = field(default_factory=list)
    entrypoint: list[str] = field(default_factory=list)
    command: list[str] = field(default_factory=list)
    health: list[str] = field(default_factory=list)

    def here(self, text: str) -> str:
        """The text with the image's folders replaced by those that stand in for them."""
        return _ROOTED.sub(lambda match: f"{self.folder}/{match[1]}", text)

    def environment(self, **more: str) -> dict[str, str]:
        """What a process of the image sees: nothing of this one but what finds programs and packages."""
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("RECONNECT_")}
        own = {name: self.here(value) for name, value in self.variables.items()}
        return {**inherited, **own, **more}


def instructions(path: Path = ROOT / "Dockerfile") -> list[dict[str, Any]]:
    """Each instruction as ``instruction`` and ``value``, comments left out."""
    with path.open("rb") as file:
        structure = DockerfileParser(fileobj=file).structure
    return [step for step in structure if step["instruction"] != "COMMENT"]


def build(folder: Path) -> Image:
    """Carry out every stage; commands that are not Python's are left out. Raises CalledProcessError."""
    stages: dict[str, Image] = {}
    image = Image(folder)
    for step in instructions():
        kind, value = step["instruction"], step["value"]
        if kind == "FROM":
            name = value.rpartition(" AS ")[2] if " AS " in value else "final"
            image = stages[name] = Image(folder / name)
        elif kind == "COPY":
            _copy(image, value, stages)
        elif kind == "RUN":
            _run(image, value)
        else:
            _note(image, kind, value)
    return image


def _note(image: Image, kind: str, value: str) -> None:
    match kind:
        case "ENV":
            for name, text in re.findall(r"(\w+)=(\S+)", value):
                image.variables[name] = text.replace(f"${name}", os.environ.get(name, ""))
        case "WORKDIR":
            image.workdir = value
            Path(image.here(value)).mkdir(parents=True, exist_ok=True)
        case "USER":
            image.user = value
        case "VOLUME":
            image.volumes.append(value)
        case "ENTRYPOINT":
            image.entrypoint = json.loads(value)
        case "CMD":
            image.command = json.loads(value)
        case "HEALTHCHECK":
            image.health = json.loads(value.partition("CMD ")[2])


def _copy(image: Image, value: str, stages: Mapping[str, Image]) -> None:
    *sources, target = value.split()
    came = stages[sources.pop(0).removeprefix("--from=")] if sources[0].startswith("--from=") else None
    into = Path(image.here(target if target.startswith("/") else f"{image.workdir}/{target}"))
    for source in sources:
        path = Path(came.here(source)) if came else ROOT / source
        goal = into / path.name if target.endswith("/") else into
        goal.parent.mkdir(parents=True, exist_ok=True)
        if came:
            shutil.move(path, goal)  # nobody looks into the earlier stage again
            _move_home(goal, str(came.folder), str(image.folder))
        elif path.is_dir():
            shutil.copytree(path, goal, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(path, goal)


def _move_home(folder: Path, old: str, new: str) -> None:
    """In the image the folder keeps its path from stage to stage; here it changes, and scripts name it."""
    for script in (folder / "bin").iterdir():
        if script.is_file() and not script.is_symlink():
            script.write_bytes(script.read_bytes().replace(old.encode(), new.encode()))


def _run(image: Image, value: str) -> None:
    if not _PYTHON.match(value):
        return
    shell = image.here(value).replace("python -m venv", f"{sys.executable} -m venv")
    folder = Path(image.here(image.workdir)) if image.workdir != "/" else image.folder
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run(["sh", "-ec", shell], cwd=folder, env=image.environment(), check=True, timeout=1200)
