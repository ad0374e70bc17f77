"""The manifest and its French texts, held to Microsoft's own schemas."""

import json
from typing import Any

import pytest
from jsonschema import Draft4Validator

from tests.manifest.packages import FRENCH, MANIFEST, ROOT

SCHEMAS = ROOT / "node_modules/@microsoft/app-manifest/build/json-schemas/teams"


def schema(name: str, version: str = MANIFEST["manifestVersion"]) -> dict[str, Any]:
    path = SCHEMAS / f"v{version}" / f"MicrosoftTeams{name}.schema.json"
    if not path.is_file():
        pytest.skip("Microsoft's schemas are not installed; npm ci installs them.")
    read: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return read


def problems(document: dict[str, Any], held_to: dict[str, Any]) -> list[str]:
    found = Draft4Validator(held_to).iter_errors(document)
    return [f"{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}" for error in found]


def test_the_manifest_is_as_its_schema_says() -> None:
    assert problems(MANIFEST, schema("")) == []


def test_the_french_texts_are_as_their_schema_says() -> None:
    assert problems(FRENCH, schema(".Localization")) == []


def test_the_schemas_see_mistakes() -> None:
    assert problems({**MANIFEST, "id": "reconnect"}, schema(""))
    assert problems({**MANIFEST, "surprise": 1}, schema(""))
    assert problems({**FRENCH, "name.short": ""}, schema(".Localization"))
    assert problems({**FRENCH, "bots[0].commandLists[3].commands[0].title": "x"}, schema(".Localization"))


def test_the_schema_is_the_newest_that_is_published() -> None:
    schema("")
    published = [folder.name.removeprefix("v") for folder in SCHEMAS.glob("v1.*")]
    newest = max(published, key=lambda version: [int(part) for part in version.split(".")])
    assert MANIFEST["manifestVersion"] == newest
    assert f"/teams/v{newest}/" in MANIFEST["$schema"]
    assert f"/teams/v{newest}/" in FRENCH["$schema"]
