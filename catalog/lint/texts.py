"""The texts of entries and playbooks, each with what it is and where it stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from catalog.language import LANGUAGES, Language
from catalog.model import Advice, Entry, Family, Lines, Playbook, Role, Text, Variant
from catalog.yaml_source import Location

_FOR_ADMINS = {Role.ADMIN, Role.TENANT_ADMIN}


class Kind(StrEnum):
    """What a text is, in the words of a lint message."""

    TITLE = "title"
    BUTTON = "playbook's title"
    CAUSE = "cause"
    STEP = "step"
    ADMIN_STEP = "admin's step"
    REASON = "reason"
    VERIFY = "check"
    STILL_FAILING = "second-level advice"
    DIFFERENCE = "difference"


@dataclass(frozen=True, slots=True)
class Prose:
    """One text that people read, in one language."""

    kind: Kind
    language: Language
    text: str
    location: Location


def opening(text: str) -> str:
    """The first words of a text, to find it by, however long they are."""
    return " ".join(text.split()[:4])[:80]


@dataclass(frozen=True, slots=True)
class Listed:
    """A list of texts in each language: steps, or the messages and phrases of an entry."""

    kind: Kind | None
    lines: Lines
    location: Location


def prose(value: Entry | Playbook | Family) -> Iterator[Prose]:
    """Yield every text of ``value`` that people read, which leaves out messages, phrases and samples."""
    match value:
        case Playbook():
            yield from _in_each_language(Kind.BUTTON, value.title, ("title",))
        case Family():
            yield from _in_each_language(Kind.DIFFERENCE, value.differs, ("differs",))
        case _:
            yield from _entry_texts(value)
    for listed in lists(value):
        if listed.kind:
            for language in LANGUAGES:
                for index, text in enumerate(listed.lines.in_(language)):
                    yield Prose(listed.kind, language, text, (*listed.location, language, index))


def lists(value: Entry | Playbook | Family) -> Iterator[Listed]:
    """Yield every list of texts of ``value``; those that people do not read have no kind."""
    if isinstance(value, Family):
        return
    if isinstance(value, Playbook):
        for index, procedure in enumerate(value.procedures):
            is_for_admins = bool(procedure.roles) and _FOR_ADMINS.issuperset(procedure.roles)
            kind = Kind.ADMIN_STEP if is_for_admins else Kind.STEP
            yield Listed(kind, procedure.steps, ("procedures", index, "steps"))
        return
    yield Listed(Kind.STEP, value.steps, ("steps",))
    for index, variant in enumerate(value.variants):
        if variant.steps is not None:
            yield Listed(Kind.STEP, variant.steps, ("variants", index, "steps"))
        yield Listed(None, variant.messages, ("variants", index, "messages"))
    yield Listed(Kind.ADMIN_STEP, value.admin_steps, ("admin_steps",))
    yield Listed(None, value.messages, ("messages",))
    yield Listed(None, value.said_as, ("said_as",))


def _entry_texts(entry: Entry) -> Iterator[Prose]:
    yield from _advice_texts(entry, ())
    for index, variant in enumerate(entry.variants):
        yield from _advice_texts(variant, ("variants", index))


def _advice_texts(advice: Advice | Variant, base: Location) -> Iterator[Prose]:
    for kind, name, text in (
        (Kind.TITLE, "title", advice.title),
        (Kind.CAUSE, "cause", advice.cause),
        (Kind.VERIFY, "verify", advice.verify),
        (Kind.STILL_FAILING, "still_failing", advice.still_failing),
    ):
        if text is not None:
            yield from _in_each_language(kind, text, (*base, name))
    for index, item in enumerate(advice.unhelpful or ()):
        yield from _in_each_language(Kind.REASON, item.because, (*base, "unhelpful", index, "because"))


def _in_each_language(kind: Kind, text: Text, location: Location) -> Iterator[Prose]:
    for language in LANGUAGES:
        yield Prose(kind, language, text.in_(language), (*location, language))
