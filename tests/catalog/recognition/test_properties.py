"""What holds for any text: no exception, the same result again, time in proportion to length."""

import time
from string import printable
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog.loader import load_catalog
from catalog.recognition import Outcome, Recogniser

SHIPPED_CATALOG: Final = load_catalog()
RECOGNISER: Final = Recogniser(SHIPPED_CATALOG)
CODES: Final = tuple(entry for entry in SHIPPED_CATALOG.entries if entry.startswith("AADSTS"))
MESSAGES: Final = tuple(
    (entry.id, message)
    for entry in SHIPPED_CATALOG.entries.values()
    for message in entry.messages.en
    if len(message) > 90 and "{" not in message and not entry.products
)
SHIPPED: Final = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
HOSTILE: Final = {
    "letters": "a" * 14_000,
    "dots": "a.a.a." * 2_400,
    "prefixes": "AADST-" * 2_400,
    "whole prefixes": "AADSTS" * 2_400,
    "spaced prefixes": "A A D S T S " * 1_200,
    "digits": "5" * 14_000,
    "spaces": " " * 14_000,
    "braces": "{" * 14_000,
    "tags": "<a " * 4_600,
    "escapes": "\\" * 14_000,
    "percent": "%25" * 4_600,
    "addresses": "a@" * 7_000,
    "links": "https://" * 1_700,
    "dashes": "0a-" * 4_600,
    "quotes": "error code: \"'" * 1_000,
    "plus": "a+" * 7_000,
    "ids": "correlation id: " * 900,
}


@given(st.text(max_size=600))
@SHIPPED
def test_any_text_is_recognised_without_exception_and_the_same_again(text: str) -> None:
    assert RECOGNISER.recognise(text) == RECOGNISER.recognise(text)


@given(st.text(alphabet=printable, max_size=400))
@SHIPPED
def test_spans_lie_in_the_text(text: str) -> None:
    recognition = RECOGNISER.recognise(f"AADSTS50076: {text} you must use multi-factor authentication")
    for match in recognition.matches:
        for evidence in match.evidence:
            start, end = evidence.span
            assert 0 <= start <= end <= len(recognition.paste.text)


@given(
    st.sampled_from(MESSAGES), st.sampled_from(("\n", " ", "\n\n")), st.text(alphabet="xyzq \n", max_size=300)
)
@SHIPPED
def test_noise_around_a_whole_message_changes_no_confident_answer(
    message: tuple[str, str], gap: str, noise: str
) -> None:
    plain = RECOGNISER.recognise(message[1])
    if plain.outcome is not Outcome.ANSWER or plain.matches[0].confidence < 0.9:
        return
    noisy = RECOGNISER.recognise(f"{noise}{gap}{message[1]}{gap}{noise}")
    before, after = (SHIPPED_CATALOG.entries[found.matches[0].entry_id] for found in (plain, noisy))
    assert before.id == after.id or before.family == after.family is not None


@given(st.sampled_from(CODES), st.data())
@SHIPPED
def test_another_digit_never_gives_the_old_code(code: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(len("AADSTS"), len(code) - 1))
    digit = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != code[at]]))
    other = code[:at] + digit + code[at + 1 :]
    found = RECOGNISER.recognise(f"{other}: something went wrong").matches
    assert code not in [match.entry_id for match in found]


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_time_grows_with_length_only(text: str) -> None:
    half, whole = text[: len(text) // 2], text
    assert _least(whole) < 3 * _least(half) + 0.01


def _least(text: str) -> float:
    """The least time of five, in seconds."""
    taken = []
    for _ in range(5):
        started = time.process_time()
        RECOGNISER.recognise(text)
        taken.append(time.process_time() - started)
    return min(taken)
