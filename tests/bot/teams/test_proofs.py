"""How the app proves itself: each credential against stand-ins that check what they are given."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiohttp
import jwt
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.certificate import CertificateError, read_certificate
from bot.teams import CLOUDS, CloudName, TeamsSettings, check_credentials, open_link
from bot.teams.errors import TokenError
from bot.teams.identity import ManagedIdentity, identity_source
from bot.teams.proofs import (
    ClientCertificate,
    ClientSecret,
    FederatedIdentity,
    credential_of,
    signed_statement,
)
from tests.fakes.certificates import certificate, pem_of, write_pem
from tests.fakes.entra import APP_ID, APP_PASSWORD, TENANT, FakeEntra, private_key
from tests.fakes.identity import IDENTITY, FakeIdentity


def settings(entra: FakeEntra, **changes: Any) -> TeamsSettings:
    cloud = replace(CLOUDS[CloudName.PUBLIC], login=entra.url)
    return TeamsSettings(app_id=APP_ID, tenant_id=TENANT, cloud=cloud, **changes)


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as opened:
        yield opened


@pytest.fixture
async def entra() -> AsyncIterator[FakeEntra]:
    async with FakeEntra() as opened:
        yield opened


@pytest.fixture
async def identity() -> AsyncIterator[FakeIdentity]:
    async with FakeIdentity() as opened:
        yield opened


def registered(entra: FakeEntra, path: Path, *, ends: timedelta = timedelta(days=90)) -> Path:
    """A PEM file whose certificate the app registration knows."""
    made = certificate(ends=ends)
    entra.registration.certificates.append(made)
    return write_pem(path, pem_of(private_key(3), made))


async def test_a_registered_certificate_gets_a_token(
    session: aiohttp.ClientSession, entra: FakeEntra, tmp_path: Path
) -> None:
    path = registered(entra, tmp_path / "bot.pem")
    credential = credential_of(session, settings(entra, certificate_file=path))
    assert isinstance(credential, ClientCertificate)
    assert (await credential.issue()).value == "token-1"
    assert (await credential.issue()).value == "token-2"  # a statement of its own each time
    [form, _] = entra.forms
    assert form["scope"] == "https://api.botframework.com/.default"
    assert "client_secret" not in form
    assert credential.expires == read_certificate(path).ends


async def test_a_certificate_that_entra_does_not_know_gets_none(
    session: aiohttp.ClientSession, entra: FakeEntra, tmp_path: Path
) -> None:
    entra.registration.certificates.append(certificate(private_key(1)))
    path = write_pem(tmp_path / "bot.pem")
    with pytest.raises(TokenError) as caught:
        await credential_of(session, settings(entra, certificate_file=path)).issue()
    assert "AADSTS700027" in caught.value.description


async def test_the_stand_in_refuses_a_statement_signed_by_another_key(
    session: aiohttp.ClientSession, entra: FakeEntra, tmp_path: Path
) -> None:
    """Guards the tests above: the signature is what counts."""
    known = read_certificate(registered(entra, tmp_path / "bot.pem"))
    forged = replace(known, key=private_key(1))
    token_address = f"{entra.url}/{TENANT}/oauth2/v2.0/token"
    for held, status in ((known, 200), (forged, 401)):
        form = {
            "grant_type": "client_credentials",
            "client_id": APP_ID,
            "client_assertion_type": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            "client_assertion": signed_statement(held, APP_ID, token_address),
        }
        async with session.post(token_address, data=form) as response:
            assert response.status == status


def test_a_statement_says_what_entra_documents(tmp_path: Path) -> None:
    held = read_certificate(write_pem(tmp_path / "bot.pem"))
    statement = signed_statement(held, APP_ID, "https://login.example/token")
    assert jwt.get_unverified_header(statement) == {
        "alg": "PS256",
        "typ": "JWT",
        "x5t#S256": held.thumbprint,
    }
    claims = jwt.decode(
        statement, private_key(3).public_key(), ["PS256"], audience="https://login.example/token"
    )
    assert claims["iss"] == claims["sub"] == APP_ID
    assert claims["exp"] - claims["nbf"] == 600


async def test_a_new_certificate_is_used_without_a_restart(
    session: aiohttp.ClientSession, entra: FakeEntra, tmp_path: Path
) -> None:
    path = registered(entra, tmp_path / "bot.pem", ends=timedelta(days=1))
    credential = credential_of(session, settings(entra, certificate_file=path))
    soon = credential.expires
    entra.registration.certificates.clear()
    registered(entra, path, ends=timedelta(days=300))
    await credential.issue()
    assert soon is not None
    assert credential.expires is not None
    assert credential.expires - soon > timedelta(days=200)


async def test_a_certificate_that_went_away_is_no_token_and_no_crash(
    session: aiohttp.ClientSession, entra: FakeEntra, tmp_path: Path
) -> None:
    path = registered(entra, tmp_path / "bot.pem")
    credential = credential_of(session, settings(entra, certificate_file=path))
    path.unlink()
    with pytest.raises(TokenError, match="There is no certificate"):
        await credential.issue()
    with pytest.raises(CertificateError):
        credential_of(session, settings(entra, certificate_file=path))
    assert await check_credentials(settings(entra, certificate_file=path)) is not None


@pytest.mark.parametrize("platform", ["app_service", "machine"])
async def test_an_identity_that_is_the_bot_gets_its_token_from_the_platform(
    session: aiohttp.ClientSession, entra: FakeEntra, monkeypatch: pytest.MonkeyPatch, platform: str
) -> None:
    async with FakeIdentity() as identity:
        identity.assigned = {APP_ID}
        for name, value in getattr(identity, platform).items():
            monkeypatch.setenv(name, value)
        credential = credential_of(session, settings(entra, managed_identity=APP_ID.upper()))
        assert isinstance(credential, ManagedIdentity)
        token = await credential.issue()
        claims = jwt.decode(token.value, options={"verify_signature": False})
        assert claims["aud"] == "https://api.botframework.com"
        assert token.lifetime == pytest.approx(86_400, abs=30)
        assert identity.asked[0]["client_id"] == APP_ID
        assert entra.token_calls == 0
        assert credential.expires is None


@pytest.mark.parametrize("platform", ["app_service", "machine"])
async def test_an_identity_that_is_trusted_is_exchanged_for_the_apps_token(
    session: aiohttp.ClientSession,
    entra: FakeEntra,
    identity: FakeIdentity,
    monkeypatch: pytest.MonkeyPatch,
    platform: str,
) -> None:
    for name, value in getattr(identity, platform).items():
        monkeypatch.setenv(name, value)
    entra.registration.trust = identity.trust
    credential = credential_of(session, settings(entra, managed_identity=IDENTITY))
    assert isinstance(credential, FederatedIdentity)
    assert (await credential.issue()).value == "token-1"
    assert identity.asked[0]["resource"] == "api://AzureADTokenExchange"
    assert entra.forms[0]["client_id"] == APP_ID


async def test_an_identity_that_is_not_trusted_gets_none(
    session: aiohttp.ClientSession, entra: FakeEntra, identity: FakeIdentity, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in identity.app_service.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(TokenError, match="AADSTS70021"):
        await credential_of(session, settings(entra, managed_identity=IDENTITY)).issue()


@pytest.mark.parametrize("platform", ["app_service", "machine"])
async def test_an_identity_that_is_not_assigned_gets_none(
    session: aiohttp.ClientSession, identity: FakeIdentity, platform: str
) -> None:
    identity.assigned.clear()
    source = identity_source(getattr(identity, platform))
    with pytest.raises(TokenError) as caught:
        await ManagedIdentity(session, IDENTITY, "https://api.botframework.com", source).issue()
    assert caught.value.status == 400
    assert "dentity" in caught.value.description


async def test_a_wrong_header_of_the_platform_gets_none(
    session: aiohttp.ClientSession, identity: FakeIdentity
) -> None:
    source = identity_source({**identity.app_service, "IDENTITY_HEADER": "stolen elsewhere"})
    assert "stolen" not in repr(source)
    with pytest.raises(TokenError) as caught:
        await ManagedIdentity(session, IDENTITY, "https://api.botframework.com", source).issue()
    assert caught.value.status == 401


@pytest.mark.parametrize("kind", ["secret", "certificate", "identity"])
async def test_no_proof_follows_a_redirect(
    session: aiohttp.ClientSession,
    entra: FakeEntra,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    kind: str,
) -> None:
    """Whoever asks for a token at the wrong place shows the proof there."""

    async def elsewhere(request: web.Request) -> web.Response:
        raise web.HTTPTemporaryRedirect(f"{entra.url}{request.path_qs}")

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", elsewhere)
    async with TestServer(app) as server:
        here = str(server.make_url("")).rstrip("/")
        monkeypatch.setenv("IDENTITY_ENDPOINT", f"{here}/msi/token")
        monkeypatch.setenv("IDENTITY_HEADER", "a-guid")
        proofs: dict[str, dict[str, Any]] = {
            "secret": {"app_password": APP_PASSWORD},
            "certificate": {"certificate_file": registered(entra, tmp_path / "bot.pem")},
            "identity": {"managed_identity": IDENTITY},
        }
        known = settings(entra, **proofs[kind])
        moved = replace(known, cloud=replace(known.cloud, login=here))
        with pytest.raises(TokenError) as caught:
            await credential_of(session, moved).issue()
    assert caught.value.status == 307
    assert entra.token_calls == 0


def test_a_machine_has_its_fixed_address() -> None:
    assert identity_source({}).address == "http://169.254.169.254/metadata/identity/oauth2/token"


async def test_the_secret_is_used_where_there_is_nothing_else(
    session: aiohttp.ClientSession, entra: FakeEntra
) -> None:
    credential = credential_of(session, settings(entra, app_password=APP_PASSWORD))
    assert isinstance(credential, ClientSecret)
    assert credential.expires is None
    assert (await credential.issue()).value == "token-1"
    with pytest.raises(TokenError, match="AADSTS7000215"):
        await credential_of(session, settings(entra, app_password="wrong")).issue()


async def test_one_token_serves_everybody_who_waits(entra: FakeEntra, tmp_path: Path) -> None:
    path = registered(entra, tmp_path / "bot.pem")
    entra.token_delay = 0.1
    async with open_link(settings(entra, certificate_file=path)) as link:
        assert link.token is not None
        assert set(await asyncio.gather(*(link.token.get() for _ in range(50)))) == {"token-1"}
        assert link.token.credential_expires == read_certificate(path).ends
