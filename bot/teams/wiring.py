"""Puts the channel together: one session, one token, one set of keys, shared by every turn."""

from types import TracebackType
from typing import Self

import aiohttp
from aiohttp import web

from bot.teams.adapter import TeamsAdapter
from bot.teams.authentication import ChannelAuthentication, TokenCheck
from bot.teams.connector import Connector
from bot.teams.credentials import AppToken, ClientSecret, Credential
from bot.teams.endpoint import MessagesHandler
from bot.teams.errors import TeamsSettingsError
from bot.teams.keys import SigningKeys
from bot.teams.settings import TeamsSettings
from bot.teams.turn import Assistant, Failure


def build_endpoint(
    settings: TeamsSettings, assistant: Assistant, failure: Failure, *, credential: Credential | None = None
) -> "TeamsEndpoint":
    """The endpoint, not yet started. Without a ``credential`` the app's password is used.

    Raises TeamsSettingsError when there is neither.
    """
    if settings.is_authenticated and credential is None and not settings.app_password:
        raise TeamsSettingsError("the bot has an app id but no password: set one, or another credential")
    return TeamsEndpoint(settings, assistant, failure, credential)


class TeamsEndpoint:
    """Serves ``POST /api/messages`` between ``start`` and ``close``."""

    def __init__(
        self, settings: TeamsSettings, assistant: Assistant, failure: Failure, credential: Credential | None
    ) -> None:
        self._settings = settings
        self._assistant = assistant
        self._failure = failure
        self._credential = credential
        self._session: aiohttp.ClientSession | None = None
        self._renewed: list[AppToken | SigningKeys] = []
        self._handler: MessagesHandler | None = None

    async def start(self) -> None:
        """Open the shared session, and fetch token and keys in the background."""
        session = self._session = aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar())
        adapter = self._authenticated(session) if self._settings.is_authenticated else self._open(session)
        self._handler = MessagesHandler(self._settings, adapter, self._assistant, self._failure)
        for renewed in self._renewed:
            renewed.warm()

    async def close(self) -> None:
        """Stop what runs in the background and close the session."""
        self._handler = None
        for renewed in self._renewed:
            await renewed.close()
        self._renewed.clear()
        if self._session is not None:
            await self._session.close()

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

    def _authenticated(self, session: aiohttp.ClientSession) -> TeamsAdapter:
        settings = self._settings
        token = AppToken(self._credential or ClientSecret(session, settings))
        keys = SigningKeys(session, settings.cloud.metadata)
        self._renewed = [token, keys]
        connector = Connector(session, settings.service_hosts, token.get)
        check = TokenCheck(keys, app_id=settings.app_id, issuer=settings.cloud.issuer)
        return TeamsAdapter(ChannelAuthentication(connector, check))

    def _open(self, session: aiohttp.ClientSession) -> TeamsAdapter:
        connector = Connector(session, self._settings.service_hosts, None)
        return TeamsAdapter(ChannelAuthentication(connector, None))
