"""What the buttons of the answer card do, and the words that do the same."""

from typing import Final

import pytest
from playwright.async_api import expect

from tests.e2e.chat import Chat

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]

PASTE: Final = (
    "My Power Automate flow fails: AADSTS50076: Due to a configuration change made by your administrator "
    "you must use multi-factor authentication. Correlation ID: 7b8c9d0e-aaaa-4bbb-8ccc-ddddeeeeffff"
)
TITLE: Final = "Your sign-in needs a second step"


async def test_remedies_and_roles_switch_without_asking_the_bot(chat: Chat) -> None:
    await chat.paste(PASTE)
    folded = await chat.steps()
    shown = []
    asked = len(chat.requests)
    for label in ("Reauthenticate", "New connection", "Reauthenticate"):
        await chat.press(label)
        shown.append(await chat.steps())
    for label in ("Shared", "IT admin", "Mine"):
        await chat.follow(label)
        shown.append(await chat.steps())
        await chat.shoot(f"role-{label.lower().replace(' ', '-')}")
    assert len(chat.requests) == asked
    first, new, again, shared, admin, mine = shown
    assert first == again == mine
    assert first != new
    assert len(folded) < len(first), "what does not fit a phone's screen is folded away at first"
    assert len({tuple(steps) for steps in (first, shared, admin)}) == 3


async def test_a_role_stays_when_the_remedy_is_switched(chat: Chat) -> None:
    await chat.paste(PASTE)
    await chat.press("New connection")
    await chat.follow("IT admin")
    as_admin = await chat.steps()
    await chat.shoot("new-connection-it-admin")
    await chat.press("Reauthenticate")
    await chat.press("New connection")
    assert await chat.steps() == as_admin
    await chat.follow("Mine")
    assert await chat.steps() != as_admin


async def test_details_unfold_and_fold(chat: Chat) -> None:
    await chat.paste(PASTE)
    await chat.hides("7b8c9d0e-aaaa-4bbb-8ccc-ddddeeeeffff")
    asked = len(chat.requests)
    await chat.follow("Details ▾")
    await chat.reads("7b8c9d0e-aaaa-4bbb-8ccc-ddddeeeeffff")
    await chat.shoot("details")
    await chat.follow("Details ▾")
    await chat.hides("7b8c9d0e-aaaa-4bbb-8ccc-ddddeeeeffff")
    assert len(chat.requests) == asked


async def test_naming_the_product_changes_the_steps(chat: Chat) -> None:
    await chat.paste("AADSTS50076")
    await chat.shoot("product-asked")
    await chat.press("Reauthenticate")
    before = await chat.steps()
    await chat.follow("Viva Goals")
    await chat.hides("Where?")
    await chat.press("Reauthenticate")
    await chat.shoot("product-viva-goals")
    assert await chat.steps() != before


async def test_a_further_way_out_is_shown_when_its_name_is_pressed(chat: Chat) -> None:
    await chat.paste(PASTE)
    await chat.press("Reauthenticate")
    before = await chat.steps()
    await chat.follow("Replace the old one")
    await expect(chat.card.get_by_role("button", name="Replace the old one", exact=True)).to_be_visible()
    await chat.shoot("further-way-out")
    assert await chat.steps() != before
    await chat.press("Reauthenticate")
    assert await chat.steps() == before


async def test_it_worked_closes_the_card_and_can_be_undone(chat: Chat) -> None:
    await chat.paste(PASTE)
    before = await chat.steps()
    await chat.press("It worked")
    await chat.reads("Good, that is working again")
    await chat.shoot("worked")
    await chat.press("Show steps")
    await chat.reads("What to do now")
    assert await chat.steps() == before


async def test_still_failing_says_what_to_try_next(chat: Chat) -> None:
    await chat.paste(PASTE)
    await chat.press("Still failing")
    await chat.reads("Let us try something else")
    await chat.shoot("still-failing")
    await chat.press("Show steps")
    await chat.reads("What to do now")


async def test_asking_an_admin_takes_a_note_and_says_what_becomes_of_it(chat: Chat) -> None:
    await chat.paste(PASTE)
    await chat.press("Ask an admin")
    await chat.reads("Ask an admin for help")
    await chat.card.get_by_role("textbox").fill("Since Monday, on my **phone** only")
    await chat.shoot("ask-admin")
    await chat.press("See what will be sent")
    await chat.reads("This is what an admin will get")
    await chat.reads("Since Monday, on my **phone** only")
    await chat.press("Send")
    await chat.reads("Your admins have it.")
    await chat.shoot("ask-admin-sent")


async def test_asking_an_admin_can_be_thought_better_of(chat: Chat) -> None:
    await chat.paste(PASTE)
    await chat.press("Ask an admin")
    await chat.press("Back")
    await chat.reads("What to do now")
    assert await chat.title() == TITLE


async def test_the_example_of_the_welcome_card_is_answered(chat: Chat) -> None:
    await chat.shoot("welcome")
    await chat.press("Try an example")
    await chat.reads("Error AADSTS50076")


async def test_several_codes_give_a_choice(chat: Chat) -> None:
    await chat.paste("I get error code 50076 or 50034 in the blue thing")
    assert await chat.title() == "Which of these is it?"
    await chat.shoot("choice")
    await chat.follow("1 · Your sign-in needs a second step")
    await chat.reads("What to do now")
    assert await chat.title() == TITLE


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("still failing", "Let us try something else"),
        ("it worked", "Good, that is working again"),
        ("ask an admin", "Ask an admin for help"),
        ("help", "Paste an error, get the way out"),
    ],
)
async def test_buttons_can_be_typed(chat: Chat, typed: str, says: str) -> None:
    await chat.paste(PASTE)
    await chat.type(typed)
    await chat.reads(says)
    await chat.shoot(f"typed-{typed.replace(' ', '-')}")
