"""``reconnect doctor``: checks everything that Reconnect needs, and says what to do about what is wrong."""

import asyncio
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from bot.cli.console import Exit, out
from bot.doctor import Finding, examine


def doctor(
    domain: Annotated[
        str | None,
        typer.Option(help="Also call the bot at this public host name, as Teams does."),
    ] = None,
) -> None:
    """Check this machine, the database, Entra, and what Teams sees. Exits with 1 if something is not well."""
    table = Table("", "Check", "State", "What to do", box=None, header_style="bold")
    findings = asyncio.run(_all(domain))
    for finding in findings:
        mark = "[green]✓[/]" if finding.is_well else "[red]✗[/]"
        table.add_row(mark, finding.subject, escape(finding.state), escape(finding.advice))
    out.print(table)
    if not all(finding.is_well for finding in findings):
        raise typer.Exit(Exit.NO_ANSWER)


async def _all(domain: str | None) -> list[Finding]:
    return [finding async for finding in examine(domain)]
