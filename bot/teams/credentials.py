"""The app's own tokens, with which it speaks to the channel."""

from dataclasses import dataclass
from typing import Any, Protocol

import aiohttp

from bot.teams.errors import TokenError
from bot.teams.renewal import Lease, Renewed
from bot.teams.settings import TeamsSettings

_TIMEOUT = aiohttp.ClientTimeout(total=10, connect=5)
_MARGIN = 60.0
"""Seconds before its end from which a token is not used any more."""


@dataclass(frozen=True, slots=True)
class IssuedToken:
    """A token as Entra gave it. ``lifetime`` is in seconds from now."""

    value: str
    lifetime: float


class Credential(Protocol):
    """How the app proves to Entra who it is: a secret, a certificate, a managed identity."""

    async def issue(self) -> IssuedToken:
        """Ask for a new token for the connector. Raises TokenError."""


class ClientSecret:
    """The app's secret, exchanged for a token by the client-credentials grant."""

    def __init__(self, session: aiohttp.ClientSession, settings: TeamsSettings) -> None:
        self._session = session
        self._url = f"{settings.cloud.login}/{settings.tenant_id}/oauth2/v2.0/token"
        self._form = {
            "grant_type": "client_credentials",
            "client_id": settings.app_id,
            "client_secret": settings.app_password,
            "scope": settings.cloud.scope,
        }

    async def issue(self) -> IssuedToken:
        """Ask Entra for a new token. Raises TokenError."""
        try:
            async with self._session.post(
                self._url, data=self._form, timeout=_TIMEOUT, allow_redirects=False
            ) as response:
                status, body = response.status, await response.json(content_type=None)
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            raise TokenError(None, type(error).__name__) from error
        return _read(status, body)


class AppToken:
    """The token in use: cached, asked for once however many turns wait, renewed well ahead of its end."""

    def __init__(self, credential: Credential) -> None:
        self._credential = credential
        self._renewed = Renewed("app token", self._lease)

    async def get(self) -> str:
        """A token that is good for at least a minute. Raises TokenError."""
        return await self._renewed.get()

    def warm(self) -> None:
        """Ask for the first token before the first turn needs it."""
        self._renewed.warm()

    async def close(self) -> None:
        """Stop a renewal under way."""
        await self._renewed.close()

    async def _lease(self) -> Lease[str]:
        token = await self._credential.issue()
        good_for = max(token.lifetime - _MARGIN, token.lifetime / 2)
        return Lease(token.value, renew_after=good_for * 0.8, good_for=good_for)


def _read(status: int, body: Any) -> IssuedToken:
    answer = body if isinstance(body, dict) else {}
    value = answer.get("access_token")
    if status != 200 or not isinstance(value, str):
        raise TokenError(status, answer.get("error"), str(answer.get("error_description", "")))
    try:
        lifetime = float(answer.get("expires_in", 0))
    except (TypeError, ValueError) as error:
        raise TokenError(status, "expires_in is not a number") from error
    return IssuedToken(value, lifetime)
