"""``reconnect catalog``: lint, show, list, schema."""

import json
from pathlib import Path

import pytest

from catalog.catalog import Catalog
from catalog.schema import entry_schema
from tests.bot.cli.conftest import Run
from tests.catalog.folders import CatalogFolder, line_of


def test_list_gives_every_entry(run: Run, shipped: Catalog) -> None:
    entries = json.loads(run("catalog", "list", "--json").stdout)
    assert [entry["id"] for entry in entries] == list(shipped.entries)
    assert set(entries[0]) == {"id", "title", "severity", "fixed_by", "sources"}
    assert set(entries[0]["title"]) == {"en", "fr"}


def test_list_is_drawn_as_a_table(run: Run) -> None:
    result = run("catalog", "list", "--language", "fr", env={"COLUMNS": "200"})
    assert "AADSTS50076" in result.stdout


@pytest.mark.parametrize("name", ["AADSTS50076", "50076", "aadsts50076"])
def test_show_finds_an_entry_by_any_writing_of_its_code(run: Run, name: str) -> None:
    result = run("catalog", "show", name)
    assert result.exit_code == 0
    assert "AADSTS50076" in result.stdout


def test_show_as_json_has_both_languages_with_playbooks_written_out(run: Run) -> None:
    whole = json.loads(run("catalog", "show", "AADSTS50076", "--json").stdout)
    assert set(whole) == {"en", "fr"}
    advice = whole["en"]["advice"]["viva-goals"]
    assert advice["remedies"][0]["steps"]["owner"]


def test_show_of_what_is_not_there_says_so(run: Run) -> None:
    result = run("catalog", "show", "AADSTS123456")
    assert result.exit_code == 1
    assert "reconnect catalog list" in result.stderr


@pytest.mark.parametrize("kind", ["entry", "playbook"])
def test_schema_prints_a_json_schema(run: Run, kind: str) -> None:
    schema = json.loads(run("catalog", "schema", kind).stdout)
    assert schema["$schema"] == entry_schema()["$schema"]


def test_lint_reports_every_problem_with_path_and_line(run: Run, tmp_path: Path) -> None:
    folder = CatalogFolder(tmp_path / "own")
    folder.playbook()
    path = folder.entry()
    path.write_text(path.read_text(encoding="utf-8") + "surprise: 1\n", encoding="utf-8")
    result = run("catalog", "lint", str(tmp_path / "own"))
    assert result.exit_code == 1
    last = len(path.read_text(encoding="utf-8").splitlines())
    assert f"{path.name}:{last}: error: " in result.stdout.replace("\n", "")


def test_lint_is_silent_about_a_good_folder(run: Run, tmp_path: Path) -> None:
    folder = CatalogFolder(tmp_path / "own")
    folder.playbook()
    folder.entry()
    result = run("catalog", "lint", str(tmp_path / "own"))
    assert (result.exit_code, result.stdout) == (0, "")


def test_a_broken_folder_of_ones_own_is_reported_by_path_and_line(run: Run, tmp_path: Path) -> None:
    entries = tmp_path / "own" / "entries" / "account"
    entries.mkdir(parents=True)
    (entries / "AADSTS1234567.yaml").write_text("id: AADSTS1234567\nid: twice\n", encoding="utf-8")
    result = run("explain", "AADSTS50076", env={"RECONNECT_CATALOG_DIRS": str(tmp_path / "own")})
    assert result.exit_code == 2
    assert "AADSTS1234567.yaml:2: error:" in result.stderr.replace("\n", "")


def test_the_bot_does_not_start_with_a_broken_folder(run: Run, tmp_path: Path) -> None:
    path = CatalogFolder(tmp_path / "own").entry(severity="grave")
    result = run("serve", env={"RECONNECT_CATALOG_DIRS": str(tmp_path / "own")})
    assert result.exit_code == 2
    assert f"{path}:{line_of(path, 'severity:')}: error:" in result.stderr


def test_texts_name_the_pages_of_the_operators_cloud(run: Run) -> None:
    shown = run("catalog", "show", "AADSTS50076", "--json", env={"RECONNECT_CLOUD": "usgov"}).stdout
    assert "mysignins.azure.us" in shown
    assert "mysignins.microsoft.com" not in shown
