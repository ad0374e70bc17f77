"""What escalation needs of the channel: who the admins are, and a way to post and edit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from dialogs.escalation.model import Actor, Whereabouts
from dialogs.escalation.outbox import AdminChannel, Delivery


class Directory(Protocol):
    """Who belongs to the team that owns the admin channel."""

    async def is_admin(self, tenant: str, person: str) -> bool:
        """Whether the person with this key may act on tickets of this tenant.

        Raises ``Refused`` while nobody can say: neither the channel nor an earlier roster.
        """

    async def members(self, tenant: str) -> Sequence[Actor]:
        """Everybody to whom a ticket can be assigned, by name. Raises ``Refused`` as well."""

    def forget(self) -> None:
        """Remember nobody: rosters are read anew when they are needed."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A message that arrived."""

    conversation: str
    activity: str


class Post(Protocol):
    """Sends and edits messages outside a turn. Raises ``Undeliverable``, ``Refused`` or ``Doubtful``."""

    async def send(
        self,
        where: Whereabouts | AdminChannel,
        *,
        card: Mapping[str, Any] | None = None,
        text: str | None = None,
        reply_to: str | None = None,
    ) -> Sent:
        """Send a card or a line; ``reply_to`` is the activity whose thread it goes into."""

    async def edit(
        self,
        where: Whereabouts,
        activity: str,
        *,
        card: Mapping[str, Any] | None = None,
        text: str | None = None,
    ) -> None:
        """Put a card or a line in the place of what the message showed. Raises ``Gone`` too."""


class Undeliverable(Exception):  # noqa: N818 - named for the outcome
    """Final: blocked, uninstalled, or gone. Trying again cannot help."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Gone(Undeliverable):
    """The message to edit is not there any more."""


class Refused(Exception):  # noqa: N818
    """It did not arrive; trying again after ``retry_after`` seconds (None: as one likes) may help."""

    def __init__(self, reason: str, *, retry_after: float | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.retry_after = retry_after


class Doubtful(Exception):  # noqa: N818
    """It may or may not have arrived: the answer was lost."""

    def __init__(self, reason: str, *, retry_after: float | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.retry_after = retry_after


class Drawer(Protocol):
    """Draws what a delivery shows, from the newest state."""

    async def draw(self, delivery: Delivery) -> "Drawing | None":
        """The card or line, or None when there is nothing to show any more."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A card or a line of text."""

    card: Mapping[str, Any] | None = None
    text: str | None = None
