"""Messages without a code, whose error it is, and OAuth's own words."""

import pytest

from catalog.recognition import Outcome, Recogniser

_PASSWORD = (
    "The provided grant has expired due to it being revoked, a fresh auth token is needed. "
    "The user might have changed or reset their password."
)


def test_a_message_alone_is_answered_and_shown(recogniser: Recogniser) -> None:
    text = f"since monday: {_PASSWORD} what now?"
    [match, *_] = recogniser.recognise(text).matches
    assert match.entry_id == "AADSTS50173"
    [evidence] = match.evidence
    assert evidence.kind == "message"
    assert evidence.value.startswith("The provided grant has expired")
    start, end = evidence.span
    assert text[start:end].startswith("The provided grant")


def test_the_product_entry_wins_when_the_paste_names_the_product(recogniser: Recogniser) -> None:
    recognition = recogniser.recognise(f"My Power Automate flow failed: {_PASSWORD}")
    assert recognition.outcome is Outcome.ANSWER
    assert recognition.matches[0].entry_id == "power-platform-password-change"


def test_a_family_is_one_answer(recogniser: Recogniser) -> None:
    recognition = recogniser.recognise(
        "There was an issue with your federated Identity Provider. Contact your IDP."
    )
    assert recognition.outcome is not Outcome.NO_MATCH


def test_a_message_in_a_long_log_is_found(recogniser: Recogniser) -> None:
    log = "   at System.Net.Http.HttpClient.SendAsync(HttpRequestMessage request)\n" * 20
    recognition = recogniser.recognise(f"{log}{_PASSWORD}\n{log}")
    assert recognition.outcome is Outcome.ANSWER
    assert recognition.matches[0].entry_id == "AADSTS50173"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"error":"invalid_grant","error_uri":"https://login.microsoftonline.com/error"}', "invalid_grant"),
        (
            "https://contoso.com/cb?error=interaction_required&x=login.microsoftonline.com",
            "interaction_required",
        ),
    ],
)
def test_an_oauth_error_of_the_sign_in_service_is_answered(
    recogniser: Recogniser, text: str, expected: str
) -> None:
    recognition = recogniser.recognise(text)
    assert recognition.outcome is Outcome.ANSWER
    assert recognition.matches[0].entry_id == expected


@pytest.mark.parametrize(
    "text",
    [
        '{"error":"invalid_grant","error_description":"Session not active"} from keycloak',
        "google oauth2: invalid_grant Bad Request",
        "invalid_grant",
        'Okta {"error":"invalid_client"}',
    ],
)
def test_an_oauth_error_of_another_system_is_not(recogniser: Recogniser, text: str) -> None:
    assert recogniser.recognise(text).outcome is not Outcome.ANSWER


def test_an_answer_is_at_least_half_sure(recogniser: Recogniser) -> None:
    for text in (_PASSWORD, "AADSTS50076", "Error Code 50072", "password expired and I cannot sign in"):
        recognition = recogniser.recognise(text)
        if recognition.outcome is Outcome.ANSWER:
            assert recognition.matches[0].confidence >= 0.5


def test_ids_and_times_are_no_words_of_a_message(recogniser: Recogniser) -> None:
    said = "administrator of eb593f02-2f3c-5e25-c770-1fde53e94f45 has set a policy that"
    recognition = recogniser.recognise(f"Hi, since this morning I get this: {said}")
    assert recognition.matches[0].entry_id == "AADSTS90094"
