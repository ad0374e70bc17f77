"""What is known is exchanged between turns, never within one."""

from dataclasses import replace
from types import MappingProxyType

from catalog.catalog import Catalog
from catalog.language import Language
from dialogs.knowledge import Knowledge, Library
from tests.dialogs.conftest import assistant_with, incoming
from tests.dialogs.reading import only_card, title
from tests.dialogs.stores import Memory
from tests.small_catalog import both, entry


class Hurried(Memory):
    """Has the knowledge exchanged while a turn waits for the store."""

    def __init__(self, library: Library, newer: Knowledge) -> None:
        super().__init__()
        self._library = library
        self._newer = newer

    async def language(self, tenant: str, person: str) -> Language | None:
        self._library.exchange(self._newer)
        return await super().language(tenant, person)


async def test_a_turn_ends_with_the_catalog_it_began_with(small: Catalog) -> None:
    newer = replace(
        small, entries=MappingProxyType({"AADSTS50034": entry("AADSTS50034", title=both("Newer words"))})
    )
    library = Library(Knowledge.of(small))
    memory = Hurried(library, Knowledge.of(newer))
    assistant = assistant_with(library, memory)
    first, second = [await assistant.respond(incoming("AADSTS50034")) for _ in range(2)]
    assert title(only_card(first)) == "This account does not exist here"
    assert title(only_card(second)) == "Newer words"
    gone = await assistant.respond(incoming("AADSTS50076"))
    assert "AADSTS50076" in title(only_card(gone))
