"""The bot's certificate: what serves is read, and what does not is told with what to do."""

import hashlib
from base64 import urlsafe_b64decode
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding

from bot.certificate import CertificateError, certificate_problems, read_certificate
from tests.fakes.certificates import certificate, pem_of, write_pem
from tests.fakes.entra import private_key

FAULTY: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "no private key"),
    "not PEM": (lambda: b"\x00\xff" * 40, "no private key"),
    "no key": (lambda: pem_of(certificate()), "no private key"),
    "no certificate": (lambda: pem_of(private_key(3)), "no certificate"),
    "key of another": (lambda: pem_of(private_key(1), certificate()), "does not belong"),
    "key under a password": (lambda: pem_of(private_key(3), certificate(), password="x"), "by a password"),
    "elliptic key": (lambda: pem_of(key := ec.generate_private_key(ec.SECP256R1()), certificate(key)), "RSA"),
    "short key": (lambda: pem_of(key := rsa.generate_private_key(65537, 1024), certificate(key)), "2048"),
    "expired": (
        lambda: pem_of(private_key(3), certificate(begins=timedelta(-9), ends=timedelta(-1))),
        "ended on",
    ),
    "not begun": (lambda: pem_of(private_key(3), certificate(begins=timedelta(days=1))), "begins on"),
}


def test_key_thumbprint_and_end_are_read(tmp_path: Path) -> None:
    made = certificate()
    read = read_certificate(write_pem(tmp_path / "bot.pem", pem_of(private_key(3), made)))
    der = hashlib.sha256(made.public_bytes(Encoding.DER)).digest()
    assert urlsafe_b64decode(read.thumbprint + "=") == der
    assert read.ends == made.not_valid_after_utc
    assert read.key.private_numbers() == private_key(3).private_numbers()
    assert "key" not in repr(read).split("(")[1]


def test_the_certificate_of_the_key_is_found_in_a_chain(tmp_path: Path) -> None:
    own = certificate(ends=timedelta(days=7))
    chain = pem_of(certificate(private_key(1)), own, private_key(3))
    assert read_certificate(write_pem(tmp_path / "bot.pem", chain)).ends == own.not_valid_after_utc


def test_a_good_file_has_no_problems(tmp_path: Path) -> None:
    assert certificate_problems(write_pem(tmp_path / "bot.pem")) == []


@pytest.mark.parametrize("fault", FAULTY)
def test_a_faulty_file_is_told(tmp_path: Path, fault: str) -> None:
    make, told = FAULTY[fault]
    path = write_pem(tmp_path / "bot.pem", make())
    [problem] = certificate_problems(path)
    assert told in problem.problem
    assert str(path) in problem.problem
    assert problem.advice
    assert "PRIVATE" not in f"{problem.problem}{problem.advice}"


def test_a_missing_file_and_a_folder_are_told(tmp_path: Path) -> None:
    with pytest.raises(CertificateError, match="There is no certificate"):
        read_certificate(tmp_path / "none.pem")
    with pytest.raises(CertificateError, match="cannot be read"):
        read_certificate(tmp_path)


@pytest.mark.parametrize(("mode", "told"), [(0o600, 0), (0o640, 0), (0o400, 0), (0o644, 1), (0o601, 1)])
def test_a_file_that_everybody_may_read_is_told(tmp_path: Path, mode: int, told: int) -> None:
    problems = certificate_problems(write_pem(tmp_path / "bot.pem", mode=mode))
    assert len(problems) == told
    assert all("chmod 600" in problem.advice for problem in problems)


def test_everything_is_told_at_once(tmp_path: Path) -> None:
    path = write_pem(tmp_path / "bot.pem", mode=0o644)
    later = datetime.now(UTC) + timedelta(days=400)
    assert len(certificate_problems(path, later)) == 2
