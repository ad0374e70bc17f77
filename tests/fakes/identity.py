"""A stand-in for the platform's managed identities: real HTTP, as App Service and virtual machines do it."""

import time
from typing import Any
from uuid import uuid4

import jwt
from aiohttp import web

from tests.fakes.assertions import Trust
from tests.fakes.entra import TENANT, private_key
from tests.fakes.server import FakeServer

IDENTITY = "77777777-2222-3333-4444-555555555555"
"""The identity's client id."""
PRINCIPAL = "88888888-2222-3333-4444-555555555555"
HEADER = "a-guid-of-the-platform"
ISSUER = f"https://login.microsoftonline.com/{TENANT}/v2.0"


class FakeIdentity(FakeServer):
    """Gives signed tokens to whoever asks rightly for an identity that is assigned; ``asked`` remembers."""

    def __init__(self) -> None:
        super().__init__()
        self.assigned = {IDENTITY}
        self.lifetime = 86_400
        self.asked: list[dict[str, str]] = []
        self.app.router.add_get("/msi/token", self._app_service)
        self.app.router.add_get("/metadata/identity/oauth2/token", self._machine)

    @property
    def app_service(self) -> dict[str, str]:
        """The environment that App Service and Container Apps give a process."""
        return {"IDENTITY_ENDPOINT": f"{self.url}/msi/token", "IDENTITY_HEADER": HEADER}

    @property
    def machine(self) -> dict[str, str]:
        """The environment of a process on a virtual machine whose metadata service is this one."""
        return {"AZURE_POD_IDENTITY_AUTHORITY_HOST": self.url}

    @property
    def trust(self) -> Trust:
        """The federated credential by which an app registration trusts this identity."""
        return Trust(ISSUER, PRINCIPAL, private_key(4).public_key())

    async def _app_service(self, request: web.Request) -> web.Response:
        self.asked.append(dict(request.query))
        if request.headers.get("X-IDENTITY-HEADER") != HEADER or request.query["api-version"] != "2019-08-01":
            return web.json_response({"statusCode": 401, "message": "the header is wrong"}, status=401)
        if request.query.get("client_id") not in self.assigned:
            refusal = {"statusCode": 400, "message": "No User Assigned or Delegated Managed Identity found"}
            return web.json_response(refusal, status=400)
        return web.json_response({**self._token(request), "expires_on": str(self._end())})

    async def _machine(self, request: web.Request) -> web.Response:
        self.asked.append(dict(request.query))
        if request.headers.get("Metadata") != "true" or request.query["api-version"] != "2018-02-01":
            return _refused("Required metadata header not specified")
        if request.query.get("client_id") not in self.assigned:
            return _refused("Identity not found")
        ends = {"expires_in": str(self.lifetime), "expires_on": str(self._end())}
        return web.json_response({**self._token(request), **ends, "refresh_token": ""})

    def _end(self) -> int:
        return int(time.time()) + self.lifetime

    def _token(self, request: web.Request) -> dict[str, Any]:
        now, resource = int(time.time()), request.query["resource"]
        claims = {
            "iss": ISSUER,
            "sub": PRINCIPAL,
            "aud": resource,
            "jti": str(uuid4()),
            "nbf": now,
            "exp": now + self.lifetime,
        }
        token = jwt.encode(claims, private_key(4), "RS256", headers={"kid": "platform"})
        return {"access_token": token, "resource": resource, "token_type": "Bearer"}


def _refused(described: str) -> web.Response:
    return web.json_response({"error": "invalid_request", "error_description": described}, status=400)
