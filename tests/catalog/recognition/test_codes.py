"""Codes: whole numbers only, mended only when known, never a neighbour."""

import pytest

from catalog.recognition import Outcome, Recogniser


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("AADSTS50076", "AADSTS50076"),
        ("aadsts 50076", "AADSTS50076"),
        ("AADSTS: 50076", "AADSTS50076"),
        ("AADSTS：50076", "AADSTS50076"),
        ("AADSTS-50076:", "AADSTS50076"),
        ("AADSTS500 76: you must", "AADSTS50076"),
        ("AADSTS500\n76: you must", "AADSTS50076"),
        ("AADS\nTS50076", "AADSTS50076"),
        ("AADsTs501o5:Youradministratorhas", "AADSTS50105"),
        ("AADSTSSOO76: you must", "AADSTS50076"),
        ("AADSTS50105Youradministrator", "AADSTS50105"),
        ("AADSTS50105l'utilisateur", "AADSTS50105"),
        ("AADSTS700016: x", "AADSTS700016"),
        ("AADSTS7000222: x", "AADSTS7000222"),
        ("AADSTS500341: x", "AADSTS500341"),
        ("AADSTS70002: Error validating credentials. AADSTS50126: Invalid", "AADSTS50126"),
        ("AADSTS50126: Invalid. AADSTS70002: Error", "AADSTS50126"),
        ("Error Code: 500121 Request Id: 7b8c9d0e-1111-4222-8333-444455556666", "AADSTS500121"),
        ("Error Code 50072", "AADSTS50072"),
        ('{"error":"x","error_codes":[50076]}', "AADSTS50076"),
        ("https://login.microsoftonline.com/error?code=50076", "AADSTS50076"),
        ("C'est quoi l'erreur 50126 sur Teams ?", "AADSTS50126"),
    ],
)
def test_a_code_is_answered(recogniser: Recogniser, text: str, expected: str) -> None:
    recognition = recogniser.recognise(text)
    assert recognition.outcome is Outcome.ANSWER
    assert recognition.matches[0].entry_id == expected


@pytest.mark.parametrize(
    "text",
    [
        "AADSTS50077: you must use multi-factor authentication",
        "AADSTS7000168: Application with identifier 'x' was not found in the directory 'y'",
        "AADSTS999999",
        '{"error":"invalid_request","error_codes":[9002399]}',
        "AADSTS70002: Error validating credentials. AADSTS599999: Something",
    ],
)
def test_a_well_formed_code_that_is_not_known_is_unknown(recogniser: Recogniser, text: str) -> None:
    assert recogniser.recognise(text).outcome is Outcome.UNKNOWN_CODE


@pytest.mark.parametrize(
    "text",
    ["port 50000", "ticket 50076", "order 50126 was sent", "Tag: 3399614476", "50126 rows", "+33 50126"],
)
def test_a_number_that_is_no_code_is_not_answered(recogniser: Recogniser, text: str) -> None:
    assert recogniser.recognise(text).outcome is not Outcome.ANSWER


def test_a_code_answer_also_tells_which_message_was_quoted(recogniser: Recogniser) -> None:
    text = (
        "AADSTS50034: The user account ana@contoso.com does not exist in the Contoso directory. To sign into"
    )
    [match, *_] = recogniser.recognise(text).matches
    code, message = match.evidence
    assert (code.kind, text[slice(*code.span)]) == ("code", "AADSTS50034")
    assert message.kind == "message"
    assert text[slice(*message.span)].startswith("The user account")


def test_other_codes_come_after_the_most_specific(recogniser: Recogniser) -> None:
    recognition = recogniser.recognise("AADSTS90094/90095 or AADSTS50076")
    assert [match.entry_id for match in recognition.matches] == ["AADSTS90094", "AADSTS50076"]
