"""Who is calling: the SDK's authentication, replaced by one that waits for nothing it can keep."""

from typing import Any

import jwt
from botbuilder.schema import Activity, CallerIdConstants
from botframework.connector.auth import (
    AuthenticateRequestResult,
    AuthenticationConstants,
    BotFrameworkAuthentication,
    ClaimsIdentity,
    ConnectorFactory,
)

from bot.teams.connector import Connector, ServiceConnector
from bot.teams.errors import NotAuthenticError
from bot.teams.keys import SigningKeys

_CLOCK_SKEW = 5 * 60
_CHANNEL = "msteams"


class TokenCheck:
    """Verifies the channel's tokens: by a published RSA key, for this app, in time."""

    def __init__(self, keys: SigningKeys, *, app_id: str, issuer: str) -> None:
        self._keys = keys
        self._app_id = app_id
        self._issuer = issuer

    async def claims(self, header: str, *, channel: str, service_url: str) -> dict[str, Any]:
        """The claims of a Bearer header. Raises NotAuthenticError, or KeysError."""
        if channel != _CHANNEL:
            raise NotAuthenticError("not the Teams channel")
        scheme, _, token = header.partition(" ")
        if scheme.casefold() != "bearer" or not token.isascii():
            raise NotAuthenticError("no bearer token")
        key = await self._keys.find(_key_id(token))
        if key.endorsements and channel not in key.endorsements:
            raise NotAuthenticError("the signing key is not endorsed for this channel")
        claims = self._verify(token, key.public)
        if claims.get(AuthenticationConstants.SERVICE_URL_CLAIM) != service_url:
            raise NotAuthenticError("the token is for another service URL")
        return claims

    def _verify(self, token: str, key: Any) -> dict[str, Any]:
        try:
            return jwt.decode(
                token,
                key,
                algorithms=["RS256"],
                audience=self._app_id,
                issuer=self._issuer,
                leeway=_CLOCK_SKEW,
                options={"require": ["exp", "iss", "aud"]},
            )
        except (jwt.PyJWTError, ValueError, RecursionError) as error:
            raise NotAuthenticError(type(error).__name__) from error


class ChannelAuthentication(BotFrameworkAuthentication):  # type: ignore[misc]  # the SDK is untyped
    """What the SDK's adapter asks about a call. Without a check (no credentials) every call is anonymous."""

    def __init__(self, connector: Connector, check: TokenCheck | None) -> None:
        self._connector = connector
        self._check = check

    async def authenticate_request(self, activity: Activity, auth_header: str) -> AuthenticateRequestResult:
        """Prove the caller. Raises NotAuthenticError, or KeysError."""
        result = AuthenticateRequestResult()
        result.connector_factory = SharedConnector(self._connector)
        if self._check is None:
            result.claims_identity = ClaimsIdentity({}, True, AuthenticationConstants.ANONYMOUS_AUTH_TYPE)
            return result
        claims = await self._check.claims(
            auth_header, channel=activity.channel_id, service_url=activity.service_url
        )
        result.claims_identity = ClaimsIdentity(claims, True)
        result.caller_id = CallerIdConstants.public_azure_channel
        return result

    async def authenticate_streaming_request(
        self, auth_header: str, channel_id_header: str
    ) -> AuthenticateRequestResult:
        """Teams does not stream."""
        raise NotAuthenticError("streaming is not served")

    def create_connector_factory(self, claims_identity: ClaimsIdentity) -> ConnectorFactory:
        """Every connector is a view of the shared one."""
        return SharedConnector(self._connector)

    async def create_user_token_client(self, claims_identity: ClaimsIdentity) -> None:
        """The bot signs nobody in, so it needs none."""


class SharedConnector(ConnectorFactory):  # type: ignore[misc]  # the SDK is untyped
    """Hands the shared connector to the SDK, which would build a new one each turn."""

    def __init__(self, connector: Connector) -> None:
        self._connector = connector

    async def create(self, service_url: str, audience: str) -> ServiceConnector:
        """The shared connector, bound to one service URL. Raises ServiceHostError."""
        return self._connector.at(service_url)


def _key_id(token: str) -> str:
    try:
        key_id = jwt.get_unverified_header(token).get("kid")
    except (jwt.PyJWTError, ValueError, RecursionError) as error:
        raise NotAuthenticError("not a token") from error
    if not isinstance(key_id, str):
        raise NotAuthenticError("the token names no key")
    return key_id
