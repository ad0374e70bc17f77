"""What comes of a paste: the five outcomes, in the right language, and what is remembered of it."""

import pytest

from catalog.recognition import Outcome
from dialogs.messages import Kind
from tests.dialogs.conftest import Say, incoming
from tests.dialogs.reading import only_card, presses, texts, title
from tests.dialogs.stores import Memory


async def test_a_known_code_is_answered(say: Say, memory: Memory) -> None:
    card = only_card(
        await say("AADSTS50076: it failed. Correlation ID: 7b8c9d0e-aaaa-4bbb-8ccc-ddddeeeeffff")
    )
    assert title(card) == "Your sign-in needs a second step"
    assert "7b8c9d0e-aaaa-4bbb-8ccc-ddddeeeeffff" in texts(card)
    [given] = memory.given
    assert (given.outcome, given.entry_id, given.codes) == ("answer", "AADSTS50076", ("AADSTS50076",))
    assert given.details == {"correlation_id": "7b8c9d0e-aaaa-4bbb-8ccc-ddddeeeeffff"}


async def test_a_message_without_code_is_answered(say: Say) -> None:
    card = only_card(await say("You must use multi-factor authentication to access 'Teams'."))
    assert title(card) == "Your sign-in needs a second step"


async def test_the_richer_copy_of_a_message_is_read(say: Say) -> None:
    card = only_card(await say("see below", html="<p>see&nbsp;below</p><pre>AADSTS50034: gone</pre>"))
    assert title(card) == "This account does not exist here"


async def test_an_unknown_code_is_said_to_be_unknown_and_recorded(say: Say, memory: Memory) -> None:
    card = only_card(await say("AADSTS500349: something"))
    assert "AADSTS500349" in title(card)
    assert memory.codes == ["AADSTS500349"]
    assert memory.given[-1].outcome == Outcome.UNKNOWN_CODE


async def test_an_error_that_nothing_matches_is_not_guessed(say: Say, memory: Memory) -> None:
    card = only_card(await say("Error 0x80070005: access denied by the printer"))
    assert title(card) == "I could not place this error"
    assert memory.given[-1].entry_id is None


@pytest.mark.parametrize("text", ["how was your weekend?", "🙂🙂", "שלום", "the meeting is at three"])
async def test_chat_gets_short_help_and_is_not_remembered(say: Say, memory: Memory, text: str) -> None:
    card = only_card(await say(text))
    assert "I see no error in that" in texts(card)
    assert memory.given == []


@pytest.mark.parametrize(
    ("stored", "text", "locale", "expected"),
    [
        (None, "AADSTS50076: you must use it", "fr-FR", "Your sign-in"),
        (None, "AADSTS50076", "fr-FR", "Il manque"),
        (None, "AADSTS50076", None, "Your sign-in"),
        (None, "AADSTS50076 : vous devez vous connecter avec votre compte", "en-US", "Il manque"),
        ("en", "AADSTS50076 : vous devez vous connecter avec votre compte", "fr-FR", "Your sign-in"),
        ("fr", "AADSTS50076: you must use it", "en-US", "Il manque"),
    ],
)
async def test_preference_then_paste_then_locale_decide_the_language(
    say: Say, memory: Memory, stored: str | None, text: str, locale: str | None, expected: str
) -> None:
    if stored in ("en", "fr"):
        memory.languages["tenant", incoming().person.key] = "fr" if stored == "fr" else "en"
    assert title(only_card(await say(text, locale=locale))).startswith(expected)


async def test_the_product_of_the_paste_decides_the_steps(say: Say) -> None:
    card = only_card(await say("AADSTS50076 in Viva Goals"))
    assert "Try again" in texts(card)
    assert "Viva Goals" not in presses(card)


async def test_without_a_product_the_card_asks_for_it(say: Say) -> None:
    card = only_card(await say("AADSTS50076"))
    assert {"Viva Goals", "Power Platform", "Another app"} <= presses(card).keys()


async def test_a_picture_without_text_gets_a_kind_request(say: Say) -> None:
    assert title(only_card(await say("", has_files=True))) == "I can read text, not pictures"
    assert title(only_card(await say("", html="<p><img src='x'></p>", has_files=True))).startswith(
        "I can read"
    )


@pytest.mark.parametrize("text", ["", "   ", "\x00\x07"])
async def test_nothing_at_all_gets_help(say: Say, text: str) -> None:
    assert title(only_card(await say(text))) == "Paste an error, get the way out"


@pytest.mark.parametrize(
    "text",
    [
        "x" * 20_000,
        "AADSTS" * 3_500,
        "<div>" * 4_000,
        '{"error":' * 2_000,
        "\u202e50076STSDAA\u202c error",
        "%25" * 6_000,
        "💥" * 5_000 + " error",
        "\ud83d broken surrogate error",
    ],
    ids=["letters", "prefixes", "tags", "json", "right-to-left", "percent", "emoji", "surrogate"],
)
async def test_absurd_pastes_get_a_sensible_card(say: Say, text: str) -> None:
    assert only_card(await say(text))["type"] == "AdaptiveCard"


async def test_a_code_buried_in_a_long_paste_is_found(say: Say) -> None:
    card = only_card(await say("at Some.Stack.Trace()\n" * 800 + "AADSTS50034: gone\n" + "at More()\n" * 400))
    assert title(card) == "This account does not exist here"


async def test_installing_is_greeted_in_the_language_of_the_client(say: Say) -> None:
    assert title(only_card(await say("", kind=Kind.INSTALLED))) == "Hello, I am Reconnect"
    assert (
        title(only_card(await say("", kind=Kind.INSTALLED, locale="fr-CA"))) == "Bonjour, je suis Reconnect"
    )
