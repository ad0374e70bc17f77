"""What is said about tickets, incidents and the channels that receive them."""

from cards.wording.tickets.model import TicketWording

__all__ = ["TicketWording"]
