"""Sending outside a turn: into a known conversation, as a new post in a channel, or over an earlier card."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final

from bot.teams.connector import UNREACHABLE, Connector, ServiceConnector
from bot.teams.errors import ConnectorError, ServiceHostError, TokenError
from bot.teams.outbound import posting
from dialogs.escalation.model import Whereabouts
from dialogs.escalation.outbox import AdminChannel
from dialogs.escalation.posting import Doubtful, Gone, Refused, Sent, Undeliverable
from dialogs.messages import Reply

_REFUSED: Final = frozenset({401, 408, 412, 423, 425, 429, 503})
"""Answers that say: not now. After 401 the next try has another token."""


class TeamsPost:
    """Posts through the shared connector. Tries once: whoever delivers decides when to try again."""

    def __init__(self, connector: Connector) -> None:
        self._connector = connector

    async def send(
        self,
        where: Whereabouts | AdminChannel,
        *,
        card: Mapping[str, Any] | None = None,
        text: str | None = None,
        reply_to: str | None = None,
    ) -> Sent:
        """Send a card or a line. Raises Undeliverable, Refused, Doubtful."""
        activity = posting(Reply(card=None if card is None else dict(card), text=text))
        with _explaining():
            service = self._at(where.service_url)
            if isinstance(where, AdminChannel):
                conversation, created = await service.create(where.channel, activity, tenant=where.tenant)
                return Sent(conversation, created or "")
            activity["conversation"] = {"id": where.conversation}
            if reply_to is None:
                created = await service.send(where.conversation, activity)
            else:
                created = await service.reply(where.conversation, reply_to, activity)
            return Sent(where.conversation, created or "")

    async def edit(
        self,
        where: Whereabouts,
        activity: str,
        *,
        card: Mapping[str, Any] | None = None,
        text: str | None = None,
    ) -> None:
        """Put a card or a line in the place of what the message showed. Raises Gone too."""
        shown = posting(Reply(card=None if card is None else dict(card), text=text))
        body = {**shown, "id": activity, "conversation": {"id": where.conversation}}
        try:
            with _explaining():
                await self._at(where.service_url).update(where.conversation, activity, body)
        except Undeliverable as answer:
            cause = answer.__cause__
            if isinstance(cause, ConnectorError) and cause.status in (404, 410):
                raise Gone(answer.reason) from cause
            raise

    def _at(self, service_url: str) -> ServiceConnector:
        return self._connector.at(service_url, tries_again=False)


@contextmanager
def _explaining() -> Iterator[None]:
    """Say of each error of the channel what it means for the message."""
    try:
        yield
    except ServiceHostError as error:
        raise Undeliverable(str(error)) from error
    except TokenError as error:
        raise Refused(str(error)) from error
    except ConnectorError as error:
        raise outcome(error) from error


def outcome(error: ConnectorError) -> Undeliverable | Refused | Doubtful:
    """What the channel's answer means: final, not now, or nobody knows."""
    reason = f"{error.status or 'no answer'}: {error.code or 'no code'}"
    if error.status in _REFUSED or (error.status is None and error.code == UNREACHABLE):
        return Refused(reason, retry_after=error.retry_after)
    if error.status is not None and 300 <= error.status < 500:
        return Undeliverable(reason)
    return Doubtful(reason, retry_after=error.retry_after)
