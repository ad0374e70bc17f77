"""Microsoft's own Agents Toolkit checks and packs the manifest, as far as it does so without signing in."""

import asyncio
import json
import os
import shutil
from pathlib import Path
from typing import Any, Final

import pytest
import yaml
from jsonschema import Draft7Validator

from manifest import build_package
from tests.manifest.packages import APP_ID, DOMAIN, ROOT, unpacked

pytestmark = pytest.mark.e2e

MODULES: Final = ROOT / "tests/e2e/toolkit/node_modules"
_PATIENCE: Final = 120.0


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The manifest as the toolkit finds it, with the particulars of an installation."""
    if not (MODULES / ".bin" / "atk").exists():
        pytest.skip("Microsoft's Agents Toolkit is not installed; make toolkit installs it.")
    shutil.copytree(ROOT / "manifest", tmp_path / "manifest")
    shutil.copy(ROOT / "m365agents.yml", tmp_path)
    values = {"TEAMSFX_ENV": "dev", "TEAMS_APP_ID": APP_ID, "BOT_ID": APP_ID, "BOT_DOMAIN": DOMAIN}
    environment = tmp_path / "env"
    environment.mkdir()
    lines = [f"{name}={value}\n" for name, value in values.items()]
    environment.joinpath(".env.dev").write_text("".join(lines), encoding="utf-8")
    return tmp_path


async def atk(project: Path, *arguments: str) -> tuple[int, str]:
    """Run the toolkit; its exit code and all that it said."""
    process = await asyncio.create_subprocess_exec(
        MODULES / ".bin" / "atk",
        *arguments,
        *("--manifest-file", "manifest/manifest.json", "--env", "dev", "--telemetry", "false"),
        cwd=project,
        env={**os.environ, "CI": "true", "HOME": str(project)},
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    async with asyncio.timeout(_PATIENCE):
        said, _ = await process.communicate()
    return process.returncode or 0, said.decode()


async def test_the_toolkit_finds_nothing_wrong_with_the_manifest(project: Path) -> None:
    code, said = await atk(project, "validate")
    assert code == 0, said
    assert "All passed" in said


@pytest.mark.parametrize(
    ("file", "key"), [("manifest.json", "accentColor"), ("fr.json", "description.short")]
)
async def test_the_toolkit_would_find_something(project: Path, file: str, key: str) -> None:
    path = project / "manifest" / file
    broken: dict[str, Any] = {**json.loads(path.read_text(encoding="utf-8")), key: ""}
    path.write_text(json.dumps(broken), encoding="utf-8")
    code, said = await atk(project, "validate")
    assert code != 0 or "All passed" not in said, said


async def test_the_toolkit_packs_what_we_pack(project: Path) -> None:
    packing = ("--output-package-file", "dist/reconnect.zip", "--output-folder", "dist")
    code, said = await atk(project, "package", *packing)
    assert code == 0, said
    theirs = unpacked((project / "dist/reconnect.zip").read_bytes())
    ours = unpacked(build_package(APP_ID, DOMAIN))
    assert theirs.keys() == ours.keys()
    for name, content in ours.items():
        is_text = name.endswith(".json")
        assert (json.loads(theirs[name]) if is_text else theirs[name]) == (
            json.loads(content) if is_text else content
        )


def test_the_toolkit_understands_its_file(project: Path) -> None:
    read = yaml.safe_load((project / "m365agents.yml").read_text(encoding="utf-8"))
    schemas = MODULES / "@microsoft/teamsfx-core/resource/yaml-schema"
    schema = json.loads((schemas / read["version"] / "yaml.schema.json").read_text(encoding="utf-8"))
    assert [error.message for error in Draft7Validator(schema).iter_errors(read)] == []
