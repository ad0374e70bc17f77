"""Certificates as an operator makes them: self-signed, with their key in the same PEM file."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.x509.oid import NameOID

from tests.fakes.entra import private_key

PrivateKey = RSAPrivateKey | EllipticCurvePrivateKey


def certificate(
    key: PrivateKey | None = None,
    *,
    begins: timedelta = timedelta(days=-1),
    ends: timedelta = timedelta(days=90),
) -> x509.Certificate:
    """A certificate of this key, valid from and until so long from now."""
    signing = key or private_key(3)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "reconnect")])
    now = datetime.now(UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(signing.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + begins)
        .not_valid_after(now + ends)
    )
    return builder.sign(signing, SHA256())


def pem_of(*parts: x509.Certificate | PrivateKey, password: str | None = None) -> bytes:
    """The parts as they stand in a PEM file, a key under a password where there is one."""
    encryption = BestAvailableEncryption(password.encode()) if password else NoEncryption()
    return b"".join(
        part.public_bytes(Encoding.PEM)
        if isinstance(part, x509.Certificate)
        else part.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, encryption)
        for part in parts
    )


def write_pem(path: Path, data: bytes | None = None, *, mode: int = 0o600) -> Path:
    """Write a PEM file, by default one that serves."""
    path.write_bytes(pem_of(private_key(3), certificate()) if data is None else data)
    path.chmod(mode)
    return path
