"""What escalation works with: everything from outside, in one place."""

from collections.abc import Callable
from dataclasses import dataclass, field

from catalog.clouds import CloudName
from catalog.language import DEFAULT_LANGUAGE, Language
from dialogs.escalation.expiry import Expiry
from dialogs.escalation.model import Actor
from dialogs.escalation.ports import Channels, Gathering, Incidents, Tickets, Tried
from dialogs.escalation.posting import Directory, Post
from dialogs.messages import Incoming
from dialogs.ports import Answers, Clock


@dataclass(frozen=True, slots=True)
class Desk:
    """The ports, and how this installation is set. ``language`` is what the admins' channel reads.

    ``wake`` says that a delivery was written and can be made at once. ``expiry`` is when the bot's credential
    ends, where that is known.
    """

    tickets: Tickets
    incidents: Incidents
    channels: Channels
    tried: Tried
    answers: Answers
    directory: Directory
    post: Post
    clock: Clock
    cloud: CloudName = CloudName.PUBLIC
    language: Language = DEFAULT_LANGUAGE
    gathering: Gathering = field(default_factory=Gathering)
    wake: Callable[[], None] = lambda: None
    expiry: Callable[[], Expiry | None] = lambda: None

    async def actor(self, incoming: Incoming) -> Actor:
        """Who did this, and whether they are an admin: by the activity's sender, never by the card."""
        person = incoming.person
        is_admin = await self.directory.is_admin(incoming.tenant, person.key)
        return Actor(person.key, person.name, is_admin=is_admin)
