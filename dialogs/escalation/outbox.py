"""What is to be told to whom: deliveries, and the channels that receive tickets."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from dialogs.escalation.model import Actor


class Target(StrEnum):
    """Whom a delivery is for."""

    PERSON = "person"
    CHANNEL = "channel"
    THREAD = "channel_thread"
    """Under the card of the ticket, or of the incident where the delivery names one."""


class DeliveryKind(StrEnum):
    """A card, which is posted once and edited from then on, or a short line."""

    CARD = "card"
    LINE = "line"


@dataclass(frozen=True, slots=True)
class DeliveryDraft:
    """Something to tell somebody about a ticket or an incident.

    ``payload`` says what to draw, never the drawing: ``{"draw": "admin_ticket"}``, or
    ``{"line": "claimed", "by": "Dana"}``. So a late delivery shows the newest state. ``key``: while one
    with the same key is waiting for the same ticket or incident, no second one is added.
    """

    target: Target
    kind: DeliveryKind
    payload: Mapping[str, Any]
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """A delivery to be made about a ticket, an incident, or a ticket in an incident's thread.

    About none of them: something for the admins of a tenant.
    """

    draft: DeliveryDraft
    ticket_id: str | None = None
    incident_id: str | None = None


@dataclass(frozen=True, slots=True)
class Delivery:
    """A delivery taken to be made. ``attempts`` counts the earlier tries that failed.

    A THREAD delivery with an ``incident_id`` goes under the incident's card, also when it names a ticket.
    """

    id: int
    tenant: str
    ticket_id: str | None
    incident_id: str | None
    target: Target
    kind: DeliveryKind
    payload: Mapping[str, Any]
    key: str | None
    created_at: datetime
    due_at: datetime
    attempts: int = 0
    last_error: str | None = None
    taken_by: str | None = None
    taken_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class AdminChannel:
    """A channel that receives tickets: of one category of the catalog, or of all others (None)."""

    tenant: str
    team: str
    channel: str
    service_url: str
    name: str
    set_by: Actor
    set_at: datetime
    category: str | None = None
