"""docs/catalog-guide.md says what is true: its fields are the model's, its example is a good entry."""

import json
import re
from pathlib import Path
from typing import Final

import pytest
import typer.main
from pydantic import BaseModel
from typer.core import TyperGroup

from bot.cli import app
from bot.cli.sampling import failing_samples
from catalog.lint import lint
from catalog.loader import SHIPPED, load_catalog
from catalog.model import Entry, Family, Playbook, Variant
from catalog.recognition import Recogniser
from catalog.sources import read_sources
from catalog.yaml_source import parse_document

ROOT: Final = Path(__file__).parents[1]
GUIDE: Final = (ROOT / "docs" / "catalog-guide.md").read_text(encoding="utf-8")
TABLES: Final[dict[str, type[BaseModel]]] = {
    "The fields of an entry": Entry,
    "Variants": Variant,
    "Families": Family,
    "Playbooks": Playbook,
}


def section(heading: str) -> str:
    """What stands under a heading that begins so."""
    return re.split(rf"^## {heading}.*$", GUIDE, flags=re.MULTILINE)[1].split("\n## ")[0]


def blocks(language: str, text: str = GUIDE) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("heading", TABLES)
def test_a_table_explains_every_field_of_its_model(heading: str) -> None:
    explained = re.findall(r"^\| `(\w+)` \| \S", section(heading), re.MULTILINE)
    assert len(explained) == len(set(explained))
    assert set(explained) == set(TABLES[heading].model_fields)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder with the entry that the guide shows."""
    (written,) = [block for block in blocks("yaml") if block.startswith("id: ")]
    path = tmp_path / "entries" / "account" / "AADSTS123456.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(written, encoding="utf-8")
    return tmp_path


def test_the_finished_entry_is_without_problems(own: Path) -> None:
    assert [str(problem) for problem in lint(SHIPPED, own) if problem.path.is_relative_to(own)] == []


def test_the_finished_entry_passes_its_samples(own: Path) -> None:
    entry = read_sources(SHIPPED, own).entries["AADSTS123456"]
    recogniser = Recogniser(load_catalog(SHIPPED, own))
    assert [str(problem) for problem in failing_samples(entry, recogniser)] == []


def test_the_variants_are_variants() -> None:
    (written,) = blocks("yaml", section("Variants"))
    data = parse_document(Path("guide"), written.encode()).data
    assert data is not None
    assert [Variant.model_validate(variant).changes() for variant in data["variants"]]


def test_the_editor_is_pointed_at_schemas_that_exist() -> None:
    settings = json.loads(blocks("json", section("Completion"))[0])
    for schema, pattern in settings["yaml.schemas"].items():
        assert (ROOT / schema).is_file()
        assert list(ROOT.glob(f"catalog/{pattern.removeprefix('**/')}"))


def test_every_command_exists() -> None:
    command = typer.main.get_command(app)
    assert isinstance(command, TyperGroup)
    catalog = command.commands["catalog"]
    assert isinstance(catalog, TyperGroup)
    known = set(command.commands) | {f"catalog {name}" for name in catalog.commands}
    used = set(re.findall(r"reconnect ((?:catalog )?[a-z]+)", "\n".join(blocks("console"))))
    assert used <= known
    assert {f"catalog {name}" for name in ("new", "lint", "test", "site")} <= used


def test_the_picture_is_small() -> None:
    assert (ROOT / "docs" / "images" / "catalog-site.png").stat().st_size < 200_000
