"""What the search shows: a line with a picture for each result, and the cards that results insert."""

from base64 import b64encode
from functools import cache
from importlib.resources import files
from typing import Final

from cards.answer import header, who_can_fix
from cards.elements import Card, card, container, press, text
from cards.views import AnswerView
from cards.wording import wording
from catalog.language import Language
from catalog.model import Entry, Severity

_PICTURES: Final = files("cards") / "pictures"


def result_line(entry: Entry, language: Language) -> str:
    """What stands below a result's title: its code, and who can mend it."""
    return " · ".join(part for part in (entry.code, who_can_fix(entry, language)) if part)


@cache
def picture(severity: Severity) -> str:
    """The picture of a severity as a data address: nothing to host, nothing to fetch."""
    content = (_PICTURES / f"{severity.value}.png").read_bytes()
    return f"data:image/png;base64,{b64encode(content).decode()}"


def glance_card(view: AnswerView, language: Language) -> Card:
    """What happened, in brief; its button turns it into the whole answer."""
    words = wording(language)
    cause = view.advice.cause.in_(language)
    title = view.advice.title.in_(language)
    body = [
        header(view.entry, title, language),
        container(
            [
                text(words.what_happened, bold=True, size="small", subtle=True, heading=True),
                text(cause, spacing="none"),
            ]
        ),
    ]
    actions = [press(words.what_to_do, "answer.show", view.data)]
    return card(body, language=language, fallback=cause, actions=actions)
