"""The keys that sign the channel's calls, as its OpenID metadata publishes them."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import aiohttp
import jwt
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from jwt.algorithms import RSAAlgorithm

from bot.teams.errors import KeysError, NotAuthenticError
from bot.teams.renewal import Lease, Renewed, Timer

_TIMEOUT = aiohttp.ClientTimeout(total=5, connect=3)
_DAY = 86_400.0
_LOOK_AGAIN = 10.0
"""Seconds between two looks at the metadata on account of a key that is not there."""


@dataclass(frozen=True, slots=True)
class SigningKey:
    """One key, and the channels that it may speak for; an empty set leaves that open."""

    public: RSAPublicKey
    endorsements: frozenset[str]


class SigningKeys:
    """Finds a key by its id: cached for a day, looked up anew when an unknown id turns up."""

    def __init__(self, session: aiohttp.ClientSession, metadata: str, timer: Timer = time.monotonic) -> None:
        self._session = session
        self._metadata = metadata
        self._timer = timer
        self._looked_at = float("-inf")
        self._renewed = Renewed("signing keys", self._fetch, timer)

    async def find(self, key_id: str) -> SigningKey:
        """The key with this id. Raises NotAuthenticError: there is none; KeysError: none can be read."""
        keys = await self._renewed.get()
        if key_id not in keys and self._may_look_again():
            keys = await self._renewed.renew()
        try:
            return keys[key_id]
        except KeyError:
            raise NotAuthenticError("no such signing key") from None

    def warm(self) -> None:
        """Begin to read the keys before the first turn needs it."""
        self._renewed.warm()

    async def close(self) -> None:
        """Stop a look-up under way."""
        await self._renewed.close()

    def _may_look_again(self) -> bool:
        if self._renewed.is_renewing:
            return True
        now = self._timer()
        if now - self._looked_at < _LOOK_AGAIN:
            return False
        self._looked_at = now
        return True

    async def _fetch(self) -> Lease[Mapping[str, SigningKey]]:
        metadata = await self._read(self._metadata)
        address = metadata.get("jwks_uri")
        if not isinstance(address, str):
            raise KeysError("the OpenID metadata names no jwks_uri")
        scheme, _, _ = self._metadata.partition(":")
        if not address.startswith(f"{scheme}:"):
            raise KeysError("the OpenID metadata sends us to keys in the clear")
        published = (await self._read(address)).get("keys")
        keys = _usable(published if isinstance(published, list) else [])
        if not keys:
            raise KeysError("the channel publishes no usable signing key")
        return Lease(keys, renew_after=_DAY, good_for=3 * _DAY)

    async def _read(self, address: str) -> dict[str, Any]:
        try:
            async with self._session.get(address, timeout=_TIMEOUT, allow_redirects=False) as response:
                if response.status != 200:
                    raise KeysError(f"{address}: status {response.status}")
                body = await response.json(content_type=None)
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            raise KeysError(f"{address}: {type(error).__name__}") from error
        return body if isinstance(body, dict) else {}


def _usable(published: list[Any]) -> dict[str, SigningKey]:
    keys = {}
    for entry in published:
        if not isinstance(entry, dict) or entry.get("kty") != "RSA" or not isinstance(entry.get("kid"), str):
            continue
        try:
            public = RSAAlgorithm.from_jwk(entry)
        except (jwt.PyJWTError, ValueError):
            continue
        if isinstance(public, RSAPublicKey):
            endorsements = entry.get("endorsements")
            named = endorsements if isinstance(endorsements, list) else []
            keys[entry["kid"]] = SigningKey(
                public, frozenset(name for name in named if isinstance(name, str))
            )
    return keys
