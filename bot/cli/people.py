"""``reconnect export`` and ``reconnect erase``: one person, for whoever answers their requests."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer

from bot.cli.console import Exit, err, fail, settings_or_exit
from bot.cli.files import opened
from bot.clock import SystemClock
from bot.store import StoreTooNew, StoreUnavailable, open_store
from dialogs.ports import Erased, People

T = TypeVar("T")

Id = Annotated[str, typer.Option("--person", help="Their Entra object id, or their id in Teams (29:…).")]
Tenant = Annotated[str | None, typer.Option(help="Only in this tenant, by its id; without it, in all.")]


def export(
    person: Id,
    tenant: Tenant = None,
    output: Annotated[Path | None, typer.Option(help="File to write; without it, standard output.")] = None,
) -> None:
    """Write all that is kept about a person, as JSON. Exits with 1 if nothing is."""
    found = _ask(lambda people: people.export(tenant, {person}))
    if not found:
        _nothing(person)
    try:
        with opened(output) as stream:
            print(json.dumps(found, ensure_ascii=False, indent=2), file=stream)
    except OSError as error:
        fail([f"{output or 'The output'} cannot be written: {error.strerror or error}"])


def erase(
    person: Id,
    tenant: Tenant = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do it without asking.")] = False,
) -> None:
    """Remove a person and all that they wrote. Exits with 1 if nothing is kept about them or you say no."""
    found = _ask(lambda people: people.export(tenant, {person}))
    if not found:
        _nothing(person)
    err.print(f"Kept about {person}:", markup=False, soft_wrap=True)
    for line in _summary(found):
        err.print(f"  {line}", markup=False, soft_wrap=True)
    if not yes and not typer.confirm("Remove all of it? This cannot be undone.", err=True):
        fail(["Nothing was removed."], Exit.NO_ANSWER)
    removed = _ask(lambda people: people.erase(tenant, {person}, at=SystemClock().now()))
    for line in _removed(removed):
        print(line)
    err.print(
        "A bot that is running empties their cards in Teams by itself, within a minute or so; it may keep to "
        "their language for as long. Logs and backups are yours to look through.",
        soft_wrap=True,
    )


def _ask(question: Callable[[People], Awaitable[T]]) -> T:
    async def ask(address: str) -> T:
        async with open_store(address) as store:
            return await question(store.people)

    try:
        return asyncio.run(ask(settings_or_exit().database_url))
    except (StoreUnavailable, StoreTooNew, ValueError) as error:
        fail([f"The database cannot be used: {error}", "Run reconnect doctor to see what to do."])


def _nothing(person: str) -> None:
    fail([f"Nothing is kept about {person}."], Exit.NO_ANSWER)


def _summary(found: Mapping[str, Any]) -> list[str]:
    lines = []
    for tenant, about in found.items():
        admin = about.get("as_an_admin", {})
        counts = {
            "language": len(about.get("language", ())),
            "answers": len(about.get("answers", ())),
            "tickets": len(about.get("tickets", ())),
            "deeds as an admin": len(admin.get("did", ())),
        }
        told = ", ".join(f"{name}: {count}" for name, count in counts.items() if count)
        lines.append(f"tenant {tenant or '(none)'}: {told or 'their name, as an admin'}")
    return lines


def _removed(removed: Erased) -> list[str]:
    counts = {
        "languages removed": int(removed.language),
        "answers removed": removed.answers,
        "tickets emptied": removed.tickets,
        "open tickets withdrawn": removed.withdrawn,
        "tickets without their name as an admin": removed.handled,
    }
    return [f"{name}: {count}" for name, count in counts.items()]
