"""Asks for tokens: over HTTP, without redirects, so that no proof goes anywhere else."""

import time
from collections.abc import Mapping
from typing import Any, Final

import aiohttp

from bot.teams.credentials import IssuedToken
from bot.teams.errors import TokenError
from bot.teams.settings import TeamsSettings

_TIMEOUT: Final = aiohttp.ClientTimeout(total=10, connect=5)


class TokenEndpoint:
    """Entra's token endpoint for this app: gives a token for a proof of who the app is.

    Source: Microsoft Learn, "OAuth 2.0 client credentials flow".
    """

    def __init__(self, session: aiohttp.ClientSession, settings: TeamsSettings) -> None:
        self._session = session
        self.address: Final = f"{settings.cloud.login}/{settings.tenant_id}/oauth2/v2.0/token"
        self._form = {
            "grant_type": "client_credentials",
            "client_id": settings.app_id,
            "scope": settings.cloud.scope,
        }

    async def exchange(self, proof: Mapping[str, str]) -> IssuedToken:
        """The token for a form's fields that prove the app. Raises TokenError."""
        return await ask(self._session, "POST", self.address, data={**self._form, **proof})


async def ask(session: aiohttp.ClientSession, method: str, address: str, **request: Any) -> IssuedToken:
    """One request for a token. Raises TokenError."""
    try:
        async with session.request(
            method, address, timeout=_TIMEOUT, allow_redirects=False, **request
        ) as response:
            return _read(response.status, await _json(response))
    except (aiohttp.ClientError, TimeoutError) as error:
        raise TokenError(None, type(error).__name__) from error


async def _json(response: aiohttp.ClientResponse) -> Any:
    try:
        return await response.json(content_type=None)
    except ValueError:
        return None


def _read(status: int, body: Any) -> IssuedToken:
    answer = body if isinstance(body, dict) else {}
    value = answer.get("access_token")
    if status != 200 or not isinstance(value, str):
        described = answer.get("error_description") or answer.get("message") or ""
        raise TokenError(status, answer.get("error"), str(described))
    return IssuedToken(value, _lifetime(status, answer))


def _lifetime(status: int, answer: Mapping[str, Any]) -> float:
    """Seconds from now. App Service tells only when the token ends, in seconds since 1970."""
    try:
        if "expires_in" not in answer and "expires_on" in answer:
            return max(0.0, float(answer["expires_on"]) - time.time())
        return float(answer.get("expires_in", 0))
    except (TypeError, ValueError) as error:
        raise TokenError(status, "the token's end is not a number") from error
