"""A new entry to fill in: valid from the start, with a mark on every text that is still to be written."""

import re
from itertools import takewhile
from typing import Final

from pydantic import TypeAdapter, ValidationError

from catalog.catalog import Catalog
from catalog.model import Category, EntryId

MARK: Final = "[draft]"
"""Stands before each text that the author has not written yet; lint reports it."""

_ID: Final = TypeAdapter[str](EntryId)
_NUMBER: Final = re.compile(r"(?:AADSTS)?(\d+)", re.IGNORECASE)

_DRAFT: Final = """\
id: {id}
# The symbolic name, if the service prints one; else leave the line out.
name: "{mark} SymbolicName"
category: {category}
# info: nothing is broken · minor: passes or one quick step · major: stopped · critical: everybody is stopped
severity: major
# Where the facts are from; public: threads and pages, named below under references.
sources: [public]
title:
  en: "{mark} What is wrong, in a few words"
  fr: "{mark} Ce qui ne va pas, en quelques mots"
cause:
  en: >-
    {mark} Why it happened, in words that somebody who is not technical uses.
    Two or three short sentences.
  fr: >-
    {mark} Pourquoi c’est arrivé, avec les mots d’une personne qui n’est pas technicienne.
    Deux ou trois phrases courtes.
# What the service prints, letter by letter, without the code; a {{placeholder}} for whatever differs.
messages:
  en:
    - "{mark} The user '{{user}}' may not open '{{app}}'."
  fr:
    - "{mark} L'utilisateur « {{user}} » ne peut pas ouvrir « {{app}} »."
# How people say it when they do not quote it; two to five phrases in each language.
said_as:
  en:
    - "{mark} it says I may not open the app"
    - "{mark} the app turns me away since this morning"
  fr:
    - "{mark} on me dit que je ne peux pas ouvrir l’application"
    - "{mark} l’application me refuse depuis ce matin"
# What the reader does first, each step from its verb; leave out where the playbooks below say it all.
steps:
  en:
    - "{mark} Do this first, in one sentence."
  fr:
    - "{mark} Faites ceci d’abord, en une phrase."
# Who can mend it, most likely first: person, connection-owner, app-owner, tenant-admin, developer, microsoft
fixed_by: [person]
# Playbooks that help, most likely first; see the folder playbooks/.
remedies: [reauthenticate]
verify:
  en: "{mark} What the reader sees when it works again."
  fr: "{mark} Ce que voit la personne quand tout remarche."
still_failing:
  en: "{mark} What to try next, and what to send to whom."
  fr: "{mark} Que tenter ensuite, et quoi envoyer à qui."
admin_steps:
  en:
    - "{mark} Open the page and the setting that an admin needs, by their names."
  fr:
    - "{mark} Ouvrez la page et le réglage utiles à l’administrateur, par leurs noms."
references:
  - "{mark} The page or thread where the message can be read"
# Pastes that must be answered with this entry: one with the code, one with the message alone.
examples:
  - "{example}: {mark} the whole message as it was pasted"
  - "{mark} The user 'alex@contoso.com' may not open 'Contoso Expenses'."
# Pastes that look alike and belong to another entry.
counterexamples:
  - "{mark} The user 'alex@contoso.com' may not close 'Contoso Expenses'."
"""


def entry_id(text: str) -> str | None:
    """The id that an author means: ``123456`` and ``aadsts123456`` are codes. None where it cannot be one."""
    code = _NUMBER.fullmatch(text.strip())
    try:
        return _ID.validate_python(f"AADSTS{code[1]}" if code else text.strip())
    except ValidationError:
        return None


def draft_entry(name: str, category: Category) -> str:
    """The YAML of a new entry: it loads, and lint names every text that is still to be written."""
    return _DRAFT.format(id=name, category=category, mark=MARK, example=name)


def likely_category(name: str, catalog: Catalog) -> Category:
    """The category of the entry with the nearest id: codes of a kind are numbered together."""
    return catalog.entries[min(catalog.entries, key=lambda known: _distance(known, name))].category


def _distance(known: str, name: str) -> tuple[int, int]:
    """How far apart two ids are: by the characters that they begin alike with, then by number."""
    alike = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(known, name, strict=False)))
    codes = [_NUMBER.fullmatch(each) for each in (known, name)]
    numbers = [int(code[1]) for code in codes if code]
    return -alike, abs(numbers[0] - numbers[-1]) if numbers else 0
