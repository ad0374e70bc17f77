"""What the catalog knows: entries (one error each) and playbooks (steps that entries share).

Both are written in YAML, one file each, and read by :mod:`catalog.loader`.
"""

from enum import StrEnum
from typing import Annotated, Final, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from catalog.language import Language

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
EntryId = Annotated[str, StringConstraints(pattern=r"^(AADSTS\d{4,8}|[a-z][a-z0-9_]*(-[a-z0-9]+)*)$")]
PlaybookId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]


class Product(StrEnum):
    """Where the broken sign-in or connection lives; the steps differ by it."""

    VIVA_GOALS = "viva-goals"
    POWER_PLATFORM = "power-platform"
    OTHER = "other"


class Role(StrEnum):
    """What the reader is to the connection; the steps differ by it."""

    OWNER = "owner"
    SHARED = "shared"
    ADMIN = "admin"
    TENANT_ADMIN = "tenant-admin"


class Severity(StrEnum):
    """How bad it is for the reader."""

    INFO = "info"
    """Nothing is broken."""
    MINOR = "minor"
    """It passes by itself, or one quick step mends it."""
    MAJOR = "major"
    """The reader's access or connection is stopped until the steps are done."""
    CRITICAL = "critical"
    """Everybody who uses the app or connection is stopped."""


class Fixer(StrEnum):
    """Who can mend it."""

    PERSON = "person"
    CONNECTION_OWNER = "connection-owner"
    APP_OWNER = "app-owner"
    TENANT_ADMIN = "tenant-admin"
    DEVELOPER = "developer"
    MICROSOFT = "microsoft"


class Source(StrEnum):
    """Which public document the facts of an entry come from."""

    ENTRA_ERROR_CODES = "entra-error-codes"
    SIGN_IN_REPORT = "sign-in-report"
    VIVA_GOALS = "viva-goals"
    POWER_PLATFORM = "power-platform"
    PUBLIC = "public"


class Category(StrEnum):
    """The family of causes an entry belongs to; also the folder its file lies in."""

    MULTIFACTOR = "multifactor"
    CONDITIONAL_ACCESS = "conditional-access"
    DEVICE = "device"
    ACCOUNT = "account"
    CONSENT = "consent"
    APP_REGISTRATION = "app-registration"
    FEDERATION = "federation"
    TOKENS = "tokens"
    TENANT = "tenant"
    ON_PREMISES = "on-premises"
    PASSWORD_RESET = "password-reset"  # noqa: S105 - a category, not a secret
    TRANSIENT = "transient"
    PROTOCOL = "protocol"
    CONNECTION = "connection"


class Model(BaseModel):
    """A frozen model that refuses fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Text(Model):
    """One text in each language."""

    en: Line
    fr: Line

    def in_(self, language: Language) -> str:
        return self.fr if language == "fr" else self.en


class Lines(Model):
    """A list of texts in each language: steps to take, messages to recognise, phrases people use."""

    en: tuple[Line, ...] = ()
    fr: tuple[Line, ...] = ()

    def in_(self, language: Language) -> tuple[str, ...]:
        return self.fr if language == "fr" else self.en

    def __bool__(self) -> bool:
        return bool(self.en or self.fr)


class Procedure(Model):
    """The steps of a playbook for some products and roles; an empty list means all of them."""

    products: tuple[Product, ...] = ()
    roles: tuple[Role, ...] = ()
    steps: Lines

    def serves(self, product: Product, role: Role) -> bool:
        return (not self.products or product in self.products) and (not self.roles or role in self.roles)


class Playbook(Model):
    """Steps that many entries share, by product and role. ``title`` is also the button's label."""

    id: PlaybookId
    title: Text
    procedures: tuple[Procedure, ...] = Field(min_length=1)

    def steps(self, product: Product, role: Role) -> Lines:
        """Return the steps of the first procedure that serves ``product`` and ``role``.

        Raises LookupError when there is none; lint reports such a gap.
        """
        for procedure in self.procedures:
            if procedure.serves(product, role):
                return procedure.steps
        raise LookupError(f"playbook {self.id} has no steps for {product} as {role}")


class Family(Model):
    """Entries whose printed messages are the same: without a code, one answer must be right for them all."""

    id: PlaybookId
    first: EntryId
    """The member that is answered when the paste does not tell them apart: the one met most often."""
    differs: Text
    """One sentence for the reader that says what the other members mean."""


