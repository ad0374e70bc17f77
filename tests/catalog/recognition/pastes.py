"""The pastes that recognition is measured on, generated from the catalog.

Each is in the dev or in the test split, by a hash of what it was made from. Thresholds and coefficients
see dev only.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from random import Random
from typing import Final, Literal

from catalog.catalog import Catalog
from catalog.language import Language
from catalog.model import Entry, Lines
from catalog.recognition.folding import fold
from tests.catalog.recognition import noise

UNKNOWN: Final = "unknown"
_SHORTEST: Final = 24
"""Folded letters below which a message alone is not distinctive; such messages are pasted with their code."""

Split = Literal["dev", "test"]


@dataclass(frozen=True, slots=True)
class Paste:
    """A paste and what must come of it: one of ``accepted``, UNKNOWN, or (empty) no answer."""

    kind: str
    text: str
    accepted: frozenset[str]
    source: str
    language: Language = "en"

    @property
    def split(self) -> Split:
        return "test" if sha256(self.source.encode()).digest()[0] % 2 else "dev"


class Generator:
    """Makes noisy pastes from the messages of a catalog. The same catalog and seed give the same pastes."""

    def __init__(self, catalog: Catalog, seed: int = 4) -> None:
        self._catalog = catalog
        self._seed = seed
        self._folded = {
            entry.id: tuple(fold(text).text for text in entry.printed) for entry in catalog.entries.values()
        }

    def pastes(self) -> Iterator[Paste]:
        """Every class for every message, and codes in the forms they are met in."""
        for entry in self._catalog.entries.values():
            for language, message in _messages(entry):
                yield from self._of_message(entry, message, language)
            if entry.code:
                yield from self._of_code(entry, entry.code.removeprefix("AADSTS"))

    def _of_message(self, entry: Entry, message: str, language: Language) -> Iterator[Paste]:
        random = Random(f"{self._seed} {entry.id} {message}")
        if len(fold(message).text) < _SHORTEST:
            return
        accepted = self._accepted(entry, message)
        filled = noise.fill(message, random)
        for kind, text in self._forms(filled, language, random):
            yield Paste(kind, text, accepted, f"{entry.id} {message}", language)
        for kind, cut in (
            ("head cut", noise.head_cut(message, random)),
            ("tail cut", noise.tail_cut(message, random)),
            ("fragment", noise.fragment(message, random)),
            ("half remembered", noise.half_remembered(message, random)),
        ):
            if len(fold(cut).text) >= _SHORTEST:
                own = accepted if kind == "half remembered" else self._accepted(entry, cut)
                text = noise.fill(cut, random)
                yield Paste(kind, noise.led(text, random), own, f"{entry.id} {message}", language)

    def _forms(self, filled: str, language: Language, random: Random) -> Iterator[tuple[str, str]]:
        yield "clean", noise.led(filled, random)
        yield "traced", noise.traced(filled, random)
        for share in (2, 5, 10, 20):
            yield f"optical {share}", noise.led(noise.optical(share / 100)(filled, random), random)
        yield "typos", noise.led(noise.typos(filled, random), random)
        yield "buried", noise.buried(filled, random)
        yield "json", noise.in_json(filled, random)
        yield "escaped json", noise.in_escaped_json(filled, random)
        yield "address", noise.in_address(filled, random)
        yield "page", noise.framed(filled, random)
        if language == "fr":
            yield "no accents", noise.led(noise.without_accents(filled), random)

    def _of_code(self, entry: Entry, code: str) -> Iterator[Paste]:
        random = Random(f"{self._seed} {code}")
        message = noise.fill(entry.printed[0] if entry.printed else "Something went wrong.", random)
        said = f"AADSTS{code}: {message}"
        other = random.choice(("70002", "50000", "65005", "70000"))
        forms = {
            "code": f"AADSTS{code}",
            "code asked": random.choice(
                ("what does AADSTS{} mean?", "j'ai AADSTS{}, que faire", "Error code: AADSTS {}")
            ).format(code),
            "code and message": noise.traced(said, random),
            "code misread": f"{noise.misread_code(code, random)}: {noise.optical(0.05)(message, random)}",
            "code run together": f"{noise.misread_code(code, random)}:{message.replace(' ', '')}",
            "code wrapped": f"ERROR: AADSTS{code[:2]}\n{code[2:]}: {message}",
            "code in json": noise.in_json(said, random, code),
            "code in escaped json": noise.in_escaped_json(said, random, code),
            "code in address": noise.in_address(said, random),
            "code on page": noise.framed(said, random),
            "code buried": noise.buried(said, random),
            "code in error_codes": f'{{"error":"invalid_grant","error_codes":[{code}],"suberror":""}}',
            "code alone": random.choice(
                (
                    f"Error Code: {code}",
                    f"Error Code {code}",
                    f"error {code} when I sign in",
                    f"Code：{code}",
                    f"code d'erreur {code} sur Teams",
                )
            ),
            "code on log page": f"Sign-in error code: {code}\nFailure reason: Other",
        }
        if code != other:
            forms["several codes"] = f"AADSTS{other}: Error validating credentials. {said}"
        for kind, text in forms.items():
            yield Paste(kind, text, frozenset({entry.id}), f"{entry.id} {kind}")
        for number in self._neighbours(code, random):
            yield Paste(
                "unknown code", f"AADSTS{number}: {message}", frozenset({UNKNOWN}), f"{entry.id} unknown"
            )

    def _neighbours(self, code: str, random: Random) -> Iterator[str]:
        """The code with one digit changed, where that is no code."""
        for _ in range(2):
            at = random.randrange(1, len(code))
            digit = random.choice([other for other in "0123456789" if other != code[at]])
            number = code[:at] + digit + code[at + 1 :]
            if f"AADSTS{number}" not in self._catalog.entries:
                yield number

    def _accepted(self, entry: Entry, said: str) -> frozenset[str]:
        """The entry, its family, and every entry that prints the very same."""
        wanted = re.sub(r"\n+", "\n", fold(said).text).strip("\n")
        parts = [part for part in wanted.split("\n") if len(part) > 7] or [wanted]
        same = {
            other
            for other, texts in self._folded.items()
            if any(all(part in text for part in parts) for text in texts)
        }
        family = {
            other.id
            for other in self._catalog.entries.values()
            if entry.family is not None and other.family == entry.family
        }
        return frozenset({entry.id} | same | family)


def _messages(entry: Entry) -> Iterator[tuple[Language, str]]:
    for lines in (entry.messages, *(variant.messages for variant in entry.variants)):
        yield from (("en", message) for message in lines.en)
        yield from (("fr", message) for message in lines.fr)


def without_phrases(catalog: Catalog) -> Iterator[tuple[Catalog, list[Paste]]]:
    """The catalog without the first, second ... phrase of every entry, and those phrases as pastes."""
    languages: tuple[Language, ...] = ("en", "fr")
    most = max(
        len(entry.said_as.in_(language)) for entry in catalog.entries.values() for language in languages
    )
    for place in range(most):
        entries, said = {}, []
        for entry in catalog.entries.values():
            kept = {}
            for language in languages:
                phrases = entry.said_as.in_(language)
                kept[language] = phrases[:place] + phrases[place + 1 :]
                if len(phrases) > max(place, 1):
                    own = frozenset({entry.id} | equals_of(entry, catalog))
                    said.append(
                        Paste(f"said {language}", phrases[place], own, f"{entry.id} said {place}", language)
                    )
            entries[entry.id] = entry.model_copy(update={"said_as": Lines(**kept)})
        yield replace(catalog, entries=entries), said


def equals_of(entry: Entry, catalog: Catalog) -> set[str]:
    """Ids of the entries that are as right as ``entry`` where no code tells them apart."""
    return {
        other.id
        for other in catalog.entries.values()
        if (entry.family is not None and other.family == entry.family) or shares_message(entry, other)
    }


def shares_message(one: Entry, other: Entry) -> bool:
    """Whether two entries print one and the same message."""
    return not _printed(one.printed).isdisjoint(_printed(other.printed))


@cache
def _printed(messages: tuple[str, ...]) -> frozenset[str]:
    return frozenset(fold(text).text for text in messages)
