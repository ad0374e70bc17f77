from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from catalog.schema import entry_schema, playbook_schema, schema_files, write_schemas
from catalog.sources import SHIPPED
from tests.catalog.folders import ENTRY, PLAYBOOK, changed

SCHEMAS = {"entries": entry_schema(), "playbooks": playbook_schema()}


@pytest.mark.parametrize("schema", SCHEMAS.values(), ids=SCHEMAS)
def test_a_schema_is_valid(schema: dict[str, Any]) -> None:
    Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize(("name", "content"), schema_files().items())
def test_the_exported_schemas_are_up_to_date(name: str, content: str) -> None:
    assert (SHIPPED / name).read_text(encoding="utf-8") == content, "run `reconnect catalog schema`"


def test_schemas_are_written_where_asked(tmp_path: Any) -> None:
    paths = write_schemas(tmp_path)
    assert [path.name for path in paths] == list(schema_files())
    assert all(path.read_text(encoding="utf-8") == schema_files()[path.name] for path in paths)


def test_fields_are_described_for_editors() -> None:
    assert entry_schema()["properties"]["still_failing"]["description"] == "Second-level advice."


@pytest.mark.parametrize("kind", SCHEMAS)
def test_every_shipped_file_follows_its_schema(kind: str) -> None:
    validator = Draft202012Validator(SCHEMAS[kind])
    for path in (SHIPPED / kind).rglob("*.yaml"):
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        assert [error.message for error in validator.iter_errors(data)] == [], path


@pytest.mark.parametrize(
    "entry",
    [
        changed(ENTRY, titel="x"),
        changed(ENTRY, title=None),
        changed(ENTRY, severity="grave"),
        changed(ENTRY, title={"en": "x"}),
        changed(ENTRY, examples=[]),
        changed(ENTRY, examples=[50076]),
    ],
)
def test_the_schema_finds_what_the_loader_finds(entry: dict[str, Any]) -> None:
    assert not Draft202012Validator(SCHEMAS["entries"]).is_valid(entry)


def test_good_files_follow_the_schema() -> None:
    Draft202012Validator(SCHEMAS["entries"]).validate(ENTRY)
    Draft202012Validator(SCHEMAS["playbooks"]).validate(PLAYBOOK)
