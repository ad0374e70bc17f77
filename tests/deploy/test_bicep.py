"""The Azure template: syntax, names, and every property held to Microsoft's types. Nothing is deployed."""

import re
from pathlib import Path
from typing import Final

import pytest

from bot.cli.serve import PATIENCE
from bot.deliveries.worker import Tempo
from bot.settings import PREFIX, Settings
from catalog.clouds import CloudName
from catalog.language import LANGUAGES
from tests.deploy.azure_types import BICEP, used
from tests.deploy.bicep import TYPES, problems, read, read_parameters
from tests.deploy.test_compose import SPARE

MAIN: Final = BICEP / "main.bicep"
FILES: Final = sorted(BICEP.rglob("*.bicep"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_nothing_is_wrong_with_a_file(path: Path) -> None:
    assert list(problems(read(path))) == []


def test_every_type_is_known_and_every_file_is_used() -> None:
    assert set(used()) == set(TYPES)
    called = {path.resolve() for path, _ in read(MAIN).modules.values()}
    assert called == {path.resolve() for path in FILES} - {MAIN.resolve()}


def test_the_parameters_file_gives_what_is_asked_for() -> None:
    given, asked = read_parameters(BICEP / "main.bicepparam"), read(MAIN).parameters
    assert set(given) <= set(asked)
    assert {name for name, must in asked.items() if must} <= set(given)


def test_no_secret_is_written_down_or_shown() -> None:
    for path in FILES:
        secret = {
            name
            for name, kind in read(path).types.items()
            if kind == "string" and re.search("password|databaseUrl", name, re.IGNORECASE)
        }
        text = path.read_text(encoding="utf-8")
        assert {name for name in secret if not re.search(rf"@secure\(\)\nparam {name} ", text)} == set()
        outputs = "".join(line for line in text.splitlines() if line.startswith("output "))
        assert not [name for name in secret if name in outputs]
    parameters = read_parameters(BICEP / "main.bicepparam")
    assert (parameters["databasePassword"].text or b"").startswith(b"readEnvironmentVariable(")


def test_a_replica_that_stops_has_the_time_it_takes() -> None:
    app = (BICEP / "modules/app.bicep").read_text(encoding="utf-8")
    grace = re.search(r"terminationGracePeriodSeconds: (\d+)", app)
    drain = re.search(r"'RECONNECT_DRAIN_SECONDS'\s+value: '(\d+)'", app)
    assert grace
    assert drain
    assert int(drain[1]) + PATIENCE + Tempo().grace + SPARE <= int(grace[1])


def test_what_the_bot_is_given_are_settings_and_values_that_it_takes() -> None:
    app = (BICEP / "modules/app.bicep").read_text(encoding="utf-8")
    names = set(re.findall(rf"'({PREFIX}\w+)'", app))
    assert {f"{PREFIX}APP_ID", f"{PREFIX}DATABASE_URL", f"{PREFIX}CLOUD"} <= names
    assert names <= {f"{PREFIX}{name.upper()}" for name in Settings.model_fields}
    main = MAIN.read_text(encoding="utf-8")
    for name, values in (("cloud", list(CloudName)), ("language", list(LANGUAGES))):
        allowed = re.search(rf"@allowed\(\[(.*)]\)\nparam {name} ", main)
        assert allowed
        assert re.findall(r"'([\w-]+)'", allowed[1]) == [str(value) for value in values]


@pytest.mark.parametrize(
    ("right", "wrong", "problem"),
    [
        ("kind: 'azurebot'", "kind: 'azurebot' kind", "is not Bicep"),
        ("displayName:", "displayname:", "there is no property displayname"),
        ("    displayName: 'Reconnect'\n", "", "displayName is missing"),
        ("isEnabled: true", "isEnabled: 'yes'", "'yes' is not bool"),
        ("'UserAssignedMSI'", "'ManagedIdentity'", "'ManagedIdentity' is not"),
        ("msaAppId: appId", "msaAppId: botId", "botId is not declared"),
        ("msaAppTenantId: tenantId", "msaAppTenantId: ''", "tenantId is declared and not used"),
        ("channelName: 'MsTeamsChannel'", "channelName: 'TeamsChannel'", "there is no property properties"),
    ],
)
def test_what_is_wrong_is_found(right: str, wrong: str, problem: str, tmp_path: Path) -> None:
    """Guards the checks above against looking at nothing."""
    text = (BICEP / "modules/bot.bicep").read_text(encoding="utf-8")
    assert right in text
    broken = tmp_path / "bot.bicep"
    broken.write_text(text.replace(right, wrong), encoding="utf-8")
    found = list(problems(read(broken)))
    assert any(problem in one for one in found), found


@pytest.mark.parametrize(
    ("right", "wrong", "problem"),
    [
        ("    domain: app.outputs.domain\n", "", "bot.bicep needs the parameter domain"),
        ("    domain: app.outputs.domain\n", "    host: app.outputs.domain\n", "has no parameter host"),
        ("app.outputs.domain\n  }", "app.outputs.host\n  }", "app.bicep has no output host"),
    ],
)
def test_a_module_called_wrongly_is_found(right: str, wrong: str, problem: str, tmp_path: Path) -> None:
    text = MAIN.read_text(encoding="utf-8").replace("'modules/", f"'{BICEP}/modules/")
    assert right in text
    broken = tmp_path / "main.bicep"
    broken.write_text(text.replace(right, wrong), encoding="utf-8")
    found = list(problems(read(broken)))
    assert any(problem in one for one in found), found
