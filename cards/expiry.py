"""The card that warns the admins: the bot's own credential is about to end."""

from datetime import datetime
from typing import Final

from cards.elements import Card, Style, card, container, date, text
from cards.wording import wording
from catalog.language import Language

_SOON: Final = 7


def expiry_card(proof: str, ends: datetime, days: int, language: Language) -> Card:
    """``proof`` is a key of the wording; ``days`` are those that are left, 0 on the last."""
    say = wording(language).expiry
    title = say.titles[proof] if days > 1 else say.titles_tomorrow[proof] if days else say.titles_today[proof]
    title = title.format(days=days)
    style: Style = "attention" if days <= _SOON else "warning"
    body = [
        container([text(title, bold=True, size="medium", heading=True)], style=style, bleed=True),
        text(say.what_happens.format(date=date(ends))),
        text(say.what_to_do[proof]),
        text(say.in_time, size="small", subtle=True),
    ]
    return card(body, language=language, fallback=title)
