"""How the app proves to Entra who it is, and the token that it gets for that."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.teams.errors import TokenError
from bot.teams.renewal import Lease, Renewed
from bot.telemetry.tokens import TokenState

_PAUSE = 30.0
"""Seconds after a failure before somebody who only looks at the token asks Entra again."""
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

    @property
    def state(self) -> TokenState:
        """What is known of the token just now."""
        fault = self._renewed.fault
        return TokenState(self._renewed.age, self._renewed.remaining, _named(fault) if fault else None)

    async def refresh(self) -> None:
        """Renew the token if it is time, also while nobody speaks to the bot. Raises nothing."""
        await self._renewed.refresh(pause=_PAUSE)

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


def _named(fault: BaseException) -> str:
    """A short code for the fault, fit to be shown to anybody."""
    code = fault.code if isinstance(fault, TokenError) else None
    return code if code and re.fullmatch(r"[A-Za-z_]{1,40}", code) else type(fault).__name__
