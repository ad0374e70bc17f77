from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from catalog.catalog import Catalog
from dialogs.assistant import Assistant
from dialogs.knowledge import Knowledge, Library
from dialogs.messages import Incoming, Kind, Outgoing, Person, Place, Press
from tests.dialogs.escalation.memory import MemoryDesk
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
def admins(memory: Memory) -> MemoryDesk:
    """The admins' side: tickets, channels and the team."""
    return MemoryDesk(memory, memory)


def assistant_with(
    knowledge: Knowledge | Library, memory: Memory, admins: MemoryDesk | None = None
) -> Assistant:
    """An assistant over in-memory ports."""
    library = knowledge if isinstance(knowledge, Library) else Library(knowledge)
    return Assistant(
        library,
        preferences=memory,
        answers=memory,
        unknown_codes=memory,
        clock=memory,
        people=memory,
        desk=(admins or MemoryDesk(memory, memory)).desk,
    )


@pytest.fixture
def assistant(small: Catalog, memory: Memory, admins: MemoryDesk) -> Assistant:
    return assistant_with(Knowledge.of(small), memory, admins)


@pytest.fixture
def say(assistant: Assistant) -> Say:
    async def say(text: str, **changes: Any) -> Outgoing:
        return await assistant.respond(incoming(text, **changes))

    return say
