"""The bot's certificate: a PEM file with the certificate and its private key."""

import os
import stat
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_pem_private_key

_LEAST_BITS: Final = 2048


class CertificateError(Exception):
    """The file cannot serve. ``problem`` is a sentence, ``advice`` what to do; neither quotes the file."""

    def __init__(self, problem: str, advice: str) -> None:
        super().__init__(problem)
        self.problem = problem
        self.advice = advice


@dataclass(frozen=True, slots=True)
class Certificate:
    """A key with the certificate that Entra knows it by.

    ``thumbprint`` is the base64url SHA-256 of the certificate's DER form, as the header ``x5t#S256`` has it.
    """

    key: RSAPrivateKey = field(repr=False)
    thumbprint: str
    begins: datetime
    ends: datetime


def read_certificate(path: Path) -> Certificate:
    """Read the file and see that key and certificate belong together. Raises CertificateError."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise CertificateError(f"There is no certificate at {path}.", "Check the path.") from None
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise CertificateError(
            f"The certificate {path} cannot be read: {reason}.",
            "Let the account that runs Reconnect read it.",
        ) from None
    key = _key(data, path)
    certificate = _belonging(data, key, path)
    return Certificate(
        key,
        thumbprint=urlsafe_b64encode(certificate.fingerprint(SHA256())).rstrip(b"=").decode(),
        begins=certificate.not_valid_before_utc,
        ends=certificate.not_valid_after_utc,
    )


def certificate_problems(path: Path, now: datetime | None = None) -> list[CertificateError]:
    """Everything that keeps the file from serving at that moment."""
    moment = now or datetime.now(UTC)
    found = []
    if is_open_to_others(path):
        found.append(
            CertificateError(f"Everybody on this machine may read {path}.", f"Protect it: chmod 600 {path}")
        )
    try:
        certificate = read_certificate(path)
    except CertificateError as error:
        return [*found, error]
    renew = "Make a new one, and upload its public part to the app registration."
    if moment >= certificate.ends:
        found.append(CertificateError(f"The certificate {path} ended on {certificate.ends:%Y-%m-%d}.", renew))
    if moment < certificate.begins:
        begins = f"{certificate.begins:%Y-%m-%d %H:%M} UTC"
        found.append(
            CertificateError(f"The certificate {path} begins on {begins}.", "Check this machine's clock.")
        )
    return found


def is_open_to_others(path: Path) -> bool:
    """Whether anybody beside owner and group may use the file; never on systems without such rights."""
    try:
        return os.name == "posix" and bool(path.stat().st_mode & stat.S_IRWXO)
    except OSError:
        return False


def _key(data: bytes, path: Path) -> RSAPrivateKey:
    try:
        key = load_pem_private_key(data, password=None)
    except TypeError:
        raise CertificateError(
            f"The private key in {path} is protected by a password.", "Store it without one, chmod 600."
        ) from None
    except ValueError:
        raise CertificateError(
            f"There is no private key in {path}.", "Put key and certificate into one PEM file."
        ) from None
    if not isinstance(key, RSAPrivateKey) or key.key_size < _LEAST_BITS:
        raise CertificateError(
            f"The private key in {path} is not an RSA key of {_LEAST_BITS} bits or more.",
            "Entra takes no other.",
        )
    return key


def _belonging(data: bytes, key: RSAPrivateKey, path: Path) -> x509.Certificate:
    """The certificate of this key among those in the file, which may hold a whole chain."""
    try:
        certificates = x509.load_pem_x509_certificates(data)
    except ValueError:
        raise CertificateError(
            f"There is no certificate in {path}.", "Put key and certificate into one PEM file."
        ) from None
    for certificate in certificates:
        if certificate.public_key() == key.public_key():
            return certificate
    raise CertificateError(
        f"The private key in {path} does not belong to the certificate in it.", "Put the matching pair there."
    )
