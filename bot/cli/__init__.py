"""The command line, ``reconnect``."""

from collections import UserDict
from importlib import import_module
from typing import Any, Final

import typer
from typer.core import TyperGroup

from bot.heap import staying

_WHERE: Final = {
    "serve": "serve:serve",
    "explain": "explain:explain",
    "catalog": "catalog:app",
    "manifest": "manifest:app",
    "tickets": "tickets:app",
    "export": "people:export",
    "erase": "people:erase",
    "doctor": "doctor:doctor",
    "setup-code": "setting_up:setup_code",
    "settings": "settings:settings",
}
"""The module and the function of each command, or the application of several."""


class _Commands(UserDict[str, Any]):
    """The commands by name, each read when it is asked for: all take longer than most need to run."""

    def __getitem__(self, name: str) -> Any:
        if isinstance(where := self.data[name], str):
            module, _, attribute = where.partition(":")
            with staying():
                self.data[name] = _read(name, getattr(import_module(f"bot.cli.{module}"), attribute))
        return self.data[name]


def _read(name: str, what: Any) -> Any:
    alone = typer.Typer()
    if isinstance(what, typer.Typer):
        alone.add_typer(what, name=name)
    else:
        alone.command(name)(what)
    return typer.main.get_group(alone).commands[name]


class _Group(TyperGroup):
    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.commands = _Commands(_WHERE)


app = typer.Typer(
    name="reconnect",
    cls=_Group,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,
)


@app.callback()
def reconnect() -> None:
    """Explains broken sign-ins and connections in Microsoft Teams, and gets them mended."""
