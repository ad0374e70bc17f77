"""The result of one check."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at and how it is; ``advice`` says what to do where it is not well."""

    subject: str
    is_well: bool
    state: str
    advice: str = ""
