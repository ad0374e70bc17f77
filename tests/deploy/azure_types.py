"""What Azure's resource types take, as Microsoft's own type library for Bicep says.

``azure-types.json`` holds names, types and flags only. To write it anew, unpack npm ``@azure/mcp-linux-x64``
0.5.8, whose command ``azmcp bicepschema get`` carries that library and needs no network, and run
``python -m tests.deploy.azure_types path/to/azmcp``.
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

FILE: Final = Path(__file__).with_name("azure-types.json")
BICEP: Final = Path(__file__).parents[2] / "deploy/azure"
_USED: Final = re.compile(r"^resource \w+ '([\w./]+)@", re.MULTILINE)


def used() -> list[str]:
    """Every resource type that our Bicep files name."""
    texts = [path.read_text(encoding="utf-8") for path in BICEP.rglob("*.bicep")]
    return sorted({kind for text in texts for kind in _USED.findall(text)})


def write(azmcp: str) -> None:
    """Ask the library for each type that we use."""
    types = {kind: _resource(_ask(azmcp, kind), kind) for kind in used()}
    lines = [f"{json.dumps(kind)}: {json.dumps(shape, sort_keys=True)}" for kind, shape in types.items()]
    FILE.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def _ask(azmcp: str, kind: str) -> list[dict[str, Any]]:
    command = [azmcp, "bicepschema", "get", "--resource-type", kind]
    quiet = {**os.environ, "AZURE_MCP_COLLECT_TELEMETRY": "false"}
    done = subprocess.run(command, env=quiet, check=True, capture_output=True, timeout=120)
    found: list[dict[str, Any]] = json.loads(done.stdout)["results"]["BicepSchemaResult"]
    return found


def _resource(found: list[dict[str, Any]], kind: str) -> dict[str, Any]:
    """The resource's body and the objects that can be reached from it."""
    [resource] = [
        one for one in found if one["$type"] == "Resource" and one["name"].rpartition("@")[0] == kind
    ]
    objects = {one["name"]: one for one in found if one["$type"] in ("Object", "DiscriminatedObject")}
    body = _shape(resource["bodyType"])
    reached: dict[str, Any] = {}
    waiting = [body]
    while waiting:
        for name in set(re.findall(r"\w+", json.dumps(waiting.pop()))) & objects.keys() - reached.keys():
            reached[name] = _shape(objects[name])
            waiting.append(reached[name])
    return {"version": resource["name"].rpartition("@")[2], "body": body, "objects": reached}


def _shape(one: dict[str, Any]) -> dict[str, Any]:
    if one["$type"] == "DiscriminatedObject":
        elements = {element["name"]: _properties(element["properties"]) for element in one["elements"]}
        base = _properties(one["baseProperties"])
        return {"discriminator": one["discriminator"], "base": base, "elements": elements}
    shape: dict[str, Any] = {"properties": _properties(one["properties"])}
    return (
        {**shape, "others": one["additionalPropertiesType"]} if "additionalPropertiesType" in one else shape
    )


def _properties(properties: list[dict[str, Any]]) -> dict[str, list[str]]:
    return {one["name"]: [one["type"], one.get("flags", "")] for one in properties}


if __name__ == "__main__":
    write(sys.argv[1])
