"""Checks of what is between the words: French typography, and the little Markdown that cards can show."""

import re
from collections.abc import Iterator
from typing import Final

from catalog.lint.texts import Prose

_NO_BREAK: Final = "\u00a0\u202f"
_FRENCH: Final = (
    (re.compile(r"(?<=[^\W\d_])'(?=\**[^\W\d_])"), "has a straight apostrophe: write ’"),
    (re.compile(r'"'), "has straight quotation marks: write « »"),
    (
        re.compile(rf"(?<![{_NO_BREAK}?!:])[;?!](?!\w)|(?<![{_NO_BREAK}])(?<!\d(?=:\d)):(?!//)"),
        "needs a non-breaking space before “{found}”",
    ),
    (re.compile(rf"«(?![{_NO_BREAK}])"), "needs a non-breaking space after «"),
    (re.compile(rf"(?<![{_NO_BREAK}])»"), "needs a non-breaking space before »"),
)
_MARKUP: Final = (
    (
        re.compile(r"https?://|\bwww\."),
        "a link: name the page in words, or give its address without `https://`",
    ),
    (re.compile(r"\[[^\[\]]*\]\([^()]*\)"), "a Markdown link"),
    (re.compile(r"`"), "a backtick"),
    (re.compile(r"^[^\S\n]*#+ ", re.MULTILINE), "a Markdown heading"),
    (re.compile(r"^[^\S\n]*(?:[-*+]|\d+[.)]) ", re.MULTILINE), "a Markdown list"),
    (
        re.compile(r"(?<![\w*])\*(?![\s*])[^*]*(?<![\s*])\*(?![\w*])|(?<!\w)_(?=\S)[^_]*(?<=\S)_(?!\w)"),
        "italics",
    ),
    (re.compile(r"</?[a-zA-Z][^<>]*>"), "an HTML tag"),
)


def french_typography(prose: Prose) -> Iterator[str]:
    """French sets ’, « » and non-breaking spaces (U+00A0 or U+202F) before : ; ? ! and inside « »."""
    if prose.language != "fr":
        return
    for pattern, complaint in _FRENCH:
        if found := pattern.search(prose.text):
            around = " ".join(prose.text[max(0, found.start() - 15) : found.end() + 15].split())
            yield f"The French {prose.kind} {complaint.format(found=found[0])} (near “{around}”)."


def markup(prose: Prose) -> Iterator[str]:
    """Cards show bold and nothing else; links are never made from texts."""
    for pattern, what in _MARKUP:
        if pattern.search(prose.text):
            yield f"The {prose.kind} holds {what}; only **bold** is shown."
    if prose.text.count("**") % 2:
        yield f"The {prose.kind} opens bold with ** and does not close it."
