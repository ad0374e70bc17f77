from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from catalog.catalog import Catalog
from dialogs.assistant import Assistant
from dialogs.knowledge import Knowledge, Library
from dialogs.messages import Incoming, Kind, Outgoing, Person, Place, Press
from tests.dialogs.stores import Memory

Say = Callable[..., Awaitable[Outgoing]]
PERSON = Person("29:1", "00000000-0000-0000-0000-000000000001", "Alex")


def incoming(text: str = "", **changes: Any) -> Incoming:
    fields: dict[str, Any] = {
        "id": "1",
        "kind": Kind.MESSAGE,
        "person": PERSON,
        "tenant": "tenant",
        "conversation": "a:1",
        "place": Place.PERSONAL,
        "text": text,
    }
    return Incoming(**{**fields, **changes})


def pressed(verb: str, data: dict[str, Any] | None = None, **changes: Any) -> Incoming:
    return incoming(kind=Kind.PRESS, press=Press(verb, data or {}), **changes)


@pytest.fixture
def memory() -> Memory:
    return Memory()


@pytest.fixture
def assistant(small: Catalog, memory: Memory) -> Assistant:
    return Assistant(
        Library(Knowledge.of(small)),
        preferences=memory,
        answers=memory,
        unknown_codes=memory,
        clock=memory,
    )


@pytest.fixture
def say(assistant: Assistant) -> Say:
    async def say(text: str, **changes: Any) -> Outgoing:
        return await assistant.respond(incoming(text, **changes))

    return say
