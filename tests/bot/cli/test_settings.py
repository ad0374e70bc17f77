"""``reconnect settings``: each setting, where it comes from, and no secret."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.bot.cli.conftest import Run

SECRET = "hunter2-hunter2~"
ADDRESS = f"postgresql://bot:{SECRET}@db/reconnect?sslpassword={SECRET}&application_name=bot"


def shown(run: Run, *arguments: str, **variables: str) -> dict[str, Any]:
    result = run("settings", "--json", *arguments, env=variables)
    assert result.exit_code == 0, result.output
    assert SECRET not in result.output
    loaded: dict[str, Any] = json.loads(result.stdout)
    return loaded


def by_name(loaded: dict[str, Any]) -> dict[str, tuple[Any, str]]:
    return {one["name"]: (one["value"], one["origin"]) for one in loaded["settings"]}


def test_each_setting_says_where_it_comes_from(run: Run, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("RECONNECT_LANGUAGE=fr\nRECONNECT_PRODUCT=viva-goals\n", encoding="utf-8")
    environment = {
        "RECONNECT_PRODUCT": "power-platform",
        "RECONNECT_PORT": "5000",
        "reconnect_admins": "a, b",
    }
    found = by_name(shown(run, "--port", "6000", **environment))
    assert found["RECONNECT_PORT"] == (6000, "command line")
    assert found["RECONNECT_PRODUCT"] == ("power-platform", "environment")
    assert found["RECONNECT_ADMINS"] == (["a", "b"], "environment")
    assert found["RECONNECT_LANGUAGE"] == ("fr", ".env file")
    assert found["RECONNECT_HOST"] == ("127.0.0.1", "default")


def test_no_secret_is_shown_wherever_it_stands(run: Run, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(f"RECONNECT_METRICS_TOKEN={SECRET}\n", encoding="utf-8")
    variables = {"RECONNECT_APP_PASSWORD": SECRET, "RECONNECT_DATABASE_URL": ADDRESS}
    found = by_name(shown(run, **variables))
    assert found["RECONNECT_APP_PASSWORD"] == ("********", "environment")
    assert found["RECONNECT_METRICS_TOKEN"] == ("********", ".env file")
    address, _ = found["RECONNECT_DATABASE_URL"]
    assert "bot:***@db/reconnect" in address
    assert "application_name=bot" in address
    table = run("settings", env=variables | {"COLUMNS": "300"})
    assert SECRET not in table.output
    assert "RECONNECT_APP_PASSWORD" in table.stdout


def test_an_address_that_cannot_be_read_is_not_shown(run: Run) -> None:
    found = by_name(shown(run, RECONNECT_DATABASE_URL=f"{SECRET}//"))
    assert found["RECONNECT_DATABASE_URL"][0] == "(cannot be read)"


def test_a_misspelt_variable_is_pointed_out(run: Run, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("RECONNECT_ALOWED_TENANTS=x\n", encoding="utf-8")
    unknown = shown(run, RECONNECT_PROT="1", RECONNECT_SERVICE_HOST="10.0.0.1")["unknown"]
    assert unknown["RECONNECT_SERVICE_HOST"] is None
    assert unknown["RECONNECT_ALOWED_TENANTS"] == "RECONNECT_ALLOWED_TENANTS"
    assert unknown["RECONNECT_PROT"] == "RECONNECT_PORT"
    assert "Did you mean RECONNECT_PORT?" in run("settings", env={"RECONNECT_PROT": "1"}).output


def test_what_cannot_be_used_and_what_is_unsafe_is_said_at_once(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RECONNECT_PORT", "many")
    monkeypatch.setenv("RECONNECT_LANGUAGE", "de")
    monkeypatch.setenv("RECONNECT_HOST", "0.0.0.0")
    monkeypatch.setenv("RECONNECT_METRICS_TOKEN", "short")
    served = run("serve")
    assert served.exit_code == 2
    for reason in ("RECONNECT_PORT", "RECONNECT_LANGUAGE", "this machine only", "RECONNECT_METRICS_TOKEN"):
        assert reason in served.output
    assert run("settings").exit_code == 2
    assert "RECONNECT_METRICS_TOKEN" in run("doctor", env={"COLUMNS": "300"}).output
