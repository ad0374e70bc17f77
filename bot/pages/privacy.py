"""The privacy statement, in every language, from the words of the privacy card."""

import re
from html import escape
from importlib.resources import files
from string import Template
from typing import Final

from cards.wording import wording
from catalog.language import LANGUAGES, Language

_LINKS: Final[dict[Language, tuple[str, str, str]]] = {
    "en": ("About", "Privacy", "Terms of use"),
    "fr": ("À propos", "Vie privée", "Conditions d’utilisation"),
}


def privacy_page(*, days: int) -> str:
    """The whole page as HTML; ``days`` is how long records are kept."""
    template = Template(files(__package__).joinpath("privacy.html").read_text(encoding="utf-8"))
    return template.substitute(sections="\n".join(_section(language, days) for language in LANGUAGES))


def _section(language: Language, days: int) -> str:
    say = wording(language).privacy
    kept = "\n".join(
        f"<dt>{_html(one.what)}</dt>\n"
        f"<dd>{_html(say.label_why)} {_html(one.why)}.<br>\n"
        f"{_html(say.label_how_long)} {_html(one.how_long.format(days=days))}.<br>\n"
        f"{_html(say.label_who)} {_html(one.who)}.</dd>"
        for one in say.kept
    )
    about, privacy, terms = (_html(label) for label in _LINKS[language])
    return (
        f'<section lang="{language}">\n<h1>{_html(say.title)}</h1>\n{_paragraphs(*say.about)}\n'
        f"<dl>\n{kept}\n</dl>\n{_paragraphs(say.rights, *say.stays)}\n"
        f'<p><a href="/">{about}</a> · <a href="/privacy">{privacy}</a> · <a href="/terms">{terms}</a></p>\n'
        "</section>"
    )


def _paragraphs(*sentences: str) -> str:
    return "\n".join(f"<p>{_html(sentence)}</p>" for sentence in sentences)


def _html(text: str) -> str:
    return re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", escape(text, quote=False))
