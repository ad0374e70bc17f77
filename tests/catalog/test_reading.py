"""What is remembered of a paste is what reading it anew would tell."""

import re
from collections.abc import Iterable
from itertools import count

import pytest

from catalog.catalog import Catalog
from catalog.reading import Finding, Reader, read
from catalog.recognition import Recogniser, Recognition
from catalog.varying import Constant, Gapped, put_aside
from tests.catalog.recognition.collected import negatives, real
from tests.catalog.recognition.pastes import Generator

_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_MANY = 1_500
ENTRA = (
    "AADSTS50076: sign in again. Trace ID: 0ef8a1f2-5a2b-4c7e-9d13-3f1d2c4b5a00 "
    "Correlation ID: 6d1f0c5e-8a7b-4e2f-b3c4-9a8b7c6d5e4f Timestamp: 2025-11-04 09:12:44Z"
)


class Counted(Recogniser):
    """Says how often it was asked."""

    def __init__(self, catalog: Catalog) -> None:
        super().__init__(catalog)
        self.asked = 0

    def recognise(self, text: str) -> Recognition:
        self.asked += 1
        return super().recognise(text)


def pastes(catalog: Catalog) -> Iterable[str]:
    made = [paste.text for paste in Generator(catalog).pastes()]
    yield from made[:: max(len(made) // _MANY, 1)]
    yield from (paste.text for paste in (*negatives(), *real()))


def found(finding: Finding) -> list[object]:
    """All of it but the confidence, which is near: an id may weigh a little among people's own words."""
    near = [
        (match.entry_id, match.evidence, pytest.approx(match.confidence, abs=0.03))
        for match in finding.matches
    ]
    return [finding.outcome, finding.codes, finding.product, finding.language, finding.quoted, *near]


def with_other_ids(text: str) -> str:
    """As somebody else would paste it."""
    fresh = count(0x1A2B)
    ids = {found: f"7c3e{next(fresh):04x}-9b1d-4d6f-a2c8-5e0b7d9f{0xE1F3:04x}" for found in _ID.findall(text)}
    return _ID.sub(lambda match: ids[match[0]], text)


def test_pastes_are_read_as_if_nothing_were_remembered(
    shipped: Catalog, shipped_recogniser: Recogniser
) -> None:
    reader = Reader(shipped_recogniser)
    for text in pastes(shipped):
        for paste in (text, with_other_ids(text)):
            if put_aside(paste).aside:
                remembered, anew = reader.read(paste), read(shipped_recogniser, paste)
                assert remembered.safe == anew.safe
                assert remembered.details == anew.details
                assert found(remembered.finding) == found(anew.finding)


def test_the_same_error_of_another_person_is_recognised_once(small: Catalog) -> None:
    counted = Counted(small)
    reader = Reader(counted)
    mine, theirs = reader.read(ENTRA), reader.read(with_other_ids(ENTRA).replace("09:12:44", "10:00:01"))
    assert counted.asked == 1
    assert theirs.details["timestamp"] == "2025-11-04 10:00:01Z"
    assert theirs.details["correlation_id"] != mine.details["correlation_id"]
    assert theirs.details["correlation_id"] in theirs.safe
    assert theirs.details["correlation_id"] not in mine.safe


def test_an_id_in_a_secret_stays_hidden(shipped_recogniser: Recogniser) -> None:
    reader = Reader(shipped_recogniser)
    for text in (ENTRA, with_other_ids(ENTRA)):
        secret = put_aside(text).aside[0]
        safe = reader.read(f"{text} client_secret={secret}").safe
        assert safe.count(secret) == 1
        assert "client_secret=[***]" in safe


def test_a_text_with_a_secret_is_not_remembered(small: Catalog) -> None:
    counted = Counted(small)
    reader = Reader(counted)
    for _ in range(2):
        assert reader.read(f"{ENTRA} password=Tr0ub4dor&3").had_secrets
    assert counted.asked == 2


def test_a_long_text_is_not_remembered(small: Catalog) -> None:
    counted = Counted(small)
    reader = Reader(counted)
    for _ in range(2):
        reader.read("x " * 5_000)
    assert counted.asked == 2


def test_the_letters_of_an_id_say_nothing_of_the_language(shipped_recogniser: Recogniser) -> None:
    text = "AADSTS120000: Something went wrong. Trace ID: ea978ae5-8cde-4e9d-1929-c7ba7ded54b3"
    assert shipped_recogniser.recognise(text).paste.language in ("en", None)


def restored(constant: Constant) -> str:
    return Gapped(constant.text, len(constant.aside)).fill(constant.aside)


@pytest.mark.parametrize(
    ("text", "constant"),
    [
        ("at 2025-11-04T09:12:44Z", "at 2000-01-01T00:00:00Z"),
        ("2025-11-04 09:12:44, 2025-11-04 09:12:45", "2000-01-01 00:00:00, 2000-01-01 00:00:01"),
        ("at 2025-11-04 09:12:44.123Z", None),
        ("at 2025-11-04 09:12:44+01:00", None),
        ("id 6d1f0c5e-8a7b-4e2f-b3c4-9a8b7c6d5e4f.", "id 0f0f0f0f-0f0f-4f0f-8f0f-0f0f0f0f0f00."),
        ("/6d1f0c5e-8a7b-4e2f-b3c4-9a8b7c6d5e4f/oauth2", None),
        ("Ab6d1f0c5e-8a7b-4e2f-b3c4-9a8b7c6d5e4f", None),
        ("6d1f0c5e-8a7b-4e2f-b3c4-9a8b7c6d5e4f-Xy", None),
        ("6D1F0C5E-8A7B-4E2F-B3C4-9A8B7C6D5E4F", None),
    ],
)
def test_only_what_stands_alone_is_put_aside(text: str, constant: str | None) -> None:
    found = put_aside(text)
    assert found.text == (constant or text)
    assert len(found.text) == len(text)
    assert restored(found) == text


def test_a_text_full_of_ids_stays_as_it_is() -> None:
    text = " ".join(f"{number:08x}-0000-4000-8000-000000000000" for number in range(40))
    assert put_aside(text).text == text


def test_stand_ins_in_a_paste_are_no_trap() -> None:
    text = "0f0f0f0f-0f0f-4f0f-8f0f-0f0f0f0f0f07 2000-01-01 00:00:00Z 6d1f0c5e-8a7b-4e2f-b3c4-9a8b7c6d5e4f"
    assert restored(put_aside(text)) == text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("AADSTS50076: you must use it to access 'Contoso Portal'.", ("", "Contoso Portal")),
        ("AADSTS50076: you must use it to access 'https://ada:hunter2x@contoso.example'.", ("", "")),
        ("AADSTS50076\nApp name: Contoso Expenses", ("Contoso Expenses", "")),
        ("AADSTS50076\nApp name: client_secret=hunter2hunter2", ("", "")),
    ],
)
def test_a_name_that_is_a_secret_is_not_read_as_a_name(
    shipped_recogniser: Recogniser, text: str, found: tuple[str, str]
) -> None:
    details = read(shipped_recogniser, text).details
    assert (details.get("app", ""), details.get("resource", "")) == found


def test_a_password_that_decoding_would_tear_apart_goes_whole(shipped_recogniser: Recogniser) -> None:
    """So many plus signs look like a form's blanks."""
    form = "8c1qcIU5/i4f00HNxAJDFl/6YeRksJyqdK1sNYo3XNH2MDa60SkTQP4TlEyz+cC/\n"
    form += "aU1k08PjBPV2r8T9ZaNmAdyJqbDxEjZhD8TCIbSMl+cqnxL0le9FIIxAw4gSxZU0\n"
    form += "C7ghEvN0SaFmEmf03UDsrKfjz/lTROiSvYU212n3gXy+IVgtdsDO9hxRaATsq+VH"
    text = f"mot de passe : ^pdOm4!aQ+dUU2V^2e5xr52\n{form}"
    assert "Q dUU2V" in shipped_recogniser.recognise(text).paste.text
    assert "dUU2V" not in read(shipped_recogniser, text).safe
