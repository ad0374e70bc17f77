"""Structured logs: one event a line, to standard error, ours and the libraries' alike."""

import hashlib
import logging
import sys
from collections.abc import MutableMapping
from typing import Any, Final

import structlog
from pydantic_core import to_json
from structlog.typing import EventDict, Processor

from bot.settings import Settings
from catalog.redaction import redact

_PEOPLE: Final = ("person", "by", "conversation")
"""What names somebody, or the chat with somebody."""
_LENGTH: Final = 12


def configure_logs(settings: Settings) -> None:
    """Log at the level and in the form that the settings ask for."""
    level = logging.getLevelNamesMapping()[settings.log_level.upper()]
    as_json = settings.log_format == "json"
    first: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    last: list[Processor] = [
        structlog.processors.format_exc_info,
        hide_people,
        _as_json if as_json else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty()),
    ]
    structlog.configure(
        processors=[*first, *last],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.WriteLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    _take_in_libraries(max(level, logging.WARNING), first, last)


def pseudonym(name: str) -> str:
    """What stands in the log for an id: always the same, and nobody can read the id off it."""
    return hashlib.sha256(name.encode(errors="replace")).hexdigest()[:_LENGTH]


def hide_people(_logger: object, _method: str, event: EventDict) -> EventDict:
    """Put pseudonyms in the place of ids, and take what looks like a secret out of what a fault tells."""
    for key in _PEOPLE:
        if isinstance(value := event.get(key), str):
            event[key] = pseudonym(value)
    for key in ("exception", "cause", "error"):
        if isinstance(value := event.get(key), str):
            event[key] = redact(value).text
    return event


def _as_json(_logger: object, _method: str, event: MutableMapping[str, Any]) -> str:
    return to_json(event, fallback=repr, inf_nan_mode="null").decode()


def _take_in_libraries(level: int, first: list[Processor], last: list[Processor]) -> None:
    """Write what aiohttp, the SDK and others log, and Python's warnings, in the same form."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*first, structlog.stdlib.add_logger_name],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last],
        )
    )
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.captureWarnings(capture=True)
