"""What Entra checks of a statement that an app proves itself with, its signature for real."""

from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import jwt
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256

ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
EXCHANGE = "api://AzureADTokenExchange"


@dataclass(frozen=True, slots=True)
class Trust:
    """A federated credential of the app registration: whose tokens count as its own proof."""

    issuer: str
    subject: str
    key: RSAPublicKey


class AssertionRefusedError(Exception):
    """The statement proves nothing. The message is what Entra would describe."""


@dataclass(slots=True)
class AppRegistration:
    """The certificates and the federated credential that an admin has added to the app registration."""

    app_id: str
    certificates: list[x509.Certificate] = field(default_factory=list)
    trust: Trust | None = None
    seen: set[str] = field(default_factory=set)

    def check(self, form: dict[str, str], audience: str) -> None:
        """Raises AssertionRefusedError unless the form proves the app."""
        if form.get("client_assertion_type") != ASSERTION_TYPE:
            raise AssertionRefusedError("AADSTS900144: client_assertion_type")
        statement = form["client_assertion"]
        try:
            header = jwt.get_unverified_header(statement)
            if "x5t#S256" in header:
                self._check_signed(statement, header["x5t#S256"], audience)
            else:
                self._check_trusted(statement)
        except jwt.PyJWTError as error:
            raise AssertionRefusedError(f"AADSTS700027: {type(error).__name__}") from error

    def _check_signed(self, statement: str, thumbprint: str, audience: str) -> None:
        known = {_thumbprint(certificate): certificate for certificate in self.certificates}
        if thumbprint not in known:
            raise AssertionRefusedError("AADSTS700027: the certificate is not registered")
        certificate = known[thumbprint]
        if certificate.not_valid_after_utc <= datetime.now(UTC):
            raise AssertionRefusedError("AADSTS700027: the certificate has expired")
        key = certificate.public_key()
        assert isinstance(key, RSAPublicKey)
        claims = _claims(statement, key, ["PS256"], audience, self.app_id)
        if claims["sub"] != self.app_id or claims["exp"] - claims["nbf"] > 600:
            raise AssertionRefusedError("AADSTS700024: subject or lifetime")
        if claims["jti"] in self.seen:
            raise AssertionRefusedError("AADSTS700025: the statement was used before")
        self.seen.add(claims["jti"])

    def _check_trusted(self, statement: str) -> None:
        if self.trust is None:
            raise AssertionRefusedError("AADSTS70021: no federated credential")
        claims = _claims(statement, self.trust.key, ["RS256"], EXCHANGE, self.trust.issuer)
        if claims["sub"] != self.trust.subject:
            raise AssertionRefusedError("AADSTS70021: subject")


def _claims(
    statement: str, key: RSAPublicKey, algorithms: list[str], audience: str, issuer: str
) -> dict[str, Any]:
    required = ["exp", "nbf", "iss", "aud", "sub", "jti"]
    claims: dict[str, Any] = jwt.decode(
        statement, key, algorithms=algorithms, audience=audience, issuer=issuer, options={"require": required}
    )
    return claims


def _thumbprint(certificate: x509.Certificate) -> str:
    return urlsafe_b64encode(certificate.fingerprint(SHA256())).rstrip(b"=").decode()
