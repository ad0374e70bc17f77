"""Making one delivery: find where it goes, wait for its turn, draw the newest state, send or edit."""

from collections.abc import Awaitable, Callable

from bot.deliveries.addressing import Address, Addresses, Missing
from bot.deliveries.outcomes import Hopeless, Later, Made, Outcome, Unheard
from bot.deliveries.pacing import PATIENCE, Pacer
from dialogs.escalation.model import Posted
from dialogs.escalation.outbox import AdminChannel, Delivery
from dialogs.escalation.posting import Doubtful, Drawer, Drawing, Gone, Post, Refused, Undeliverable

Wait = Callable[[float], Awaitable[bool]]
"""Waits so many seconds; False where the process is stopping and nothing may be begun any more."""

_NO_CHANNEL = 60.0
"""Seconds until a delivery without a channel looks again; setting a channel makes it due at once."""


class Maker:
    """Tries deliveries, each once at a time."""

    def __init__(self, addresses: Addresses, pacer: Pacer, drawer: Drawer, post: Post) -> None:
        self._addresses = addresses
        self._pacer = pacer
        self._drawer = drawer
        self._post = post

    async def make(self, delivery: Delivery, wait: Wait) -> Outcome | None:
        """Try once; None where the process stops before it was begun.

        Raises StoreUnavailable before anything was sent, never after.
        """
        match address := await self._addresses.of(delivery):
            case Missing.CHANNEL:
                return Unheard(address.value, _NO_CHANNEL)
            case Missing.SUBJECT:
                return Hopeless(address.value)
        pause = await self._pacer.wait(address.conversation, delivery.tenant)
        if pause > PATIENCE:
            return Later("waits for its turn", pause)
        if pause > 0 and not await wait(pause):
            return None
        drawing = await self._drawer.draw(delivery)  # as late as possible: it shows what is true now
        return Made() if drawing is None else await self._send(delivery, address, drawing)

    async def _send(self, delivery: Delivery, address: Address, drawing: Drawing) -> Outcome:
        try:
            return Made(await self._deliver(delivery, address, drawing))
        except Undeliverable as answer:
            return Hopeless(answer.reason)
        except Refused as answer:
            if answer.retry_after:
                self._pacer.hold(address.conversation, answer.retry_after)
            return Later(answer.reason, at_least=answer.retry_after)
        except Doubtful as answer:
            return Later(f"{answer.reason}; it may have arrived", at_least=answer.retry_after)

    async def _deliver(self, delivery: Delivery, address: Address, drawing: Drawing) -> Posted | None:
        """Edit, or send; the message that was sent, where there is a new one."""
        where = address.where
        if address.edits is not None and not isinstance(where, AdminChannel):
            try:
                await self._post.edit(where, address.edits.activity, card=drawing.card, text=drawing.text)
            except Gone:
                if address.anew is None:
                    raise
                where = address.anew  # somebody has deleted our message: post it again
            else:
                return None
        sent = await self._post.send(where, card=drawing.card, text=drawing.text)
        return Posted(sent.conversation, sent.activity) if sent.activity else None
