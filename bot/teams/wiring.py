"""Puts the channel together: one link, one set of keys, shared by every turn."""

from contextlib import AsyncExitStack
from types import TracebackType
from typing import Self

from aiohttp import web

from bot.teams.adapter import TeamsAdapter
from bot.teams.authentication import ChannelAuthentication, TokenCheck
from bot.teams.credentials import Credential
from bot.teams.endpoint import MessagesHandler
from bot.teams.keys import SigningKeys
from bot.teams.link import TeamsLink, check_credential, open_link
from bot.teams.settings import TeamsSettings
from bot.teams.turn import Assistant, Failure
from bot.telemetry.spans import NO_SPANS, Spans
from bot.telemetry.turns import Watch


def build_endpoint(
    settings: TeamsSettings,
    assistant: Assistant,
    failure: Failure,
    *,
    credential: Credential | None = None,
    link: TeamsLink | None = None,
    watch: Watch | None = None,
    spans: Spans = NO_SPANS,
) -> "TeamsEndpoint":
    """The endpoint, not yet started. A ``credential`` goes before the settings'.

    A ``link`` that is open already is used and left open; otherwise the endpoint opens one of its own.
    ``watch`` hears of each turn.
    Raises TeamsSettingsError when there is none at all.
    """
    if link is None:
        check_credential(settings, credential)
    return TeamsEndpoint(settings, assistant, failure, credential, link, watch, spans)


class TeamsEndpoint:
    """Serves ``POST /api/messages`` between ``start`` and ``close``."""

    def __init__(
        self,
        settings: TeamsSettings,
        assistant: Assistant,
        failure: Failure,
        credential: Credential | None,
        link: TeamsLink | None,
        watch: Watch | None,
        spans: Spans,
    ) -> None:
        self._settings = settings
        self._assistant = assistant
        self._failure = failure
        self._credential = credential
        self._link = link
        self._spans = spans
        self._watch = watch or (lambda report: None)
        self._opened = AsyncExitStack()
        self._handler: MessagesHandler | None = None

    async def start(self) -> None:
        """Open the shared link, and fetch token and keys in the background."""
        link = self._link
        if link is None:
            opening = open_link(self._settings, credential=self._credential)
            link = await self._opened.enter_async_context(opening)
        adapter = TeamsAdapter(ChannelAuthentication(link.connector, self._check(link)))
        self._handler = MessagesHandler(
            self._settings, adapter, self._assistant, self._failure, self._watch, self._spans
        )

    async def close(self) -> None:
        """Stop what runs in the background and close what was opened."""
        self._handler = None
        await self._opened.aclose()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def handle(self, request: web.Request) -> web.Response:
        """The aiohttp handler for ``POST /api/messages``."""
        if self._handler is None:
            raise web.HTTPServiceUnavailable
        return await self._handler(request)

    def _check(self, link: TeamsLink) -> TokenCheck | None:
        """What proves a caller; None without credentials, where only this machine is served."""
        settings = self._settings
        if not settings.is_authenticated:
            return None
        keys = SigningKeys(link.session, settings.cloud.metadata)
        keys.warm()
        self._opened.push_async_callback(keys.close)
        return TokenCheck(keys, app_id=settings.app_id, issuer=settings.cloud.issuer)
