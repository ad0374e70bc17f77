"""``reconnect catalog new``: a draft where it belongs, and never over something."""

from pathlib import Path

import pytest

from catalog.loader import SHIPPED
from tests.bot.cli.conftest import Run


def test_a_draft_is_written_where_asked(run: Run, tmp_path: Path) -> None:
    result = run("catalog", "new", "AADSTS123456", "--folder", str(tmp_path), "--category", "device")
    assert result.exit_code == 0
    path = tmp_path / "entries" / "device" / "AADSTS123456.yaml"
    assert path.is_file()
    assert str(path) in result.stderr
    assert "reconnect catalog lint" in result.stderr


def test_the_operators_last_folder_is_the_default(run: Run, tmp_path: Path) -> None:
    folders = [tmp_path / "first", tmp_path / "last"]
    for folder in folders:
        (folder / "entries").mkdir(parents=True)
    environment = {"RECONNECT_CATALOG_DIRS": ",".join(map(str, folders))}
    assert run("catalog", "new", "50077", env=environment).exit_code == 0
    assert (folders[1] / "entries" / "multifactor" / "AADSTS50077.yaml").is_file()
    lint = run("catalog", "lint", env=environment)
    assert lint.exit_code == 1
    assert "is still a draft" in lint.stdout


def test_an_entry_of_ours_is_copied_to_be_changed(run: Run, tmp_path: Path) -> None:
    assert run("catalog", "new", "AADSTS50076", "--folder", str(tmp_path)).exit_code == 0
    place = Path("entries") / "multifactor" / "AADSTS50076.yaml"
    assert (tmp_path / place).read_bytes() == (SHIPPED / place).read_bytes()


def test_nothing_is_overwritten(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "entries" / "account" / "AADSTS123456.yaml"
    path.parent.mkdir(parents=True)
    path.write_text("mine", encoding="utf-8")
    result = run("catalog", "new", "AADSTS123456", "--folder", str(tmp_path), "--category", "device")
    assert result.exit_code == 2
    assert str(path) in result.stderr
    assert path.read_text(encoding="utf-8") == "mine"
    assert len(list(tmp_path.rglob("*.yaml"))) == 1


def test_ours_is_not_overwritten_either(run: Run) -> None:
    assert run("catalog", "new", "AADSTS50076").exit_code == 2


@pytest.mark.parametrize("name", ["Not An Id", "../../x", "AADSTS1"])
def test_what_cannot_be_an_id_is_refused(run: Run, tmp_path: Path, name: str) -> None:
    result = run("catalog", "new", name, "--folder", str(tmp_path))
    assert result.exit_code == 2
    assert "One looks like AADSTS123456" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_to_is_said(run: Run, tmp_path: Path) -> None:
    (tmp_path / "entries").write_text("", encoding="utf-8")
    result = run("catalog", "new", "AADSTS123456", "--folder", str(tmp_path))
    assert result.exit_code == 2
    assert "cannot be written" in result.stderr
