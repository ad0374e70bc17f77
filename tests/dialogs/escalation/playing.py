"""Playing both sides: a person in their chat, and admins in the channel."""

from dataclasses import dataclass
from typing import Any

from catalog.catalog import Catalog
from catalog.model import Entry
from dialogs.assistant import Assistant
from dialogs.escalation.drawing import Drawings
from dialogs.escalation.model import Actor
from dialogs.escalation.outbox import AdminChannel
from dialogs.messages import Outgoing, Person, Place
from tests.dialogs.conftest import incoming, pressed
from tests.dialogs.escalation.memory import MemoryDesk
from tests.dialogs.reading import only_card, presses

PASTE = "AADSTS50076: it failed. Correlation ID: 7b8c9d0e-aaaa-4bbb-8ccc-ddddeeeeffff password=hunter2hunter2"
DANA = Person("29:dana", "dana", "Dana")
EMIL = Person("29:emil", "emil", "Emil Berg")
MALLORY = Person("29:mallory", "mallory", "Mallory")
IN_CHANNEL = {
    "place": Place.CHANNEL,
    "conversation": "19:c;messageid=1",
    "team": "19:team",
    "channel": "19:c",
    "channel_name": "Help desk",
    "service_url": "https://smba.example/",
}
ADMIN = {"person": DANA, **IN_CHANNEL}


@dataclass
class Play:
    """One conversation after the other, all with the same assistant."""

    assistant: Assistant
    admins: MemoryDesk

    async def say(self, text: str, **changes: Any) -> Outgoing:
        return await self.assistant.respond(incoming(text, **changes))

    async def press(self, card: dict[str, Any], label: str, **changes: Any) -> Outgoing:
        """Press the button labelled so; ``values`` among the changes is what was filled in."""
        data = {**presses(card)[label], **changes.pop("values", {})}
        changes.setdefault("pressed_activity", "card-1")
        return await self.assistant.respond(pressed(data.pop("verb"), data, **changes))

    async def do(self, verb: str, data: dict[str, Any], **changes: Any) -> Outgoing:
        """Press something that the card at hand may not even have."""
        return await self.assistant.respond(pressed(verb, data, pressed_activity="card-1", **changes))

    async def preview(self, paste: str = PASTE, note: str = "since Monday", **changes: Any) -> dict[str, Any]:
        card = only_card(await self.say(paste, **changes))
        form = only_card(await self.press(card, "Ask an admin", **changes))
        return only_card(await self.press(form, "See what will be sent", values={"note": note}, **changes))

    async def escalate(
        self, paste: str = PASTE, note: str = "since Monday", **changes: Any
    ) -> dict[str, Any]:
        """From a paste to the ticket's card."""
        return only_card(await self.press(await self.preview(paste, note, **changes), "Send", **changes))

    async def set_channel(self) -> None:
        """Let tickets go to the channel in which Dana types."""
        channel = AdminChannel(
            tenant="tenant",
            team="19:team",
            channel="19:c",
            service_url="https://smba.example/",
            name="Help desk",
            set_by=Actor("dana", "Dana"),
            set_at=self.admins.clock.now(),
        )
        await self.admins.channels.set(channel)

    @property
    def catalog(self) -> Catalog:
        return self.assistant._library.current.catalog

    def entry(self, entry_id: str) -> Entry:
        """An entry of the catalog that answers."""
        return self.catalog.entries[entry_id]

    @property
    def drawings(self) -> Drawings:
        """What the delivery worker draws with."""
        return Drawings(self.admins.desk, self.assistant._library)

    @property
    def lines(self) -> list[tuple[str, str]]:
        """To whom which line is to be told."""
        return [(target, payload["line"]) for target, payload in self.admins.tickets.lines]
