"""The terminal: one console for results, one for everything else."""

from collections.abc import Iterable
from enum import IntEnum
from typing import NoReturn

import structlog
import typer
from rich.console import Console

from bot.catalog_in_use import read_catalog
from bot.settings import Settings, SettingsError, load_settings
from catalog.catalog import Catalog
from catalog.problems import CatalogError

out = Console(highlight=False)
err = Console(stderr=True, highlight=False)


class Exit(IntEnum):
    """Exit codes of every command."""

    OK = 0
    NO_ANSWER = 1
    BAD_USAGE = 2


def fail(lines: Iterable[str], code: Exit = Exit.BAD_USAGE) -> NoReturn:
    """Say what is wrong, a line each, and leave."""
    for line in lines:
        err.print(line, style="red", markup=False, soft_wrap=True)
    raise typer.Exit(code)


def announce(line: str, settings: Settings) -> None:
    """Tell the operator something while the bot runs; as a line of the log where that is for machines."""
    if settings.log_format == "json":
        structlog.get_logger(__name__).info(line)
    else:
        err.print(line, soft_wrap=True)


def settings_or_exit(**overrides: object) -> Settings:
    try:
        return load_settings(**overrides)
    except SettingsError as error:
        fail(error.problems)


def catalog_or_exit(settings: Settings) -> Catalog:
    try:
        return read_catalog(settings)
    except CatalogError as error:
        fail(str(problem) for problem in error.problems)
