"""The whole bot answers with a token that each kind of credential got for it."""

from pathlib import Path
from typing import Any

import jwt
import pytest
from pydantic import SecretStr

from tests.fakes.certificates import certificate, pem_of, write_pem
from tests.fakes.entra import APP_ID, private_key
from tests.fakes.identity import HEADER, IDENTITY, FakeIdentity
from tests.scenarios.door import Door, door

NO_SECRET = SecretStr("")


def token_used(at: Door) -> str:
    """The token that the channel was shown with the answer."""
    [call] = at.connector.calls
    scheme, _, token = (call.authorization or "").partition(" ")
    assert scheme == "Bearer"
    return token


def shown(at: Door) -> str:
    """Everything that was logged."""
    return "".join(str(line) for line in at.log)


async def test_a_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with door(tmp_path, monkeypatch) as at:
        assert await at.bring(at.good()) == 200
        assert token_used(at) == "token-1"
        assert at.entra.forms[0]["client_secret"] not in shown(at)


async def test_a_certificate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = certificate()
    path = write_pem(tmp_path / "bot.pem", pem_of(private_key(3), made))
    async with door(tmp_path, monkeypatch, app_password=NO_SECRET, certificate_file=path) as at:
        assert await at.bring(at.good()) == 200
        assert at.connector.calls == []  # Entra does not know the certificate yet: no answer, and no crash
        at.entra.registration.certificates.append(made)
        assert await at.bring(at.good()) == 200
        assert token_used(at).startswith("token-")
        assert "client_assertion" in at.entra.forms[-1]
        assert at.entra.forms[-1]["client_assertion"] not in shown(at)


@pytest.mark.parametrize("platform", ["app_service", "machine"])
async def test_an_identity_that_is_the_bot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, platform: str
) -> None:
    async with FakeIdentity() as identity:
        identity.assigned = {APP_ID}
        for name, value in getattr(identity, platform).items():
            monkeypatch.setenv(name, value)
        async with door(tmp_path, monkeypatch, app_password=NO_SECRET, managed_identity=APP_ID) as at:
            assert await at.bring(at.good()) == 200
            key = private_key(4).public_key()
            claims = jwt.decode(token_used(at), key, ["RS256"], audience="https://api.botframework.com")
            assert claims["exp"]
            assert at.entra.token_calls == 0
            assert HEADER not in shown(at)


async def test_an_identity_that_the_app_registration_trusts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with FakeIdentity() as identity:
        for name, value in identity.app_service.items():
            monkeypatch.setenv(name, value)
        chosen: dict[str, Any] = {"app_password": NO_SECRET, "managed_identity": IDENTITY}
        async with door(tmp_path, monkeypatch, **chosen) as at:
            at.entra.registration.trust = identity.trust
            assert await at.bring(at.good()) == 200
            assert token_used(at).startswith("token-")
            assert at.entra.forms[-1]["client_assertion"] not in shown(at)
