"""Typed words about tickets: ``claim #12``, ``resolve #12 note``, ``tickets mine``, ``set up CODE``."""

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

from cards.admin import QUESTION, RESOLUTION
from cards.asking import NOTE
from cards.desk import ASSIGNEE
from cards.incidents import NOTE_TO_ALL
from cards.tickets import COMMENT, LEFT, REPLY
from dialogs.command import Command, fold

LONGEST: Final = 4000
"""Characters; a longer message is a paste."""


class _Form(NamedTuple):
    """A verb, and the name under which the words after the number go; without one there may be none."""

    verb: str
    words: str | None = None


NUMBERED: Final[Mapping[str, _Form]] = {
    phrase: form
    for form, phrases in (
        (_Form("desk.claim"), "claim|take|prendre"),
        (_Form("desk.assigned", ASSIGNEE), "assign|assign to|confier|confier a"),
        (_Form("desk.ask_back", QUESTION), "ask back|ask|question|poser une question|demander"),
        (_Form("desk.resolve", RESOLUTION), "resolve|resoudre"),
        (_Form("desk.release"), "release|rendre"),
        (_Form("desk.reopen"), "reopen|rouvrir"),
        (_Form("desk.show"), "ticket|show|show ticket|#|voir"),
        (_Form("incident.resolve", NOTE_TO_ALL), "resolve all|tout resoudre"),
        (_Form("ticket.answer", REPLY), "reply|answer|repondre|reponse"),
        (_Form("ticket.comment", COMMENT), "comment|add a comment|commenter|ajouter un commentaire"),
        (_Form("ticket.withdraw"), "withdraw|retirer"),
        (_Form("ticket.confirm"), "it works now|confirm|cela remarche|confirmer"),
        (_Form("ticket.still_broken", LEFT), "still broken|toujours en panne"),
    )
    for phrase in phrases.split("|")
}
"""What is typed before a ticket's number."""
_WITH_NUMBER: Final = re.compile(
    r"\s*(?P<phrase>[^\W\d][^\d#]{1,40}?|#)\s*#?\s?(?P<number>\d{1,9})(?!\w)(?P<rest>.*)", re.DOTALL
)
_SET_UP: Final = re.compile(r"(?:set ?up|configurer) ([\w-]{4,24})", re.IGNORECASE)
_ROUTE: Final = re.compile(r"(?:route|diriger) (.{3,60}?) (?:here|ici)")
_LIST: Final = re.compile(r"\s*tickets(?P<what>(?:\s+[^\s:]{1,30}){0,3})\s*", re.IGNORECASE)
_ASK: Final = re.compile(r"\s*+(?P<phrase>[^\n:]{5,30}?)\s*:\s*(?P<note>\S.*)", re.DOTALL)
_ASKING: Final = frozenset({"ask an admin", "demander a un admin"})
_OPENERS: Final = frozenset(
    phrase.split()[0]
    for phrase in (*NUMBERED, *_ASKING, "set up", "setup", "configurer", "route", "diriger", "tickets")
)
"""The first words of all of them, folded: what begins otherwise need not be looked at closely."""
_OPENER: Final = re.compile(r"\s*+#|[\W_]*+([^\W\d_][^\s\d#:]{0,20}+)")
_LONGEST_SETUP: Final = 200
_LONGEST_ROUTE: Final = 80
_CODE: Final = 12
"""Characters of a setup code."""


def parse(text: str) -> Command | None:
    """The command about tickets that ``text`` is, or None when it is something else."""
    if len(text) > LONGEST or not _opens(text):
        return None
    return _numbered(text) or _set_up(text) or _list(text) or _ask(text)


def _opens(text: str) -> bool:
    found = _OPENER.match(text)
    return found is not None and (found[1] is None or fold(found[1]) in _OPENERS)


def _numbered(text: str) -> Command | None:
    found = _WITH_NUMBER.fullmatch(text)
    form = NUMBERED.get(fold(found["phrase"]) or found["phrase"]) if found else None
    if found is None or form is None:
        return None
    words = found["rest"].strip(" \t\r\n:,")
    if form.words is None:
        return None if words.strip("!.?") else Command(form.verb, {"number": found["number"]})
    return Command(form.verb, {"number": found["number"], form.words: words})


def _set_up(text: str) -> Command | None:
    if len(text) > _LONGEST_SETUP:
        return None
    one_line = " ".join(text.split())
    found = _SET_UP.fullmatch(one_line)
    if found and (found[1] == found[1].upper() or len(found[1]) == _CODE):
        return Command("setup.channel", {"code": found[1]})
    if len(one_line) <= _LONGEST_ROUTE and (routed := _ROUTE.fullmatch(fold(one_line))):
        return Command("setup.route", {"category": routed[1]})
    return None


def _list(text: str) -> Command | None:
    found = _LIST.fullmatch(text)
    return Command("desk.tickets", {"what": found["what"].strip()}) if found else None


def _ask(text: str) -> Command | None:
    found = _ASK.fullmatch(text)
    if found is None or fold(found["phrase"]) not in _ASKING:
        return None
    return Command("admin.preview", {NOTE: found["note"]})
