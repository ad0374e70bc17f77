"""``reconnect settings``: what is in force, and why."""

import json
from dataclasses import asdict
from typing import Annotated, Any

import typer
from rich.table import Column, Table

from bot.cli.console import err, fail, out
from bot.effective import effective, unknown_names
from bot.settings import SettingsError


def settings(
    host: Annotated[str | None, typer.Option(help="Address to listen on, as for serve.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on, as for serve.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Show each setting in force and where it comes from. Secrets are masked."""
    try:
        found = effective(host=host, port=port)
    except SettingsError as error:
        fail(error.problems)
    unknown = unknown_names()
    if as_json:
        rows = [{**asdict(one), "origin": one.origin.value} for one in found]
        typer.echo(json.dumps({"settings": rows, "unknown": unknown}, ensure_ascii=False, indent=2))
        return
    value = Column("Value", overflow="fold")
    table = Table("Setting", value, "From", box=None, header_style="bold")
    for one in found:
        table.add_row(one.name, _text(one.value), one.origin.value)
    out.print(table)
    for name, meant in unknown.items():
        hint = f" Did you mean {meant}?" if meant else ""
        err.print(f"{name} is no setting of Reconnect.{hint}", style="yellow", soft_wrap=True)


def _text(value: Any) -> str:
    if value is None:
        return ""
    return ", ".join(value) if isinstance(value, list) else str(value)
