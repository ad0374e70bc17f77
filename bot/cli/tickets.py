"""``reconnect tickets``: the history of every ticket, for a spreadsheet or another program."""

import asyncio
import csv
import json
from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Final, TextIO

import typer

from bot.cli.console import err, fail, settings_or_exit
from bot.cli.files import opened
from bot.store import StoreTooNew, StoreUnavailable, open_store
from dialogs.escalation.model import Event, Ticket

app = typer.Typer(help="The tickets that people sent to admins.", no_args_is_help=True)

Fields = dict[str, Any]
_FORMULAS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


# One event, with what tells its ticket apart; times in ISO 8601, in UTC.
_FIELDS: Final[Mapping[str, Callable[[Ticket, Event], Any]]] = {
    "at": lambda _, event: event.at.isoformat(),
    "tenant": lambda ticket, _: ticket.tenant,
    "ticket": lambda ticket, _: ticket.number,
    "ticket_id": lambda ticket, _: ticket.id,
    "event": lambda _, event: event.kind.value,
    "actor": lambda _, event: event.actor.key,
    "actor_name": lambda _, event: event.actor.name or "",
    "before": lambda _, event: event.before.value,
    "after": lambda _, event: event.after.value,
    "text": lambda _, event: event.text,
    "person": lambda ticket, _: ticket.person.key,
    "person_name": lambda ticket, _: ticket.person.name or "",
    "error": lambda ticket, _: ticket.error or "",
    "codes": lambda ticket, _: list(ticket.codes),
    "product": lambda ticket, _: ticket.product or "",
    "incident_id": lambda ticket, _: ticket.incident_id or "",
    "state_now": lambda ticket, _: ticket.state.value,
}


class Format(StrEnum):
    """How the history is written."""

    CSV = "csv"
    JSONL = "jsonl"


@app.callback()
def tickets() -> None:
    """The tickets that people sent to admins."""


@app.command()
def export(
    format_: Annotated[Format, typer.Option("--format", help="csv or jsonl.")] = Format.CSV,
    output: Annotated[Path | None, typer.Option(help="File to write; without it, standard output.")] = None,
    tenant: Annotated[str | None, typer.Option(help="Only this tenant, by its id.")] = None,
) -> None:
    """Write everything that happened to every ticket, oldest first, one event a line."""
    settings = settings_or_exit()
    try:
        with opened(output) as stream:
            count = asyncio.run(_export(settings.database_url, _WRITERS[format_](stream), tenant))
    except (StoreUnavailable, StoreTooNew, ValueError) as error:
        fail([f"The database cannot be used: {error}", "Run reconnect doctor to see what to do."])
    except OSError as error:
        fail([f"{output or 'The output'} cannot be written: {error.strerror or error}"])
    err.print(f"{count} events written.")


async def _export(address: str, write: Callable[[Fields], None], tenant: str | None) -> int:
    count = 0
    async with open_store(address) as store:
        async for ticket, event in store.journal(tenant=tenant):
            write({name: read(ticket, event) for name, read in _FIELDS.items()})
            count += 1
    return count


def _csv_writer(stream: TextIO) -> Callable[[Fields], None]:
    rows = csv.DictWriter(stream, list(_FIELDS))
    rows.writeheader()

    def write(fields: Fields) -> None:
        rows.writerow({name: _cell(value) for name, value in fields.items()})

    return write


def _jsonl_writer(stream: TextIO) -> Callable[[Fields], None]:
    return lambda fields: print(json.dumps(fields, ensure_ascii=False), file=stream)


_WRITERS: Final = {Format.CSV: _csv_writer, Format.JSONL: _jsonl_writer}


def _cell(value: Any) -> Any:
    """``value`` as a spreadsheet shows it and never computes it: people write what is in these cells."""
    if isinstance(value, int):
        return value
    text = " ".join(value) if isinstance(value, list) else str(value)
    return f"'{text}" if text.lstrip(" \u00a0").startswith(_FORMULAS) else text
