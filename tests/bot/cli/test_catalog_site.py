"""``reconnect catalog site``: writes the site, or says why not."""

from pathlib import Path

from tests.bot.cli.conftest import Run


def test_the_command_writes_the_site(run: Run, tmp_path: Path) -> None:
    renderer = tmp_path / "adaptivecards.min.js"
    renderer.write_text("/* renderer */", encoding="utf-8")
    result = run("catalog", "site", str(tmp_path / "site"), "--renderer", str(renderer))
    assert result.exit_code == 0
    assert (tmp_path / "site" / "index.html").is_file()
    assert "index.html" in result.stderr


def test_a_missing_renderer_is_said_clearly(run: Run, tmp_path: Path) -> None:
    result = run("catalog", "site", str(tmp_path / "site"))
    assert result.exit_code == 2
    assert "npm ci" in result.stderr
    assert not (tmp_path / "site").exists()
