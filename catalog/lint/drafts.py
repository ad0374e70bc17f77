"""Checks that nothing of a draft is left."""

from collections.abc import Iterator
from typing import Any

from catalog.draft import MARK
from catalog.model import Entry, Family, Playbook
from catalog.problems import Problem
from catalog.sentences import describe
from catalog.sources import Sourced
from catalog.yaml_source import Location


def unfinished(source: Sourced[Entry] | Sourced[Playbook] | Sourced[Family]) -> Iterator[Problem]:
    """Each text that ``reconnect catalog new`` put there as a stand-in is still to be written."""
    if MARK.encode() not in source.content:
        return
    for location, text in _texts(source.value.model_dump(), ()):
        if MARK in text:
            yield source.problem(f"{describe(location)} is still a draft: write it.", *location)


def _texts(value: Any, location: Location) -> Iterator[tuple[Location, str]]:
    if isinstance(value, str):
        yield location, value
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from _texts(item, (*location, name))
    elif isinstance(value, tuple | list):
        for index, item in enumerate(value):
            yield from _texts(item, (*location, index))
