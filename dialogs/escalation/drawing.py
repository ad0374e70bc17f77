"""Draws what is to be shown of a ticket or an incident, from its newest state."""

from datetime import timedelta
from typing import Final

from cards.admin import admin_ticket_card
from cards.elements import Card
from cards.erased import erased_card, own_erased_card
from cards.expiry import expiry_card
from cards.incidents import incident_card
from cards.tickets import ticket_card
from cards.wording import wording
from catalog.catalog import Catalog
from catalog.language import Language
from dialogs.escalation.desk import Desk
from dialogs.escalation.expiry import EXPIRY, is_about
from dialogs.escalation.lines import filled
from dialogs.escalation.model import Action, Incident, Ticket
from dialogs.escalation.notices import ADMIN_TICKET, INCIDENT, TICKET
from dialogs.escalation.outbox import Delivery, Target
from dialogs.escalation.posting import Drawing
from dialogs.escalation.views import admin_view, incident_view, ticket_view
from dialogs.knowledge import Library

_LOOKS_BACK: Final = timedelta(days=30)
_MOST_EARLIER: Final = 3
_MOST_ROWS: Final = 8


class Drawings:
    """Cards and lines about tickets. Reads what it needs; keeps nothing."""

    def __init__(self, desk: Desk, library: Library) -> None:
        self._desk = desk
        self._library = library

    @property
    def _catalog(self) -> Catalog:
        return self._library.current.catalog

    async def draw(self, delivery: Delivery) -> Drawing | None:
        """What ``delivery`` shows, or None when there is nothing to show any more."""
        ticket = await self._ticket(delivery)
        if "line" in delivery.payload:
            incident = await self._incident(delivery.tenant, delivery.incident_id)
            line = self._line(delivery, ticket, incident)
            return Drawing(text=line) if line else None
        match delivery.payload.get("draw"):
            case str(draws) if draws == TICKET and ticket:
                return Drawing(card=await self.ticket(ticket))
            case str(draws) if (
                draws == ADMIN_TICKET and ticket and ticket.is_erased and not ticket.admin_card
            ):
                return None  # nobody has seen it, and nobody needs to any more
            case str(draws) if draws == ADMIN_TICKET and ticket:
                return Drawing(card=await self.admin_ticket(ticket))
            case str(draws) if draws == INCIDENT:
                incident = await self._incident(delivery.tenant, delivery.incident_id)
                return Drawing(card=await self.incident(incident)) if incident else None
            case str(draws) if draws == EXPIRY:
                return self._expiry(delivery)
            case _:
                return None

    async def ticket(
        self, ticket: Ticket, *, language: Language | None = None, said: str | None = None, written: str = ""
    ) -> Card:
        """The card in the person's chat."""
        if ticket.is_erased:
            emptied = ticket_view(ticket, self._catalog, language or ticket.language)
            return own_erased_card(emptied, language or ticket.language)
        incident = await self._incident(ticket.tenant, ticket.incident_id)
        shown = incident if incident and incident.resolved_by is None else None
        view = ticket_view(
            ticket,
            self._catalog,
            language or ticket.language,
            is_heard=await self.is_heard(ticket.tenant, ticket.entry_id),
            incident=shown.number if shown else None,
        )
        return ticket_card(view, language or ticket.language, said=said, written=written)

    async def admin_ticket(self, ticket: Ticket, *, said: str | None = None) -> Card:
        """The card in the channel."""
        if ticket.is_erased:
            return await self._erased(ticket, said)
        since = self._desk.clock.now() - _LOOKS_BACK
        search, limit = self._desk.tickets.search, _MOST_EARLIER + 1
        theirs = await search(ticket.tenant, person=ticket.person.key, since=since, limit=limit)
        alike = (
            await search(ticket.tenant, error=ticket.error, since=since, limit=limit) if ticket.error else ()
        )
        same_person = [one for one in theirs if one.id != ticket.id]
        known = {ticket.id, *(one.id for one in same_person)}
        view = admin_view(
            ticket,
            self._catalog,
            self._desk.language,
            cloud=self._desk.cloud,
            history=await self._desk.tickets.history(ticket.id),
            same_person=same_person[:_MOST_EARLIER],
            same_error=[one for one in alike if one.id not in known][:_MOST_EARLIER],
        )
        return admin_ticket_card(view, self._desk.language, said=said)

    async def _erased(self, ticket: Ticket, said: str | None) -> Card:
        """What the channel keeps of a ticket of which nothing personal is left."""
        history = await self._desk.tickets.history(ticket.id)
        is_expired = any(event.kind is Action.EXPIRED for event in history)
        view = ticket_view(ticket, self._catalog, self._desk.language)
        return erased_card(view, ticket.opened_at, self._desk.language, is_expired=is_expired, said=said)

    async def incident(self, incident: Incident, *, said: str | None = None) -> Card:
        """The incident's card in the channel."""
        tickets = await self._desk.tickets.search(incident.tenant, incident=incident.id, limit=_MOST_ROWS)
        view = incident_view(incident, tickets, self._catalog, self._desk.language, cloud=self._desk.cloud)
        return incident_card(view, self._desk.language, said=said)

    def _expiry(self, delivery: Delivery) -> Drawing | None:
        """The warning with the days that are left now; None where the credential was renewed meanwhile."""
        expiry = self._desk.expiry()
        if expiry is None or not is_about(delivery.payload.get("ends"), expiry):
            return None
        days = expiry.days_left(self._desk.clock.now())
        if days < 0:
            return None
        return Drawing(card=expiry_card(expiry.proof.value, expiry.ends, days, self._desk.language))

    async def is_heard(self, tenant: str, entry_id: str | None) -> bool:
        """Whether a channel receives tickets about this entry."""
        entry = self._catalog.entry(entry_id) if entry_id else None
        return await self._desk.channels.get(tenant, entry.category if entry else None) is not None

    def _line(self, delivery: Delivery, ticket: Ticket | None, incident: Incident | None) -> str | None:
        is_theirs = delivery.target is Target.PERSON
        language = ticket.language if is_theirs and ticket else self._desk.language
        say = wording(language).tickets
        pattern = (say.told if is_theirs else say.thread).get(str(delivery.payload["line"]))
        number = ticket.number if ticket else incident.number if incident else None
        if pattern is None or number is None:
            return None
        title = ticket_view(ticket, self._catalog, language).title if ticket else ""
        return filled(pattern, delivery.payload, ticket, language, number=number, title=title)

    async def _ticket(self, delivery: Delivery) -> Ticket | None:
        if delivery.ticket_id is None:
            return None
        return await self._desk.tickets.get(delivery.tenant, delivery.ticket_id)

    async def _incident(self, tenant: str, incident_id: str | None) -> Incident | None:
        return await self._desk.incidents.get(tenant, incident_id) if incident_id else None
