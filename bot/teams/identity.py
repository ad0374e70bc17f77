"""A managed identity: the platform that the bot runs on proves who it is, and there is no secret to keep."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

import aiohttp

from bot.teams.credentials import IssuedToken
from bot.teams.issuing import ask

_MACHINE: Final = "http://169.254.169.254"


@dataclass(frozen=True, slots=True)
class IdentitySource:
    """Where identities of this machine are asked for: address, version of the interface, headers."""

    address: str
    version: str
    headers: Mapping[str, str] = field(repr=False)


def identity_source(environ: Mapping[str, str] = os.environ) -> IdentitySource:
    """App Service and Container Apps say where in the environment; a virtual machine has a fixed address.

    Sources: Microsoft Learn, "How to use managed identities for App Service" (REST endpoint reference) and
    "How to use managed identities on an Azure VM to acquire an access token"; the name of the variable that
    moves the latter is that of Microsoft's own libraries.
    """
    endpoint, header = environ.get("IDENTITY_ENDPOINT"), environ.get("IDENTITY_HEADER")
    if endpoint and header:
        return IdentitySource(endpoint, "2019-08-01", {"X-IDENTITY-HEADER": header})
    machine = environ.get("AZURE_POD_IDENTITY_AUTHORITY_HOST", _MACHINE).rstrip("/")
    return IdentitySource(f"{machine}/metadata/identity/oauth2/token", "2018-02-01", {"Metadata": "true"})


class ManagedIdentity:
    """A user-assigned identity, by its client id, and what its tokens are for."""

    expires: datetime | None = None

    def __init__(
        self,
        session: aiohttp.ClientSession,
        client_id: str,
        resource: str,
        source: IdentitySource | None = None,
    ) -> None:
        self._session = session
        self._client_id = client_id
        self._resource = resource
        self._source = source or identity_source()

    async def issue(self) -> IssuedToken:
        """Ask the platform for a token. Raises TokenError."""
        source = self._source
        asked = {"api-version": source.version, "resource": self._resource, "client_id": self._client_id}
        return await ask(self._session, "GET", source.address, params=asked, headers=source.headers)
