"""What an operator can set: environment variables that begin with ``RECONNECT_``, or a ``.env`` file."""

import re
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.loopback import is_loopback
from catalog.clouds import CloudName
from catalog.language import DEFAULT_LANGUAGE, Language
from catalog.model import Product

PREFIX: Final = "RECONNECT_"
_SERVICE_LINK: Final = re.compile(r"(tcp|udp|sctp)://")
_SET_BY_KUBERNETES: Final = (
    "Kubernetes sets it so beside a service called reconnect, and so does a link of Docker; put "
    "`enableServiceLinks: false` into the pod's spec, or set RECONNECT_PORT there yourself"
)


class SettingsError(Exception):
    """Settings that cannot be used. ``problems`` has one sentence for each, naming the variable.

    ``rest`` are the settings with defaults in the place of those that cannot be used.
    """

    def __init__(self, problems: list[str], rest: "Settings") -> None:
        super().__init__("\n".join(problems))
        self.problems = problems
        self.rest = rest


class Settings(BaseSettings):
    """Every setting, with a default that needs no account, no server and no file."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_file=".env", extra="ignore", frozen=True)

    host: str = Field("127.0.0.1", description="Address to listen on.")
    port: int = Field(3978, ge=1, le=65535, description="Port to listen on.")
    app_id: str = Field("", description="The bot's app (client) id. Empty: no sign-in, this machine only.")
    app_password: SecretStr = Field(SecretStr(""), description="The bot's client secret.")
    app_password_expires: date | None = Field(
        None,
        description="The day on which the secret ends, as 2027-01-31: admins are warned in time.",
    )
    certificate_file: Path | None = Field(
        None, description="In place of the secret: a PEM file with the bot's certificate and its key."
    )
    managed_identity: str = Field(
        "", description="In place of the secret: the client id of the managed identity that proves the bot."
    )
    tenant_id: str = Field("", description="The Entra tenant that the bot is registered in, by id.")
    allowed_tenants: Annotated[tuple[str, ...], NoDecode] = Field(
        (), description="Tenants that may talk to the bot, by id, separated by commas. Default: its own."
    )
    cloud: CloudName = Field(
        CloudName.PUBLIC, description="The bot's Microsoft cloud: public, gcc, gcc-high, dod or china."
    )
    database_url: str = Field(
        "sqlite+aiosqlite:///data/reconnect.sqlite3",
        repr=False,
        description="Where things are kept: a SQLite file, or a PostgreSQL address.",
    )
    catalog_dirs: Annotated[tuple[Path, ...], NoDecode] = Field(
        (), description="Folders with your own entries and playbooks, separated by commas; later ones win."
    )
    product: Product | None = Field(
        None, description="The product that most people here use: viva-goals, power-platform or other."
    )
    language: Language = Field(DEFAULT_LANGUAGE, description="Language when nothing tells: en or fr.")
    admins: Annotated[tuple[str, ...], NoDecode] = Field(
        (), description="More admins than the channel's team has: Entra object ids, separated by commas."
    )
    incident_people: int = Field(
        5, ge=2, description="From how many people with the same error it is one incident."
    )
    incident_minutes: int = Field(15, ge=1, description="Within how many minutes they must have asked.")
    person_limit: int = Field(
        60, ge=0, description="Messages a minute that one person may send; 0 for any number."
    )
    conversation_limit: int = Field(
        240, ge=0, description="Messages a minute in one conversation; 0 for any number."
    )
    drain_seconds: float = Field(
        0,
        ge=0,
        description="How long to go on answering after SIGTERM, not ready any more: for load balancers.",
    )
    metrics_token: SecretStr = Field(
        SecretStr(""),
        description="Who brings it as a bearer token may read /metrics. Empty: this machine only.",
    )
    retention_days: int = Field(
        180, ge=1, le=3650, description="After how many days without a change records are deleted."
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field("info", description="What to log.")
    log_format: Literal["text", "json"] = Field("text", description="How to write the log.")

    @field_validator("allowed_tenants", "catalog_dirs", "admins", mode="before")
    @classmethod
    def _separate(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        return tuple(part.strip() for part in value.split(",") if part.strip())

    @field_validator("product", "app_password_expires", "certificate_file", mode="before")
    @classmethod
    def _empty_means_none(cls, value: Any) -> Any:
        return None if value == "" else value

    @property
    def proofs(self) -> tuple[str, ...]:
        """The variables that are set to prove the bot to Entra: one of them is right."""
        proofs = {
            "APP_PASSWORD": self.app_password.get_secret_value(),
            "CERTIFICATE_FILE": self.certificate_file,
            "MANAGED_IDENTITY": self.managed_identity,
        }
        return tuple(f"{PREFIX}{name}" for name, value in proofs.items() if value)

    @property
    def has_credentials(self) -> bool:
        return bool(self.app_id and self.proofs)

    @property
    def is_loopback(self) -> bool:
        return is_loopback(self.host)


def load_settings(**overrides: Any) -> Settings:
    """Read the settings; ``overrides`` come from the command line.

    Raises SettingsError with every problem at once.
    """
    given = {name: value for name, value in overrides.items() if value is not None}
    try:
        return Settings(**given)
    except ValidationError as error:
        faulty = {str(detail["loc"][0]) for detail in error.errors() if detail["loc"]}
        rest = Settings(**given | {name: Settings.model_fields[name].get_default() for name in faulty})
        raise SettingsError([_sentence(detail) for detail in error.errors()], rest) from error


def _sentence(detail: Any) -> str:
    name = f"{PREFIX}{str(detail['loc'][0]).upper()}" if detail["loc"] else "The settings"
    said = str(detail["msg"]).removeprefix("Value error, ").rstrip(".")
    reason = f"{said[:1].lower()}{said[1:]}"
    if detail["loc"] == ("port",) and _SERVICE_LINK.match(str(detail["input"])):
        reason = _SET_BY_KUBERNETES
    return f"{name} cannot be {detail['input']!r}: {reason}."
