"""The texts about privacy that each language must bring; a missing one does not type-check."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kept:
    """One kind of thing that is kept. ``{days}`` is filled in with the operator's setting."""

    what: str
    why: str
    how_long: str
    who: str


@dataclass(frozen=True, slots=True)
class PrivacyWording:
    """One language's texts about privacy. The page for everybody has them down to ``stays``."""

    title: str
    about: tuple[str, ...]
    kept: tuple[Kept, ...]
    label_why: str
    label_how_long: str
    label_who: str
    rights: str
    """How to see and to erase what is kept."""
    stays: tuple[str, ...]
    """What erasing leaves, and why."""

    # buttons of the card, and what it folds away
    open: str
    what_is_kept: str
    what_stays: str
    see_data: str
    forget_me: str

    # erasing
    forget_title: str
    forget_text: str
    forget_yes: str
    keep: str
    kept_as_it_was: str
    forgotten_title: str
    forgotten: str
    forgotten_nothing: str
    counts_answers: str
    counts_tickets: str
    counts_withdrawn: str
    counts_handled: str
    counts_language: str
    """``{count}`` each; these follow the title as a list."""

    # seeing
    data_title: str
    data_text: str
    data_nothing: str
    data_part: str
    data_more: str
