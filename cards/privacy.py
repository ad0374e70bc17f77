"""Cards about privacy: what is kept, all of it for oneself, and being forgotten."""

from collections.abc import Sequence

from cards.elements import Card, Element, Style, card, container, press, text
from cards.folds import Fold, fold_elements
from cards.wording import wording
from cards.wording.privacy import Kept
from catalog.language import Language


def privacy_card(language: Language, *, days: int) -> Card:
    """What is kept, why, for how long and who sees it; ``days`` is how long records are kept."""
    say = wording(language).privacy
    body = [
        _head(say.title),
        *(text(sentence) for sentence in say.about),
        text(say.rights),
        *fold_elements(
            (
                Fold("kept", say.what_is_kept, [_kept(kept, language, days) for kept in say.kept]),
                Fold("stays", say.what_stays, [text(sentence, size="small") for sentence in say.stays]),
            )
        ),
    ]
    actions = [press(say.see_data, "privacy.data"), press(say.forget_me, "privacy.forget")]
    return card(body, language=language, fallback=f"{say.title}: {say.about[0]}", actions=actions)


def forget_card(language: Language) -> Card:
    """Are you sure?"""
    say = wording(language).privacy
    body = [
        _head(say.forget_title, style="warning"),
        text(say.forget_text),
        *(text(sentence, size="small", subtle=True) for sentence in say.stays),
    ]
    actions = [
        press(say.forget_yes, "privacy.forget_yes"),
        press(say.keep, "privacy.keep", style="positive"),
    ]
    return card(body, language=language, fallback=say.forget_title, actions=actions)


def forgotten_card(removed: Sequence[str], language: Language) -> Card:
    """What was removed, a line each."""
    say = wording(language).privacy
    lines = "\n".join(f"- {line}" for line in removed)
    shown = [text(say.forgotten), text(lines, spacing="none")] if removed else [text(say.forgotten_nothing)]
    body = [
        _head(say.forgotten_title, style="good"),
        *shown,
        *(text(sentence, size="small", subtle=True) for sentence in say.stays),
    ]
    return card(body, language=language, fallback=say.forgotten_title)


def data_card(language: Language, *, is_empty: bool = False, is_cut: bool = False) -> Card:
    """Announces the export that follows."""
    say = wording(language).privacy
    body = [
        _head(say.data_title),
        text(say.data_nothing if is_empty else say.data_text),
        *([text(say.data_more)] if is_cut else []),
    ]
    actions = [] if is_empty else [press(say.forget_me, "privacy.forget")]
    return card(body, language=language, fallback=say.data_title, actions=actions)


def _kept(kept: Kept, language: Language, days: int) -> Element:
    say = wording(language).privacy
    facts = (
        (say.label_why, kept.why),
        (say.label_how_long, kept.how_long.format(days=days)),
        (say.label_who, kept.who),
    )
    lines = "\n\n".join(f"{label} {fact}." for label, fact in facts)
    return container([text(kept.what, bold=True), text(lines, size="small", spacing="none")], spacing="small")


def _head(title: str, *, style: Style = "accent") -> Element:
    return container([text(title, bold=True, size="medium", heading=True)], style=style, bleed=True)
