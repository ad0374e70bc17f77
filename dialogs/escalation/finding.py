"""Finds what a press or a typed command is about."""

from dialogs.escalation.desk import Desk
from dialogs.escalation.model import Incident, Ticket
from dialogs.messages import Incoming, Place
from dialogs.turn import Turn


async def ticket_of(turn: Turn, desk: Desk) -> Ticket | None:
    """The ticket that the card or the typed number names, in the sender's tenant only."""
    tenant = turn.incoming.tenant
    ticket_id = turn.data.get("ticket")
    if isinstance(ticket_id, str):
        return await desk.tickets.get(tenant, ticket_id)
    number = _number(turn)
    return await desk.tickets.numbered(tenant, number) if number else None


async def incident_of(turn: Turn, desk: Desk) -> Incident | None:
    """The incident that the card names, or that the ticket of the typed number is part of."""
    tenant = turn.incoming.tenant
    incident_id = turn.data.get("incident")
    if isinstance(incident_id, str):
        return await desk.incidents.get(tenant, incident_id)
    number = _number(turn)
    return await desk.incidents.numbered(tenant, number) if number else None


async def is_among_admins(incoming: Incoming, desk: Desk) -> bool:
    """Whether only the sender or admins read along: their own chat, or a team that owns a channel."""
    if incoming.place is Place.PERSONAL:
        return True
    channels = await desk.channels.all(incoming.tenant)
    owned = {channel.team for channel in channels} | {channel.channel for channel in channels}
    return incoming.place is Place.CHANNEL and bool(owned & {incoming.team, incoming.channel})


def _number(turn: Turn) -> int | None:
    number = turn.data.get("number")
    return int(number) if isinstance(number, str) and number.isascii() and number.isdigit() else None
