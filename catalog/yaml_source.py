"""One YAML file as plain data, with the line of each part of it.

Values are read by the rules of YAML 1.2: only ``true``, ``false``, ``null`` and whole numbers are more than
text, so that ``no`` and ``12:30`` stay what the author wrote. Tags, aliases and repeated keys are refused.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from catalog.problems import Problem

MAX_BYTES: Final = 256 * 1024
MAX_DEPTH: Final = 16

Location = tuple[str | int, ...]
"""Where a value stands in a document: the keys and indices that lead to it."""

_LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WHOLE_NUMBER: Final = re.compile(r"-?[0-9]{1,15}")
_CONSTANTS: Final = {"": None, "~": None, "null": None, "true": True, "false": False}


@dataclass(frozen=True, slots=True)
class Document:
    """A file that was read. ``data`` is None where it could not be; ``problems`` then says why."""

    path: Path
    data: dict[str, Any] | None
    lines: Mapping[Location, int]
    problems: tuple[Problem, ...]


def nearest_line(lines: Mapping[Location, int], location: Location) -> int:
    """Return the line of ``location``, or of the closest part of the document that holds it."""
    for length in range(len(location), -1, -1):
        if (line := lines.get(location[:length])) is not None:
            return line
    return 1


def parse_document(path: Path, content: bytes) -> Document:
    """Read the one YAML mapping that ``content`` holds; ``path`` is only named in the problems."""
    reader = _Reader()
    try:
        data = reader.read(_decode(content))
    except _RefusedError as refused:
        data = None
        reader.refuse(refused.line, refused.message)
    except yaml.MarkedYAMLError as error:
        data = None
        mark = error.problem_mark or error.context_mark
        reader.refuse(mark.line + 1 if mark else 1, f"This is not YAML: {error.problem or error.context}.")
    except yaml.YAMLError as error:
        data = None
        reader.refuse(1, f"This is not YAML: {error}.")
    problems = tuple(Problem(path, line, "error", message) for line, message in reader.refusals)
    return Document(path, data, reader.lines, problems)


class _RefusedError(Exception):
    def __init__(self, line: int, message: str) -> None:
        self.line = line
        self.message = message
        super().__init__(message)


def _decode(content: bytes) -> str:
    if len(content) > MAX_BYTES:
        raise _RefusedError(1, f"The file is larger than {MAX_BYTES // 1024} KB.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _RefusedError(line, "This is not UTF-8 text.") from None
    if found := yaml.reader.Reader.NON_PRINTABLE.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise _RefusedError(line, f"The character U+{ord(found[0]):04X} cannot stand in YAML.")
    return text


class _Reader:
    """Builds the data from the parser's events, which spares composing a tree of nodes first."""

    def __init__(self) -> None:
        self.lines: dict[Location, int] = {}
        self.refusals: list[tuple[int, str]] = []
        self._parser: Any = None

    def refuse(self, line: int, message: str) -> None:
        self.refusals.append((line, message))

    def read(self, text: str) -> dict[str, Any]:
        self._parser = _LOADER(text)
        try:
            return self._read_stream()
        finally:
            self._parser.dispose()

    def _read_stream(self) -> dict[str, Any]:
        self._next()
        if not isinstance(self._next(), yaml.DocumentStartEvent):
            raise _RefusedError(1, "The file is empty.")
        event = self._next()
        self.lines[()] = _line(event)
        if not isinstance(event, yaml.MappingStartEvent):
            raise _RefusedError(_line(event), "The file must hold `field: value` lines at its top level.")
        data: dict[str, Any] = self._value(event, ())
        self._next()
        if isinstance(extra := self._next(), yaml.DocumentStartEvent):
            raise _RefusedError(_line(extra), "The file must hold one document only.")
        return data

    def _next(self) -> Any:
        return self._parser.get_event()

    def _value(self, event: Any, location: Location) -> Any:
        if isinstance(event, yaml.AliasEvent):
            raise _RefusedError(_line(event), "Aliases (`*name`) are not allowed: write the text out.")
        if event.tag is not None:
            raise _RefusedError(_line(event), "Tags (`!name`) are not allowed.")
        if isinstance(event, yaml.ScalarEvent):
            return _scalar(event)
        if len(location) >= MAX_DEPTH:
            raise _RefusedError(_line(event), f"Values are nested more than {MAX_DEPTH} deep.")
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(location)
        return self._mapping(location)

    def _sequence(self, location: Location) -> list[Any]:
        values: list[Any] = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            place = (*location, len(values))
            self.lines[place] = _line(event)
            values.append(self._value(event, place))
        return values

    def _mapping(self, location: Location) -> dict[str, Any]:
        values: dict[str, Any] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                raise _RefusedError(_line(event), "A field's name must be plain text.")
            key, line = str(event.value), _line(event)
            place = (*location, key)
            if key in values:
                self.refuse(line, f"`{key}` is given twice, first on line {self.lines[place]}.")
            else:
                self.lines[place] = line
            values[key] = self._value(self._next(), place)
        return values


def _scalar(event: Any) -> str | int | bool | None:
    text: str = event.value
    if not event.implicit[0]:
        return text
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    return int(text) if _WHOLE_NUMBER.fullmatch(text) else text


def _line(event: Any) -> int:
    line: int = event.start_mark.line
    return line + 1
