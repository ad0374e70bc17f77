"""Where a delivery goes: which chat, channel or thread, and which message of ours it takes the place of."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum

from dialogs.escalation.model import Incident, Posted, Ticket, Whereabouts
from dialogs.escalation.notices import EDITS
from dialogs.escalation.outbox import AdminChannel, Delivery, DeliveryKind, Target
from dialogs.escalation.ports import Channels, Incidents, Tickets

Categories = Callable[[str], str | None]
"""The category of the catalog's entry with this id; None where there is no such entry."""


class Missing(Enum):
    """Why a delivery has no address."""

    CHANNEL = "no channel receives these tickets yet"
    SUBJECT = "there is no such ticket or incident any more"


@dataclass(frozen=True, slots=True)
class Address:
    """Where to send to. ``edits`` is our message to change in place; ``anew`` where to post if it is gone."""

    where: Whereabouts | AdminChannel
    edits: Posted | None = None
    anew: Whereabouts | AdminChannel | None = None

    @property
    def conversation(self) -> str:
        """What the platform counts sends by: a chat, or a channel with all its threads."""
        if isinstance(self.where, AdminChannel):
            return self.where.channel
        return self.where.conversation.partition(";messageid=")[0]


class Addresses:
    """Finds addresses by the newest state of the ticket or incident."""

    def __init__(
        self, tickets: Tickets, incidents: Incidents, channels: Channels, categories: Categories
    ) -> None:
        self._tickets = tickets
        self._incidents = incidents
        self._channels = channels
        self._categories = categories

    async def of(self, delivery: Delivery) -> Address | Missing:
        """Where this delivery goes now. Raises StoreUnavailable."""
        tenant = delivery.tenant
        incident = await self._incidents.get(tenant, delivery.incident_id) if delivery.incident_id else None
        ticket = await self._tickets.get(tenant, delivery.ticket_id) if delivery.ticket_id else None
        if delivery.ticket_id is None and delivery.incident_id is None:
            return _to_default(await self._channels.get(tenant))
        subject = incident or ticket
        if subject is None or (delivery.target is Target.PERSON and ticket is None):
            return Missing.SUBJECT
        if delivery.target is Target.PERSON and ticket is not None:
            return _to_person(delivery, ticket)
        category = self._categories(subject.entry_id) if subject.entry_id else None
        return _to_admins(delivery, subject, await self._channels.get(tenant, category))


def _edited(delivery: Delivery) -> Posted | None:
    """The line of ours that the delivery changes."""
    edits = delivery.payload.get(EDITS)
    return Posted(str(edits["conversation"]), str(edits["activity"])) if edits else None


def _to_default(channel: AdminChannel | None) -> Address | Missing:
    return Address(channel) if channel else Missing.CHANNEL


def _to_person(delivery: Delivery, ticket: Ticket) -> Address:
    if (edits := _edited(delivery)) is not None:
        return Address(replace(ticket.where, conversation=edits.conversation), edits)
    if delivery.kind is DeliveryKind.LINE or ticket.person_card is None:
        return Address(ticket.where)
    return Address(ticket.where, Posted(ticket.where.conversation, ticket.person_card), ticket.where)


def _to_admins(
    delivery: Delivery, subject: Ticket | Incident, channel: AdminChannel | None
) -> Address | Missing:
    card = subject.card if isinstance(subject, Incident) else subject.admin_card
    service_url = channel.service_url if channel else _service_url(subject)
    if (edits := _edited(delivery)) is not None:
        if service_url is None:
            return Missing.CHANNEL
        return Address(Whereabouts(service_url, edits.conversation, delivery.tenant), edits)
    if delivery.target is Target.CHANNEL and (delivery.kind is DeliveryKind.LINE or card is None):
        return Address(channel) if channel else Missing.CHANNEL
    if card is None or service_url is None:  # its card never arrived: the line still should
        return Address(channel) if channel else Missing.CHANNEL
    thread = Whereabouts(service_url, card.conversation, delivery.tenant)
    if delivery.target is Target.THREAD and delivery.kind is DeliveryKind.LINE:
        return Address(thread)
    return Address(thread, card, channel)


def _service_url(subject: Ticket | Incident) -> str | None:
    return subject.where.service_url if isinstance(subject, Ticket) else None
