"""What somebody might send who would like to speak to the bot and may not."""

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Callable
from typing import Any

import jwt
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tests.fakes.entra import APP_ID, TENANT, FakeEntra, Key, private_key

OTHER_TENANT = "ffffffff-0000-0000-0000-000000000000"
Forge = Callable[[FakeEntra, str], str]
"""Makes a token that should prove nothing, for this service URL."""


def part(value: Any) -> str:
    """One part of a token."""
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def unsigned(name: str, signature: str = "") -> Forge:
    """A token that says it needs no signature."""

    def forge(entra: FakeEntra, url: str) -> str:
        head = part({"alg": name, "typ": "JWT", "kid": entra.key.id})
        return f"{head}.{part(entra.claims(url))}.{signature}"

    return forge


def by_the_public_key(encoding: Encoding, layout: PublicFormat) -> Forge:
    """The classic confusion: the published key taken for a shared secret."""

    def forge(entra: FakeEntra, url: str) -> str:
        secret = entra.key.private.public_key().public_bytes(encoding, layout)
        signed = f"{part({'alg': 'HS256', 'typ': 'JWT', 'kid': entra.key.id})}.{part(entra.claims(url))}"
        return f"{signed}.{part(hmac.new(secret, signed.encode(), hashlib.sha256).digest())}"

    return forge


def by_the_right_key(algorithm: str) -> Forge:
    """Signed rightly, in a way that the channel does not use."""

    def forge(entra: FakeEntra, url: str) -> str:
        return jwt.encode(entra.claims(url), entra.key.private, algorithm, headers={"kid": entra.key.id})

    return forge


def by_an_own_key(**header: Any) -> Forge:
    """Signed by a key of the intruder's, which the header offers as the one to look at."""

    def forge(entra: FakeEntra, url: str) -> str:
        own = Key("own", private_key(5))
        offered = {"jwk": own.published()} if header.get("jwk") else {}
        return jwt.encode(
            entra.claims(url), own.private, "RS256", headers={"kid": entra.key.id, **header, **offered}
        )

    return forge


def altered(entra: FakeEntra, url: str) -> str:
    """A good token whose claims were changed."""
    head, _, signature = entra.mint(url).split(".")
    return f"{head}.{part(entra.claims(url, name='someone else'))}.{signature}"


FORGED: dict[str, Forge] = {
    "garbage": lambda entra, url: "not a token",
    "three parts of garbage": lambda entra, url: "a.b.c",
    "not ASCII": lambda entra, url: "é.é.é",
    "very long": lambda entra, url: "a" * 6000,
    "header nested beyond reading": lambda entra, url: f"{part(b'[' * 5000)}.e30.e30",
    "no key id": lambda entra, url: f"{part({'alg': 'RS256'})}.e30.e30",
    "key id not a string": lambda entra, url: f"{part({'alg': 'RS256', 'kid': 7})}.e30.e30",
    "claims not an object": lambda entra, url: f"{part({'alg': 'RS256', 'kid': entra.key.id})}.W10.e30",
    "alg none": unsigned("none"),
    "alg None": unsigned("None"),
    "alg none, with a signature": unsigned("none", part(b"signature")),
    "no signature": unsigned("RS256"),
    "HS256 with the public key": by_the_public_key(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo),
    "HS256 with the public key, PKCS #1": by_the_public_key(Encoding.PEM, PublicFormat.PKCS1),
    "HS256 with the public key, DER": by_the_public_key(Encoding.DER, PublicFormat.SubjectPublicKeyInfo),
    "RS512": by_the_right_key("RS512"),
    "PS256": by_the_right_key("PS256"),
    "altered claims": altered,
    "another key under the known id": by_an_own_key(),
    "an unknown key": by_an_own_key(kid="own"),
    "its own key in the header": by_an_own_key(jwk=True),
    "its own key's address in the header": by_an_own_key(kid="own", jku="http://127.0.0.1:1/keys"),
    "a certificate's address in the header": by_an_own_key(kid="own", x5u="http://127.0.0.1:1/c.pem"),
    "a path for a key id": by_an_own_key(kid="../../../../dev/null"),
    "a critical header that we do not know": lambda entra, url: jwt.encode(
        entra.claims(url),
        entra.key.private,
        "RS256",
        headers={"kid": entra.key.id, "crit": ["future"], "future": 1},
    ),
    "a key for other channels": lambda entra, url: entra.mint(url, key=entra.others),
}


