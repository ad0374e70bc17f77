"""How the app proves to Entra who it is, and the token that it gets for that."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.teams.renewal import Lease, Renewed

_MARGIN = 60.0
"""Seconds before its end from which a token is not used any more."""


@dataclass(frozen=True, slots=True)
class IssuedToken:
    """A token as Entra gave it. ``lifetime`` is in seconds from now."""

    value: str
    lifetime: float


class Credential(Protocol):
    """One way to prove it: a secret, a certificate, a managed identity."""

    @property
    def expires(self) -> datetime | None:
        """When the proof itself ends; None where it does not, or where only Entra knows."""

    async def issue(self) -> IssuedToken:
        """Ask for a new token for the connector. Raises TokenError."""


class AppToken:
    """The token in use: cached, asked for once however many turns wait, renewed well ahead of its end."""

    def __init__(self, credential: Credential) -> None:
        self._credential = credential
        self._renewed = Renewed("app token", self._lease)

    @property
    def credential_expires(self) -> datetime | None:
        """When the credential ends with which tokens are asked for; None where that is not known here."""
        return self._credential.expires

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
