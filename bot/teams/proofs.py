"""The credentials that Entra's token endpoint takes: a secret, a certificate, another identity."""

import asyncio
import time
from datetime import datetime
from pathlib import Path
from typing import Final
from uuid import uuid4

import aiohttp
import jwt

from bot.certificate import Certificate, CertificateError, read_certificate
from bot.teams.credentials import Credential, IssuedToken
from bot.teams.errors import TokenError
from bot.teams.identity import ManagedIdentity
from bot.teams.issuing import TokenEndpoint
from bot.teams.settings import TeamsSettings

_ASSERTION_TYPE: Final = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
_GOOD_FOR: Final = 600
"""Seconds for which a signed assertion may be used; Entra recommends five to ten minutes."""


def credential_of(session: aiohttp.ClientSession, settings: TeamsSettings) -> Credential:
    """The credential that the settings name. Raises CertificateError."""
    if settings.certificate_file is not None:
        return ClientCertificate(session, settings, settings.certificate_file)
    if settings.managed_identity:
        return _identity(session, settings)
    return ClientSecret(session, settings)


class ClientSecret:
    """The app's secret. Only Entra knows when it ends."""

    expires: datetime | None = None

    def __init__(self, session: aiohttp.ClientSession, settings: TeamsSettings) -> None:
        self._endpoint = TokenEndpoint(session, settings)
        self._secret = settings.app_password

    async def issue(self) -> IssuedToken:
        """Ask Entra for a new token. Raises TokenError."""
        return await self._endpoint.exchange({"client_secret": self._secret})


class ClientCertificate:
    """A certificate, whose key signs a statement for each token. The file is read anew each time.

    So a new certificate needs no restart. Source: Microsoft Learn, "Certificate credentials".
    """

    def __init__(self, session: aiohttp.ClientSession, settings: TeamsSettings, path: Path) -> None:
        self._endpoint = TokenEndpoint(session, settings)
        self._app_id = settings.app_id
        self._path = path
        self._certificate = read_certificate(path)

    @property
    def expires(self) -> datetime:
        """When the certificate ends that was read last."""
        return self._certificate.ends

    async def issue(self) -> IssuedToken:
        """Ask Entra for a new token. Raises TokenError."""
        try:
            statement = await asyncio.to_thread(self._sign)
        except CertificateError as error:
            raise TokenError(None, "certificate", error.problem) from error
        return await self._endpoint.exchange(_assertion(statement))

    def _sign(self) -> str:
        self._certificate = certificate = read_certificate(self._path)
        return signed_statement(certificate, self._app_id, self._endpoint.address)


class FederatedIdentity:
    """A managed identity that the app registration trusts, in place of a secret of the app's own.

    Source: Microsoft Learn, "Configure an application to trust a managed identity".
    """

    expires: datetime | None = None

    def __init__(
        self, session: aiohttp.ClientSession, settings: TeamsSettings, identity: ManagedIdentity
    ) -> None:
        self._endpoint = TokenEndpoint(session, settings)
        self._identity = identity

    async def issue(self) -> IssuedToken:
        """Ask for the identity's token, and Entra for the app's in exchange. Raises TokenError."""
        proof = await self._identity.issue()
        return await self._endpoint.exchange(_assertion(proof.value))


def signed_statement(certificate: Certificate, app_id: str, audience: str) -> str:
    """The statement, as a JWT, with which the holder of the key says that it is the app."""
    now = int(time.time())
    claims = {
        "aud": audience,
        "iss": app_id,
        "sub": app_id,
        "jti": str(uuid4()),
        "iat": now,
        "nbf": now,
        "exp": now + _GOOD_FOR,
    }
    return jwt.encode(claims, certificate.key, "PS256", headers={"x5t#S256": certificate.thumbprint})


def _identity(session: aiohttp.ClientSession, settings: TeamsSettings) -> Credential:
    """The managed identity, which either is the bot or is trusted by the bot's app registration."""
    if settings.managed_identity.casefold() == settings.app_id.casefold():
        return ManagedIdentity(session, settings.app_id, settings.cloud.resource)
    trusted = ManagedIdentity(session, settings.managed_identity, settings.cloud.exchange)
    return FederatedIdentity(session, settings, trusted)


def _assertion(statement: str) -> dict[str, str]:
    return {"client_assertion_type": _ASSERTION_TYPE, "client_assertion": statement}