def _emulator(version: str) -> dict[str, Any]:
    """What the Emulator sends, as the SDK accepts it beside the channel's tokens."""
    issuer = (
        "https://sts.windows.net/{}/" if version == "1.0" else "https://login.microsoftonline.com/{}/v2.0"
    )
    tenant = "d6d49420-f39b-4df7-a1dc-d59a935871db"
    caller = {"appid": APP_ID} if version == "1.0" else {"azp": APP_ID}
    return {"iss": issuer.format(tenant), "ver": version, "tid": tenant, "serviceurl": None, **caller}


def wrong_claims() -> dict[str, dict[str, Any]]:
    """Claims with which a token that the channel's key has signed is still not good here."""
    now = int(time.time())
    return {
        "expired": {"exp": now - 3600},
        "just expired": {"exp": now - 301},
        "end is not a number": {"exp": "never"},
        "no end": {"exp": None},
        "not valid yet": {"nbf": now + 3600},
        "issued in the future": {"iat": now + 3600},
        "another app": {"aud": "22222222-2222-3333-4444-555555555555"},
        "the connector's own audience": {"aud": "https://api.botframework.com"},
        "several other apps": {"aud": ["another", f"{APP_ID}0"]},
        "no audience": {"aud": None},
        "an empty audience": {"aud": ""},
        "another issuer": {"iss": "https://sts.windows.net/somebody/"},
        "our own tenant as issuer": {"iss": f"https://login.microsoftonline.com/{TENANT}/v2.0"},
        "another cloud's issuer": {"iss": "https://api.botframework.us"},
        "an issuer like ours": {"iss": "https://api.botframework.com/"},
        "no issuer": {"iss": None},
        "another service URL": {"serviceurl": "https://smba.trafficmanager.net/emea/"},
        "a service URL within a list": {"serviceurl": ["https://smba.trafficmanager.net/emea/"]},
        "no service URL": {"serviceurl": None},
        "emulator, version 1": _emulator("1.0"),
        "emulator, version 2": _emulator("2.0"),
    }


HEADERS: dict[str, dict[str, str]] = {
    "no header": {},
    "an empty header": {"Authorization": ""},
    "a password": {"Authorization": "Basic YTpi"},
    "no token": {"Authorization": "Bearer"},
    "an empty token": {"Authorization": "Bearer "},
    "a token in a cookie": {"Cookie": "Authorization=Bearer%20{good}"},
    "a token in another header": {"X-Authorization": "Bearer {good}"},
    "a token of another scheme": {"Authorization": "Token {good}"},
    "a token without a scheme": {"Authorization": "{good}"},
    "said to come from this machine": {"X-Forwarded-For": "127.0.0.1", "Forwarded": "for=127.0.0.1"},
    "said to be vouched for by a proxy": {"X-MS-CLIENT-PRINCIPAL-ID": APP_ID, "X-Real-IP": "127.0.0.1"},
    "this machine's name": {"Host": "localhost"},
    "two tokens in one header": {"Authorization": "Bearer {good}, Bearer {good}"},
}
"""Headers of calls; ``{good}`` stands for a good token."""


def _tenants(conversation: Any, channel_data: Any) -> dict[str, Any]:
    return {
        "conversation": {"id": "a:1", "tenantId": conversation},
        "channelData": {"tenant": {"id": channel_data}},
    }


FOREIGN: dict[str, dict[str, Any]] = {
    "another tenant": _tenants(OTHER_TENANT, OTHER_TENANT),
    "another tenant's conversation": _tenants(OTHER_TENANT, TENANT),
    "another tenant's channel data": _tenants(TENANT, OTHER_TENANT),
    "a tenant that is almost ours": _tenants(f"{TENANT} ", f"{TENANT} "),
    "tenants in a list": _tenants([TENANT], [TENANT]),
    "no tenant": {"conversation": {"id": "a:1"}, "channelData": None},
    "web chat": {"channelId": "webchat"},
    "the emulator": {"channelId": "emulator"},
    "a channel like ours": {"channelId": "MSTEAMS"},
}
"""Changes to an activity whose token is good."""

ELSEWHERE = (
    "https://smba.trafficmanager.net.example.com/teams/",
    "https://smba.trafficmanager.net@example.com/",
    "https://mine.trafficmanager.net/",
    "https://smba.infra.gov.teams.microsoft.us/teams",
    "http://smba.trafficmanager.net/teams/",
    "http://169.254.169.254/metadata/identity/oauth2/token",
    "http://localhost:1/",
    "file:///etc/passwd",
    "not a URL",
)
"""Service URLs that are none of the channel's, though the token names them too."""
