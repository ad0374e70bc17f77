"""What the service must not start with: each unsafe or contradictory setting, and what to do about it."""

import ipaddress
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import parse_qsl, urlsplit
from uuid import UUID

from dotenv import dotenv_values

from bot.certificate import certificate_problems, is_open_to_others
from bot.loopback import is_loopback
from bot.settings import PREFIX, Settings

_SHARED: Final[Mapping[str, str]] = {
    "9188040d-6c67-4c5b-b112-36a304b66dad": "that of all personal Microsoft accounts",
    "d6d49420-f39b-4df7-a1dc-d59a935871db": "that of the Bot Framework",
    "f8cdef31-a31e-4b4a-93e4-5f571e91255a": "that of Microsoft's own services",
}
"""Tenants that are nobody's own. Sources: Microsoft Learn, "ID token claims reference" (personal accounts);
``botframework.com`` and the services' tenant as Microsoft's SDKs name them."""


_SHORTEST_TOKEN: Final = 16
_COPY: Final = "Copy it from the Entra admin centre: it looks like 01234567-89ab-cdef-0123-456789abcdef."


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why the service does not start, and what to do. Neither quotes a secret."""

    problem: str
    advice: str

    def __str__(self) -> str:
        return f"{self.problem} {self.advice}"


def refusals(settings: Settings, environ: Mapping[str, str] = os.environ) -> list[Refusal]:
    """Every reason at once; empty when the service may start."""
    return [
        *_credentials(settings),
        *_ids(settings),
        *_proof(settings, environ),
        *_exposure(settings),
        *_metrics(settings),
        *_database(settings),
        *_env_file(Path(str(settings.model_config.get("env_file")))),
    ]


def _credentials(settings: Settings) -> Iterator[Refusal]:
    """Half a credential, or two: nobody could say what the operator meant."""
    proofs = settings.proofs
    if settings.app_id and not proofs:
        yield Refusal(
            "RECONNECT_APP_ID is set, and nothing proves it.",
            "Set RECONNECT_APP_PASSWORD, RECONNECT_CERTIFICATE_FILE or RECONNECT_MANAGED_IDENTITY beside it.",
        )
    if proofs and not settings.app_id:
        yield Refusal(
            f"RECONNECT_APP_ID is missing beside {_listed(proofs)}.",
            "Set RECONNECT_APP_ID to the bot's app (client) id.",
        )
    if len(proofs) > 1:
        yield Refusal(f"{_listed(proofs)} are set together.", "Keep one of them, and unset the others.")
    if settings.app_id and not settings.tenant_id:
        yield Refusal(
            "RECONNECT_TENANT_ID is missing beside RECONNECT_APP_ID.",
            "Set RECONNECT_TENANT_ID to the Entra tenant that the bot is registered in.",
        )


def _ids(settings: Settings) -> Iterator[Refusal]:
    """Ids that are not ids, or not those of this installation."""
    own = {
        "RECONNECT_APP_ID": settings.app_id,
        "RECONNECT_MANAGED_IDENTITY": settings.managed_identity,
        "RECONNECT_TENANT_ID": settings.tenant_id,
    }
    for name, value in own.items():
        if value and not _is_id(value):
            yield Refusal(f"{name} is not an id.", _COPY)  # its value may be a secret in the wrong place
    listed = {
        "RECONNECT_ALLOWED_TENANTS": settings.allowed_tenants,
        "RECONNECT_ADMINS": settings.admins if settings.has_credentials else (),
    }
    for name, values in listed.items():
        for value in values:
            if not _is_id(value):
                yield Refusal(f"{name} holds {value!r}, which is not an id.", _COPY)
    for tenant in (settings.tenant_id, *settings.allowed_tenants):
        if owner := _SHARED.get(tenant.casefold()):
            yield Refusal(f"The tenant {tenant} is {owner}.", "Set the id of your own tenant.")
    if settings.app_id and settings.app_id.casefold() == settings.tenant_id.casefold():
        yield Refusal(
            "RECONNECT_APP_ID and RECONNECT_TENANT_ID are the same.",
            "Copy both from the app registration's overview: they are different ids.",
        )
    if _is_id(settings.app_password.get_secret_value()):
        yield Refusal(
            "RECONNECT_APP_PASSWORD looks like the id of a secret.",
            "Set the secret's value, which Entra shows only once: make a new secret if it is lost.",
        )


def _proof(settings: Settings, environ: Mapping[str, str]) -> Iterator[Refusal]:
    """A certificate that cannot serve, an identity that cannot be asked for."""
    if settings.certificate_file is not None:
        for problem in certificate_problems(settings.certificate_file):
            yield Refusal(f"{PREFIX}CERTIFICATE_FILE: {problem.problem}", problem.advice)
    if not settings.managed_identity:
        return
    endpoint, header = environ.get("IDENTITY_ENDPOINT"), environ.get("IDENTITY_HEADER")
    if bool(endpoint) != bool(header):
        yield Refusal(
            "Of IDENTITY_ENDPOINT and IDENTITY_HEADER only one is set.",
            "The platform sets both: leave them as it sets them.",
        )
    for name in ("IDENTITY_ENDPOINT", "AZURE_POD_IDENTITY_AUTHORITY_HOST"):
        if (address := environ.get(name)) and not _is_near(address):
            yield Refusal(
                f"{name} leads away from this machine.",
                "The platform sets it: tokens of the identity are asked for nowhere else.",
            )


def _exposure(settings: Settings) -> Iterator[Refusal]:
    if not settings.has_credentials and not settings.is_loopback:
        yield Refusal(
            f"Without credentials Reconnect listens on this machine only, not on {settings.host}.",
            "Set RECONNECT_APP_ID, RECONNECT_TENANT_ID and one credential, or use host 127.0.0.1.",
        )


def _metrics(settings: Settings) -> Iterator[Refusal]:
    """A token that could be guessed."""
    if 0 < len(settings.metrics_token.get_secret_value()) < _SHORTEST_TOKEN:
        yield Refusal(
            "RECONNECT_METRICS_TOKEN is too short.",
            f"Make one of at least {_SHORTEST_TOKEN} characters by chance, or unset it.",
        )


def _database(settings: Settings) -> Iterator[Refusal]:
    """A password where the database's address is shown with everything that follows its question mark."""
    try:
        query = parse_qsl(urlsplit(settings.database_url).query)
    except ValueError:
        return
    if any(name.casefold() == "password" for name, _ in query):
        yield Refusal(
            "RECONNECT_DATABASE_URL has its password after the question mark, where logs would show it.",
            "Write it before the host: postgresql://user:password@host/name.",
        )


def _env_file(path: Path) -> Iterator[Refusal]:
    if not is_open_to_others(path):
        return
    held = dotenv_values(path)
    for name in (f"{PREFIX}APP_PASSWORD", f"{PREFIX}METRICS_TOKEN"):
        if held.get(name):
            yield Refusal(
                f"Everybody on this machine may read {path}, and it holds {name}.",
                f"Protect it: chmod 600 {path}",
            )


def _is_id(value: str) -> bool:
    """Whether this is an id as Entra writes it: hexadecimal digits in five groups, and not all zero."""
    try:
        found = UUID(value)
    except ValueError:
        return False
    return str(found) == value.casefold() and found.int != 0


def _is_near(address: str) -> bool:
    """Whether the address is on this machine or on the platform's own network beside it."""
    try:
        host = urlsplit(address).hostname
        return is_loopback(host) or ipaddress.ip_address(host or "").is_private
    except ValueError:
        return False


def _listed(names: tuple[str, ...]) -> str:
    return " and ".join(names)