class Unhelpful(Model):
    """A playbook that looks right for an entry and is not, and why."""

    playbook: PlaybookId
    because: Text


class Waiting(Model):
    """How long to wait for an error that passes by itself."""

    within_minutes: int = Field(ge=1, strict=True)


class Advice(Model):
    """What an entry says to its reader; a variant replaces some of it."""

    title: Text
    cause: Text
    steps: Lines = Lines()
    """What the reader does first, before any playbook."""
    remedies: tuple[PlaybookId, ...] = ()
    """Playbooks that help, most likely first."""
    unhelpful: tuple[Unhelpful, ...] = ()
    verify: Text
    """How the reader knows that it worked."""
    still_failing: Text
    """Second-level advice."""

    @model_validator(mode="after")
    def _says_what_to_do(self) -> Self:
        if not (self.steps or self.remedies):
            raise ValueError("says nothing to do: give steps, remedies, or both")
        if wrong := {
            remedy for remedy in self.remedies if remedy in {item.playbook for item in self.unhelpful}
        }:
            raise ValueError(f"both a remedy and unhelpful: {', '.join(sorted(wrong))}")
        return self


class Variant(Model):
    """What is different when the paste comes from one product, or quotes one of some messages.

    Some codes mean several things: an older sign-in report, a product or one of several printed messages
    says which. ``messages`` are matched like the entry's own and select this variant.
    """

    product: Product | None = None
    messages: Lines = Lines()
    title: Text | None = None
    cause: Text | None = None
    steps: Lines | None = None
    remedies: tuple[PlaybookId, ...] | None = None
    unhelpful: tuple[Unhelpful, ...] | None = None
    verify: Text | None = None
    still_failing: Text | None = None

    @model_validator(mode="after")
    def _is_selected_and_changes_something(self) -> Self:
        if (self.product is None) == (not self.messages):
            raise ValueError("needs either a product or messages to select it")
        if not self.changes():
            raise ValueError("changes nothing")
        return self

    def serves(self, product: Product | None, quoted: str | None) -> bool:
        """Tell whether a paste from ``product`` that quotes the message ``quoted`` selects this variant."""
        if self.product is not None:
            return self.product is product
        return quoted is not None and quoted in (*self.messages.en, *self.messages.fr)

    def changes(self) -> dict[str, object]:
        """The fields that this variant sets, by name."""
        return {name: value for name in ADVICE_FIELDS if (value := getattr(self, name)) is not None}


class Entry(Advice):
    """One error: how to recognise it, what it means, who mends it and how."""

    id: EntryId
    name: Line | None = None
    """The symbolic name, where the service gives one."""
    category: Category
    severity: Severity
    sources: tuple[Source, ...] = Field(min_length=1)
    products: tuple[Product, ...] = ()
    """Products that this entry is about; it comes first for them when another has the same message."""
    family: PlaybookId | None = None
    """One answer is right for all entries of a family, where no code tells them apart."""
    fixed_by: tuple[Fixer, ...] = Field(min_length=1)
    passes_by_itself: Waiting | None = None
    messages: Lines = Lines()
    """Literal messages as the services print them, with ``{placeholders}``."""
    said_as: Lines = Lines()
    """How people describe it without quoting it."""
    admin_steps: Lines
    variants: tuple[Variant, ...] = ()
    references: tuple[Line, ...] = ()
    examples: tuple[Line, ...] = Field(min_length=1)
    """Pastes that must be answered with this entry."""
    counterexamples: tuple[Line, ...] = ()
    """Pastes that must not be."""

    @property
    def code(self) -> str | None:
        """The AADSTS code, for an entry that is about one."""
        return self.id if self.id.startswith("AADSTS") else None

    @property
    def printed(self) -> tuple[str, ...]:
        """Every literal message of the entry and its variants, in all languages."""
        lists = (self.messages, *(variant.messages for variant in self.variants))
        return tuple(message for lines in lists for message in (*lines.en, *lines.fr))

    def advice(self, product: Product | None, quoted: str | None = None) -> Advice:
        """Return what to tell a reader who uses ``product`` and whose paste quotes the message ``quoted``."""
        variant = next((variant for variant in self.variants if variant.serves(product, quoted)), None)
        if variant is None:
            return self
        fields = {name: getattr(self, name) for name in ADVICE_FIELDS}
        return Advice.model_construct(**{**fields, **variant.changes()})


ADVICE_FIELDS: Final[tuple[str, ...]] = tuple(Advice.model_fields)
