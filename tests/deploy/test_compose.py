"""The compose file: held to the schema of its format, to the settings, and to what stands beside it."""

import json
import re
import shutil
import subprocess
from typing import Any, Final

import jsonschema
import pytest
import yaml

from bot.cli.serve import PATIENCE
from bot.deliveries.worker import Tempo
from bot.settings import PREFIX, Settings
from tests.deploy.image import ROOT, instructions

DEPLOY: Final = ROOT / "deploy"
COMPOSE: Final = (DEPLOY / "compose.yaml").read_text(encoding="utf-8")
FILE: Final[dict[str, Any]] = yaml.safe_load(COMPOSE)
SERVICES: Final[dict[str, dict[str, Any]]] = FILE["services"]
DCLINT: Final = ROOT / "node_modules/dclint"
SETTINGS: Final = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields}
EXAMPLE: Final = dict(
    re.findall(r"^#? ?([A-Z_0-9]+)=(.*)$", (DEPLOY / "example.env").read_text("utf-8"), re.MULTILINE)
)
SPARE: Final = 5
"""Seconds for what is still to be stored."""
_NOT_OURS: Final = ("service-keys-order", "no-unbound-port-interfaces", "require-quotes-in-ports")
"""Rules of style, and one against what a public proxy is for."""

installed = pytest.mark.skipif(not DCLINT.exists(), reason="dclint is not installed: make chat")


@installed
def test_it_is_what_the_compose_specification_allows() -> None:
    schema = json.loads((DCLINT / "schemas/compose.schema.json").read_text(encoding="utf-8"))
    assert schema["$id"] == "compose_spec.json"
    jsonschema.Draft7Validator(schema).validate(FILE)
    wrong = {**FILE, "services": {"bot": {**SERVICES["bot-1"], "read_onyl": True}}}
    assert not jsonschema.Draft7Validator(schema).is_valid(wrong)


@installed
@pytest.mark.skipif(shutil.which("node") is None, reason="Node.js is not installed")
def test_the_linter_finds_nothing() -> None:
    command = ["node", str(DCLINT / "bin/dclint.cjs"), "--max-warnings", "0", "--formatter", "json"]
    rules = [part for rule in _NOT_OURS for part in ("--disable-rule", rule)]
    done = subprocess.run(
        [*command, str(DEPLOY / "compose.yaml"), *rules], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_two_replicas_are_alike_and_share_a_database() -> None:
    assert SERVICES["bot-1"] == SERVICES["bot-2"]
    bot, database = SERVICES["bot-1"], SERVICES["database"]
    named = database["environment"]
    address = f"postgresql://{named['POSTGRES_USER']}:{named['POSTGRES_PASSWORD']}@database:5432"
    assert bot["environment"]["RECONNECT_DATABASE_URL"] == f"{address}/{named['POSTGRES_DB']}"
    assert bot["depends_on"]["database"]["condition"] == "service_healthy"
    assert database["healthcheck"]


def test_every_setting_named_is_one() -> None:
    for service in ("bot-1", "bot-2"):
        assert set(SERVICES[service]["environment"]) <= SETTINGS
    assert {name for name in EXAMPLE if name.startswith(PREFIX)} <= SETTINGS


def test_every_variable_asked_for_is_in_the_example() -> None:
    asked = set(re.findall(r"\$\{(\w+):\?", COMPOSE))
    assert asked
    assert asked <= set(EXAMPLE)
    assert not any(EXAMPLE[name] for name in EXAMPLE if "PASSWORD" in name)


def test_the_bot_can_write_to_its_volumes_alone() -> None:
    steps = {step["instruction"]: step["value"] for step in instructions()}
    user, _, group = steps["USER"].partition(":")
    bot = SERVICES["bot-1"]
    assert bot["read_only"] is True
    assert bot["cap_drop"] == ["ALL"]
    assert f"{steps['VOLUME']}:uid={user},gid={group},mode=0700" in bot["tmpfs"]


def test_a_replica_that_stops_has_the_time_it_takes() -> None:
    bot = SERVICES["bot-1"]
    drain = float(bot["environment"]["RECONNECT_DRAIN_SECONDS"])
    grace = float(bot["stop_grace_period"].removesuffix("s"))
    assert drain + PATIENCE + Tempo().grace + SPARE <= grace
    configuration = (DEPLOY / "haproxy.cfg").read_text(encoding="utf-8")
    checked = re.search(r"check inter (\d+)s fall (\d+)", configuration)
    assert checked is not None
    assert int(checked[1]) * int(checked[2]) < drain, "the proxy has to learn of it first"


def test_only_the_proxy_is_reachable_and_it_finds_the_replicas() -> None:
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["proxy"]
    assert FILE["networks"]["inside"] == {"internal": True}
    assert SERVICES["database"]["networks"] == ["inside"]
    proxy = SERVICES["proxy"]["environment"]
    port = SERVICES["bot-1"]["environment"]["RECONNECT_PORT"]
    assert [proxy["PROXY_REPLICA_1"], proxy["PROXY_REPLICA_2"]] == [f"bot-1:{port}", f"bot-2:{port}"]
    configuration = (DEPLOY / "haproxy.cfg").read_text(encoding="utf-8")
    assert set(re.findall(r"\$\{(\w+)}", configuration)) == set(proxy)


def test_every_file_that_is_mounted_is_there() -> None:
    mounted = [
        volume.partition(":")[0]
        for service in SERVICES.values()
        for volume in service.get("volumes", ())
        if volume.startswith("./")
    ]
    assert mounted
    assert [path for path in mounted if not (DEPLOY / path).exists()] == []
