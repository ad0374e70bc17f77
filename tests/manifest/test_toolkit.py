"""m365agents.yml, for Microsoft's Agents Toolkit."""

from typing import Any

import pytest
import yaml

from tests.manifest.packages import ROOT


@pytest.fixture(scope="module")
def steps() -> list[dict[str, Any]]:
    read = yaml.safe_load((ROOT / "m365agents.yml").read_text(encoding="utf-8"))
    return [*read["provision"], *read["publish"]]


def test_every_name_that_the_manifest_needs_is_given(steps: list[dict[str, Any]]) -> None:
    written = {name for step in steps for name in step.get("writeToEnvironmentFile", {}).values()}
    template = (ROOT / "manifest/manifest.json").read_text(encoding="utf-8")
    needed = {part.split("}}")[0] for part in template.split("${{")[1:]}
    assert needed - written == {"BOT_DOMAIN"}, "the person gives the domain, the toolkit the rest"


def test_the_registration_is_for_one_tenant(steps: list[dict[str, Any]]) -> None:
    [made] = [step for step in steps if step["uses"] == "aadApp/create"]
    assert made["with"]["signInAudience"] == "AzureADMyOrg"


def test_the_manifest_is_found(steps: list[dict[str, Any]]) -> None:
    named = [step["with"]["manifestPath"] for step in steps if "manifestPath" in step["with"]]
    assert named
    assert all((ROOT / name).is_file() for name in named)
