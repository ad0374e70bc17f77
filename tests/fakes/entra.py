"""A stand-in for Entra and the channel's key service: real HTTP, keys made on the spot."""

import asyncio
import base64
import time
from dataclasses import dataclass
from functools import cache
from typing import Any

import jwt
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.fakes.assertions import AppRegistration, AssertionRefusedError
from tests.fakes.server import FakeServer

ISSUER = "https://api.botframework.com"
APP_ID = "11111111-2222-3333-4444-555555555555"
APP_PASSWORD = "not a real secret"
TENANT = "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"


@cache
def private_key(number: int) -> rsa.RSAPrivateKey:
    """One of a few keys, made once for the whole test run because making one is slow."""
    del number
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass(frozen=True, slots=True)
class Key:
    """A signing key as published."""

    id: str
    private: rsa.RSAPrivateKey
    endorsements: tuple[str, ...] = ("msteams", "webchat")

    def published(self) -> dict[str, Any]:
        numbers = self.private.public_key().public_numbers()
        return {
            "kty": "RSA",
            "use": "sig",
            "kid": self.id,
            "n": _base64url(numbers.n),
            "e": _base64url(numbers.e),
            "endorsements": list(self.endorsements),
        }


class FakeEntra(FakeServer):
    """Serves tokens, OpenID metadata and keys, and mints the tokens that the channel would send.

    ``registration`` is the app's: tokens are given for its secret, its certificates and whom it trusts.
    ``others`` is a published key that may not speak for Teams. ``token_delay`` and ``metadata_delay`` are in
    seconds, and ``gate`` holds both back while it is not set; the ``*_calls`` count requests.
    """

    def __init__(self) -> None:
        super().__init__()
        self.key = Key("key-1", private_key(1))
        self.others = Key("key-of-others", private_key(6), endorsements=("webchat",))
        self.registration = AppRegistration(APP_ID)
        self.region: dict[str, Any] = {"cloud_instance_name": "microsoftonline.com"}
        self.gate = asyncio.Event()
        self.gate.set()
        self.token_delay = 0.0
        self.metadata_delay = 0.0
        self.token_lifetime = 3599
        self.token_calls = 0
        self.metadata_calls = 0
        self.key_calls = 0
        self.forms: list[dict[str, str]] = []
        self.refuses = False
        self.is_down = False
        self.app.router.add_get("/{tenant}/v2.0/.well-known/openid-configuration", self._authority)
        self.app.router.add_post("/{tenant}/oauth2/v2.0/token", self._token)
        self.app.router.add_get("/v1/.well-known/openidconfiguration", self._metadata)
        self.app.router.add_get("/v1/.well-known/keys", self._keys)

    @property
    def metadata(self) -> str:
        return f"{self.url}/v1/.well-known/openidconfiguration"

    def rotate(self) -> None:
        """Publish another key in place of the present one."""
        self.key = Key("key-2", private_key(2))

    def claims(self, service_url: str, **changes: Any) -> dict[str, Any]:
        """What a good token of the channel says; a change to None leaves the claim out."""
        now = int(time.time())
        claims = {
            "iss": ISSUER,
            "aud": APP_ID,
            "serviceurl": service_url,
            "nbf": now - 60,
            "exp": now + 3600,
            **changes,
        }
        return {name: value for name, value in claims.items() if value is not None}

    def mint(
        self, service_url: str, *, key: Key | None = None, key_id: str | None = None, **claims: Any
    ) -> str:
        """A token as the channel would send it, with some claims changed."""
        signing = key or self.key
        headers = {"kid": key_id or signing.id}
        return jwt.encode(self.claims(service_url, **claims), signing.private, "RS256", headers=headers)

    async def _token(self, request: web.Request) -> web.Response:
        self.token_calls += 1
        form = await request.post()
        self.forms.append({name: str(value) for name, value in form.items()})
        await asyncio.sleep(self.token_delay)
        await self.gate.wait()
        if reason := self._against(self.forms[-1], request.match_info["tenant"]):
            refusal = {"error": "invalid_client", "error_description": reason}
            return web.json_response(refusal, status=401)
        token = {"access_token": f"token-{self.token_calls}", "expires_in": self.token_lifetime}
        return web.json_response({"token_type": "Bearer", **token})

    def _against(self, form: dict[str, str], tenant: str) -> str | None:
        """What Entra has against giving a token for this form."""
        if self.refuses:
            return "AADSTS7000222: the secret has expired"
        if form.get("client_id") != APP_ID or form.get("grant_type") != "client_credentials":
            return "AADSTS700016: no such app"
        if "client_assertion" in form:
            try:
                self.registration.check(form, f"{self.url}/{tenant}/oauth2/v2.0/token")
            except AssertionRefusedError as refused:
                return str(refused)
            return None
        return None if form.get("client_secret") == APP_PASSWORD else "AADSTS7000215: the secret is wrong"

    async def _authority(self, request: web.Request) -> web.Response:
        """What MSAL asks before it asks for a token; it takes nothing but https addresses."""
        await asyncio.sleep(self.token_delay)
        address = f"https://login.microsoftonline.com/{request.match_info['tenant']}/oauth2/v2.0"
        endpoints = {"authorization_endpoint": f"{address}/authorize", "token_endpoint": f"{address}/token"}
        return web.json_response({**endpoints, **self.region})

    async def _metadata(self, request: web.Request) -> web.Response:
        self.metadata_calls += 1
        await asyncio.sleep(self.metadata_delay)
        await self.gate.wait()
        if self.is_down:
            raise web.HTTPServiceUnavailable
        return web.json_response({"issuer": ISSUER, "jwks_uri": f"{self.url}/v1/.well-known/keys"})

    async def _keys(self, request: web.Request) -> web.Response:
        self.key_calls += 1
        keys = [{"kty": "EC", "kid": "other"}, self.others.published(), self.key.published()]
        return web.json_response({"keys": keys})


def _base64url(number: int) -> str:
    data = number.to_bytes((number.bit_length() + 7) // 8, "big")
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
