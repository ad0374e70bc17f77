"""The way of a ticket in French, where the admins' channel speaks it too: what is read and pressed on it."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import expect

from tests.e2e.chat import Chat
from tests.e2e.serving import READY, serving
from tests.e2e.test_escalation import button, fill, go_to, hears

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]

PASTE = (
    "AADSTS50076 : En raison d’une modification de configuration apportée par votre administrateur, "
    "vous devez utiliser l’authentification multifacteur. "
    "ID de corrélation : 7b8c9d0e-aaaa-4bbb-8ccc-ddddeeeeffff"
)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def address(needs_chat_window: None, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[str]:
    """A bot whose operator has chosen French."""
    folder = tmp_path_factory.mktemp("serving")
    async with serving(folder, "--chat", variables={"RECONNECT_LANGUAGE": "fr"}) as bot:
        await bot.until(READY)
        yield bot.chat_address


async def test_from_the_paste_to_the_confirmation_in_french(chat: Chat) -> None:
    await chat.use_font_of_teams()
    await ask(chat)
    await ask_back(chat)
    await answer(chat)
    await resolve(chat)
    await confirm(chat)


async def ask(chat: Chat) -> None:
    await chat.paste(PASTE)
    await chat.press("Toujours pas")
    await chat.shoot("french-1-failing")
    await chat.press("Voir un admin")
    await expect(chat.card.get_by_role("checkbox", checked=True)).to_have_count(1)
    await chat.card.get_by_text("Nouvelle connexion", exact=True).click()
    await fill(chat.card, "Depuis lundi, sur mon téléphone aussi.")
    await chat.shoot("french-2-form")
    await chat.press("Voir ce qui sera envoyé")
    await chat.reads("ID de corrélation : 7b8c9d0e")
    await chat.reads("les étapes de « Nouvelle connexion »")
    await chat.shoot("french-3-preview")
    await chat.press("Envoyer")
    await chat.reads("Ticket nº 1 · nouveau")
    await chat.shoot("french-4-sent")


async def ask_back(chat: Chat) -> None:
    await go_to(chat, "Announcements")
    card = chat.page.locator(".ac-adaptiveCard", has_text="demande de l’aide")
    await button(card, "Prendre").click()
    await hears(chat, "Alex Wilber prend le nº 1.")
    for fold in ("Message collé ▾", "Ce que vous pouvez faire ▾"):
        await card.get_by_text(fold).click()
    await card.scroll_into_view_if_needed()
    await chat.shoot("french-5-channel")
    await button(card, "Question…").click()
    await fill(card, "Quel téléphone ?")
    await button(card, "Envoyer").click()
    await hears(chat, "demande à Alex Wilber : Quel téléphone ?")
    await chat.shoot("french-6-asked")


async def answer(chat: Chat) -> None:
    await go_to(chat, "Personal Chat")
    await hears(chat, "vous pose une question")
    card = chat.page.locator(".ac-adaptiveCard", has_text="Ticket nº 1").first
    await card.scroll_into_view_if_needed()
    await chat.shoot("french-7-question")
    await fill(card, "Celui du bureau.")
    await button(card, "Répondre").click()
    await expect(card).to_contain_text("en cours")


async def resolve(chat: Chat) -> None:
    await go_to(chat, "Announcements")
    await hears(chat, "Alex Wilber répond : Celui du bureau.")
    card = chat.page.locator(".ac-adaptiveCard", has_text="demande de l’aide")
    await button(card, "Résoudre").first.click()
    await fill(card, "Votre téléphone est inscrit. Connectez-vous à nouveau.")
    await card.scroll_into_view_if_needed()
    await chat.shoot("french-8-resolve")
    await button(card, "Résoudre").last.click()
    await expect(button(card, "Rouvrir")).to_be_visible()
    await chat.shoot("french-9-resolved")


async def confirm(chat: Chat) -> None:
    await go_to(chat, "Personal Chat")
    card = chat.page.locator(".ac-adaptiveCard", has_text="Ticket nº 1").first
    await hears(chat, "a résolu votre ticket")
    await card.scroll_into_view_if_needed()
    await chat.shoot("french-10-note")
    await button(card, "Cela remarche").click()
    await expect(card).to_contain_text("Terminé")
    await chat.type("mes tickets")
    await chat.reads("Ticket nº 1 · confirmé")
    await chat.shoot("french-11-confirmed")
