"""``reconnect manifest build``."""

from pathlib import Path

import pytest

from manifest import build_package
from tests.bot.cli.conftest import Run
from tests.manifest.packages import APP_ID, DOMAIN

PARTICULARS = ("--app-id", APP_ID, "--domain", DOMAIN)


def test_the_package_is_written(run: Run, tmp_path: Path) -> None:
    result = run("manifest", "build", *PARTICULARS, "-o", "teams.zip")
    assert result.exit_code == 0, result.stderr
    assert "teams.zip" in result.stderr
    assert (tmp_path / "teams.zip").read_bytes() == build_package(APP_ID, DOMAIN)


def test_a_file_that_is_there_is_kept_unless_told_otherwise(run: Run, tmp_path: Path) -> None:
    package = tmp_path / "reconnect.zip"
    package.write_text("precious")
    result = run("manifest", "build", *PARTICULARS)
    assert result.exit_code == 2
    assert "--force" in result.stderr
    assert package.read_text() == "precious"
    assert run("manifest", "build", *PARTICULARS, "--force").exit_code == 0
    assert package.read_bytes() == build_package(APP_ID, DOMAIN)


def test_wrong_particulars_are_said_all_at_once_and_nothing_is_written(run: Run, tmp_path: Path) -> None:
    result = run("manifest", "build", "--app-id", "mine", "--domain", "https://contoso.com")
    assert result.exit_code == 2
    assert "'mine' is not an app id" in result.stderr
    assert "'https://contoso.com' is not a public host name" in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("place", ["missing/reconnect.zip", "."])
def test_a_place_that_cannot_be_written_is_named(run: Run, place: str) -> None:
    result = run("manifest", "build", *PARTICULARS, "-o", place)
    assert result.exit_code == 2
    assert place in result.stderr
