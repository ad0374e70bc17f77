"""``reconnect catalog test``: the samples beside each entry, without a test runner."""

from pathlib import Path

from tests.bot.cli.conftest import Run
from tests.catalog.folders import CatalogFolder, line_of

CODE = "AADSTS1234567"
MESSAGE = "The moon stood in the wrong quarter tonight, so the drawbridge of the castle stayed up."


def own(tmp_path: Path, **fields: object) -> Path:
    """An operator's entry with a message of its own."""
    samples = {
        "examples": [f"{CODE}: it failed", MESSAGE],
        "counterexamples": ["Hello!"],
    }
    shared = {"id": CODE, "name": None, "messages": {"en": [MESSAGE]}}
    return CatalogFolder(tmp_path / "own").entry(**{**shared, **samples, **fields})


def environment(tmp_path: Path) -> dict[str, str]:
    return {"RECONNECT_CATALOG_DIRS": str(tmp_path / "own")}


def test_good_samples_are_silent(run: Run, tmp_path: Path) -> None:
    own(tmp_path)
    result = run("catalog", "test", CODE, env=environment(tmp_path))
    assert (result.exit_code, result.stdout) == (0, "")
    assert "1 entries, 0 samples fail" in result.stderr


def test_failing_samples_are_reported_by_path_and_line(run: Run, tmp_path: Path) -> None:
    path = own(tmp_path, examples=["AADSTS50076: not ours", "Hello!"], counterexamples=[CODE])
    result = run("catalog", "test", CODE, env=environment(tmp_path))
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        f"{path}:{line_of(path, 'not ours')}: error: This example is answered with AADSTS50076.",
        f"{path}:{line_of(path, 'Hello!')}: error: This example is answered with no entry.",
        f"{path}:{line_of(path, f'- {CODE}')}: error: This counterexample is answered with the entry.",
    ]


def test_an_unknown_id_is_said(run: Run) -> None:
    result = run("catalog", "test", "AADSTS1234567")
    assert result.exit_code == 2
    assert "reconnect catalog list" in result.stderr
