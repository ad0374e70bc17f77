"""What a person pastes into the chat window, and what the card then says."""

import re
from dataclasses import dataclass
from typing import Final

import pytest

from cards.views import AnswerView
from cards.wording import wording
from catalog.catalog import Catalog
from catalog.language import Language
from catalog.model import Product
from tests.e2e.chat import Chat

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]

CORRELATION: Final = "7b8c9d0e-aaaa-4bbb-8ccc-ddddeeeeffff"


@dataclass(frozen=True, slots=True)
class Paste:
    """Something that a screen shows, and the entry that explains it."""

    text: str
    entry: str
    product: Product | None = None
    language: Language = "en"


PASTES: Final = {
    "code": Paste("AADSTS50076", "AADSTS50076"),
    "message": Paste(
        "AADSTS53003: Access has been blocked by Conditional Access policies. The access policy does not "
        f"allow token issuance. Trace ID: 0a1b2c3d-1111-4222-8333-444455556666 Correlation ID: {CORRELATION} "
        "Timestamp: 2025-03-04 08:15:30Z",
        "AADSTS53003",
    ),
    "json": Paste(
        '{"error":"invalid_grant","error_description":"AADSTS50173: The provided grant has expired due to it '
        "being revoked, a fresh auth token is needed. The user might have changed or reset their password."
        "\\r\\nTrace ID: 0a1b2c3d-1111-4222-8333-444455556666\\r\\nCorrelation ID: 7b8c9d0e-aaaa-4bbb-8ccc-"
        'ddddeeeeffff\\r\\nTimestamp: 2025-03-04 08:15:30Z","error_codes":[50173],"timestamp":"2025-03-04 '
        '08:15:30Z","trace_id":"0a1b2c3d-1111-4222-8333-444455556666","correlation_id":'
        '"7b8c9d0e-aaaa-4bbb-8ccc-ddddeeeeffff"}',
        "AADSTS50173",
    ),
    "address": Paste(
        "https://contoso.example/signin-oidc?error=access_denied&error_description=AADSTS50105%3a+Your+"
        "administrator+has+configured+the+application+Expenses+to+block+users+unless+they+are+specifically+"
        "granted+%28%27assigned%27%29+access+to+the+application.%0d%0aTrace+ID%3a+0a1b2c3d-1111-4222-8333-"
        "444455556666%0d%0aCorrelation+ID%3a+7b8c9d0e-aaaa-4bbb-8ccc-ddddeeeeffff%0d%0aTimestamp%3a+"
        "2025-03-04+08%3a15%3a30Z&state=abc",
        "AADSTS50105",
    ),
    "stack-trace": Paste(
        "Unhandled exception. Microsoft.Identity.Client.MsalServiceException: A configuration issue is "
        "preventing authentication.\n"
        " ---> AADSTS7000215: Invalid client secret provided. Ensure the secret being sent in the request is "
        "the client secret value, not the client secret ID.\n"
        "   at Microsoft.Identity.Client.OAuth2.OAuth2Client.CreateResponse(HttpResponse response)\n"
        "   at Contoso.Expenses.Program.Main(String[] args) in C:\\src\\Program.cs:line 42",
        "AADSTS7000215",
    ),
    "viva-goals": Paste(
        "Viva Goals says AADSTS500341: The user account {EmailHidden} has been deleted from the directory.",
        "AADSTS500341",
        Product.VIVA_GOALS,
    ),
    "french": Paste(
        "Impossible d’ouvrir l’application : AADSTS50057 : le compte d’utilisateur est désactivé.",
        "AADSTS50057",
        language="fr",
    ),
}


@pytest.mark.parametrize("name", PASTES)
async def test_a_paste_is_explained(chat: Chat, shipped: Catalog, name: str) -> None:
    paste = PASTES[name]
    await chat.type(paste.text)
    await chat.shoot(f"paste-{name}")
    entry = shipped.entries[paste.entry]
    advice = AnswerView(catalog=shipped, entry=entry, answer_id="", product=paste.product).advice
    assert await chat.title() == advice.title.in_(paste.language)
    await chat.reads(wording(paste.language).known_as.format(code=paste.entry))
    [first, *_] = await chat.steps()
    assert first == plain(first_step(shipped, paste))


def first_step(catalog: Catalog, paste: Paste) -> str:
    view = AnswerView(
        catalog=catalog, entry=catalog.entries[paste.entry], answer_id="", product=paste.product
    )
    own = view.advice.steps.in_(paste.language)
    remedies = [catalog.playbook(name) for name in view.advice.remedies]
    return (own or remedies[0].steps(view.shown_product, view.role).in_(paste.language))[0]


def plain(markdown: str) -> str:
    return markdown.replace("**", "")


async def test_a_second_step_is_explained_in_plain_words(chat: Chat) -> None:
    await chat.paste("AADSTS50076")
    assert await chat.title() == "Your sign-in needs a second step"
    await chat.reads("Error AADSTS50076 · You can fix this")


async def test_a_paste_that_lost_its_line_ends_is_read_all_the_same(chat: Chat) -> None:
    await chat.paste(f"AADSTS50076: use MFA\nCorrelation ID: {CORRELATION}\nTimestamp: 2025-03-04 08:15:30Z")
    await chat.reads("Error AADSTS50076")
    await chat.follow("Details ▾")
    await chat.reads(CORRELATION)
    await chat.reads("2025-03-04 08:15:30Z")


async def test_a_power_platform_message_needs_no_code(chat: Chat) -> None:
    await chat.paste(
        "The flow failed: The refresh token has expired due to inactivity. The token was issued on "
        "2025-01-02T08:15:30Z and was inactive for 90.00:00:00."
    )
    await chat.shoot("paste-power-platform")
    assert await chat.steps()
    await chat.reads("Reauthenticate")


async def test_a_french_power_platform_message_is_answered_in_french(chat: Chat) -> None:
    await chat.paste(
        "Mon flux Power Automate est bloqué : Le jeton d’actualisation a expiré en raison d’une inactivité. "
        "Le jeton a été émis le 2025-01-02 et est resté inactif pendant 90.00:00:00."
    )
    await chat.shoot("paste-power-platform-french")
    await chat.reads("Que faire")
    await chat.reads("Voir un admin")


async def test_a_code_that_nobody_knows_is_not_guessed(chat: Chat) -> None:
    await chat.paste("AADSTS999999: something new")
    await chat.shoot("paste-unknown-code")
    assert await chat.title() == "I do not know AADSTS999999 yet"
    assert await chat.steps() == []


async def test_an_error_of_another_kind_is_not_placed(chat: Chat) -> None:
    await chat.paste("Error 0x80070005: access denied by the printer")
    await chat.shoot("paste-no-match")
    assert await chat.title() == "I could not place this error"


@pytest.mark.parametrize("text", ["Shall we have lunch at noon?", "🙂", "…"])
async def test_what_is_no_error_gets_help(chat: Chat, text: str) -> None:
    await chat.paste(text)
    await chat.shoot(f"paste-no-error-{len(text)}")
    await chat.reads(re.compile("Paste"))
    assert await chat.steps() == []


async def test_thanks_are_answered(chat: Chat) -> None:
    await chat.paste("thank you!")
    await chat.hears(wording("en").thanks)


async def test_a_very_long_paste_is_read(chat: Chat) -> None:
    await chat.type("   at Contoso.Expenses.Program.Main()\n" * 400 + "AADSTS50034: no such user")
    await chat.reads("Error AADSTS50034")
