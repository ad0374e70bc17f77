"""The settings in force, and where each comes from, with nothing secret in it."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from dotenv import dotenv_values
from pydantic import SecretStr
from pydantic_settings import DotEnvSettingsSource, EnvSettingsSource

from bot.settings import PREFIX, Settings, load_settings
from bot.store import shown_address

_ALIKE: Final = 0.7
"""How like a setting's name a misspelt one is; other programs may have variables that begin like ours."""
MASK: Final = "********"


class Origin(StrEnum):
    """Where a setting comes from; the first one that names it wins."""

    COMMAND_LINE = "command line"
    ENVIRONMENT = "environment"
    ENV_FILE = ".env file"
    DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class Effective:
    """One setting. ``value`` is what JSON would show; secrets are masked."""

    name: str
    value: Any
    origin: Origin


def effective(**overrides: Any) -> list[Effective]:
    """Every setting; ``overrides`` come from the command line. Raises SettingsError."""
    settings = load_settings(**overrides)
    given = {
        Origin.COMMAND_LINE: {name for name, value in overrides.items() if value is not None},
        Origin.ENVIRONMENT: set(EnvSettingsSource(Settings)()),
        Origin.ENV_FILE: set(DotEnvSettingsSource(Settings)()),
        Origin.DEFAULT: set(Settings.model_fields),
    }
    return [
        Effective(
            f"{PREFIX}{name.upper()}",
            _shown(name, getattr(settings, name)),
            next(origin for origin, names in given.items() if name in names),
        )
        for name in Settings.model_fields
    ]


def unknown_names(environ: Mapping[str, str] = os.environ) -> dict[str, str | None]:
    """Variables that begin like ours and set nothing, with the one that may have been meant."""
    path = Path(str(Settings.model_config.get("env_file")))
    known = [name.upper() for name in Settings.model_fields]
    names = {
        name.upper().removeprefix(PREFIX) for name in (*environ, *dotenv_values(path)) if _is_like_ours(name)
    }
    return {f"{PREFIX}{name}": _meant(name, known) for name in sorted(names) if name not in known}


def _is_like_ours(name: str) -> bool:
    return name.upper().startswith(PREFIX)


def _meant(name: str, known: list[str]) -> str | None:
    close = get_close_matches(name, known, n=1, cutoff=_ALIKE)
    return f"{PREFIX}{close[0]}" if close else None


def _shown(name: str, value: Any) -> Any:
    match value:
        case SecretStr():
            return MASK if value.get_secret_value() else ""
        case str() if name == "database_url":
            return shown_address(value)
        case tuple():
            return [_shown(name, part) for part in value]
        case Path() | date():
            return str(value)
        case _:
            return value
