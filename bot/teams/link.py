"""The way out to the channel: one session, one token, one connector, shared by turns and deliveries."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import aiohttp

from bot.teams.connector import Connector, Watch
from bot.teams.credentials import AppToken, Credential
from bot.teams.errors import TeamsSettingsError
from bot.teams.posting import TeamsPost
from bot.teams.proofs import credential_of
from bot.teams.settings import TeamsSettings
from bot.telemetry.spans import NO_SPANS, Spans


@dataclass(frozen=True, slots=True)
class TeamsLink:
    """What an open link offers. ``token`` is None without credentials."""

    session: aiohttp.ClientSession
    connector: Connector
    token: AppToken | None

    @property
    def post(self) -> TeamsPost:
        """Sends and edits messages outside a turn."""
        return TeamsPost(self.connector)


@asynccontextmanager
async def open_link(
    settings: TeamsSettings,
    *,
    credential: Credential | None = None,
    watch: Watch | None = None,
    spans: Spans = NO_SPANS,
) -> AsyncIterator[TeamsLink]:
    """Open the session and fetch the token in the background. A ``credential`` goes before the settings'.

    ``watch`` hears of each call to the channel.
    Raises TeamsSettingsError when there is none at all, CertificateError for one that cannot serve.
    """
    check_credential(settings, credential)
    async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as session:
        if not settings.is_authenticated:
            yield TeamsLink(session, Connector(session, settings.service_hosts, None, watch, spans), None)
            return
        token = AppToken(credential or credential_of(session, settings))
        token.warm()
        try:
            yield TeamsLink(
                session, Connector(session, settings.service_hosts, token.get, watch, spans), token
            )
        finally:
            await token.close()


def check_credential(settings: TeamsSettings, credential: Credential | None) -> None:
    """Raise TeamsSettingsError where the bot has an id but nothing to prove it with."""
    if settings.is_authenticated and credential is None and not settings.has_credential:
        raise TeamsSettingsError("the bot has an app id but no password: set one, or another credential")
