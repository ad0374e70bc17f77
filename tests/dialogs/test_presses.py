"""What buttons do, and the words that do the same."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.wording import wording
from catalog.catalog import Catalog
from catalog.language import LANGUAGES
from dialogs.assistant import Assistant
from dialogs.command import Command
from dialogs.commands import Commands
from dialogs.escalation.typed import NUMBERED
from dialogs.knowledge import Knowledge
from tests.cards.shown import CARDS
from tests.dialogs.conftest import Say, assistant_with, incoming, pressed
from tests.dialogs.reading import elements, only_card, presses, texts, title
from tests.dialogs.stores import Memory
from tests.small_catalog import small_catalog

ANSWER = "AADSTS50076: it failed. Correlation ID: 7b8c9d0e-aaaa-4bbb-8ccc-ddddeeeeffff"


async def press(assistant: Assistant, card: dict[str, Any], label: str, **values: str) -> dict[str, Any]:
    """Press the button ``label`` of ``card``; the card that takes its place."""
    data = dict(presses(card)[label])
    outgoing = await assistant.respond(pressed(data.pop("verb"), {**data, **values}))
    assert outgoing.replacement is not None
    return only_card(outgoing)


async def test_still_failing_shows_second_level_advice_and_leads_back(assistant: Assistant, say: Say) -> None:
    card = only_card(await say(ANSWER))
    failing = await press(assistant, card, "Still failing")
    assert "Sign in at office.com." in texts(failing)
    assert "7b8c9d0e-aaaa-4bbb-8ccc-ddddeeeeffff" in texts(failing)
    assert await press(assistant, failing, "Show steps") == card


async def test_it_worked_closes_the_card(assistant: Assistant, say: Say) -> None:
    worked = await press(assistant, only_card(await say(ANSWER)), "It worked")
    assert title(worked) == "Good, that is working again"


async def test_naming_the_product_changes_the_steps_and_is_kept(
    assistant: Assistant, say: Say, memory: Memory
) -> None:
    chosen = await press(assistant, only_card(await say(ANSWER)), "Viva Goals")
    assert "Try again" in texts(chosen)
    assert memory.given[-1].product == "viva-goals"
    assert "Try again" in texts(only_card(await say("show steps")))


async def test_a_candidate_is_chosen_by_press_or_by_number(assistant: Assistant, say: Say) -> None:
    card = only_card(await say("I get error code 50076 or 50034 in the blue thing"))
    assert title(card) == "Which of these is it?"
    second = next(
        item for item in elements(card) if item.get("selectAction", {}).get("title", "").startswith("This")
    )
    data = dict(second["selectAction"]["data"])
    outgoing = await assistant.respond(pressed(data.pop("verb"), data))
    assert title(only_card(outgoing)) == "This account does not exist here"


async def test_a_number_chooses_among_the_candidates(say: Say) -> None:
    await say("I get error code 50076 or 50034 in the blue thing")
    assert title(only_card(await say("2"))) == "This account does not exist here"
    await say("I get error code 50076 or 50034 in the blue thing")
    assert title(only_card(await say("none of these"))) == "I could not place this error"


async def test_the_example_is_answered_as_a_new_message(assistant: Assistant) -> None:
    outgoing = await assistant.respond(pressed("example.try"))
    assert outgoing.replacement is None
    assert title(only_card(outgoing)) == "Your sign-in needs a second step"


async def test_a_language_is_kept_whether_pressed_or_typed(
    assistant: Assistant, say: Say, memory: Memory
) -> None:
    replaced = await assistant.respond(pressed("language.set", {"language": "fr"}))
    assert title(only_card(replaced)) == "Bonjour, je suis Reconnect"
    assert list(memory.languages.values()) == ["fr"]
    outgoing = await say("language en")
    assert [reply.text for reply in outgoing.replies] == [wording("en").language_set]
    assert list(memory.languages.values()) == ["en"]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("it worked", "Good, that is working again"),
        ("Ça marche !", "Good, that is working again"),
        ("still failing", "Your sign-in needs a second step"),
        ("ask an admin", "Ask an admin for help"),
        ("Demander à un admin", "Ask an admin for help"),
        ("Reauthenticate", "Your sign-in needs a second step"),
        ("IT admin", "Your sign-in needs a second step"),
        ("details", "Your sign-in needs a second step"),
        ("viva goals", "Your sign-in needs a second step"),
        ("help", "Paste an error, get the way out"),
    ],
)
async def test_typed_words_act_on_the_last_answer(say: Say, typed: str, expected: str) -> None:
    await say(ANSWER)
    assert title(only_card(await say(typed))) == expected


async def test_a_typed_remedy_and_role_are_the_visible_ones(say: Say) -> None:
    await say(ANSWER)
    card = only_card(await say("Wait"))
    visible = [
        item["id"]
        for item in elements(card)
        if item.get("id", "").startswith("s") and item.get("isVisible", True)
    ]
    assert visible == ["s1"]
    assert "Correlation ID" in texts(only_card(await say("details")))


async def test_typed_words_before_any_error_say_what_to_do(say: Say) -> None:
    outgoing = await say("still failing")
    assert [reply.text for reply in outgoing.replies] == [wording("en").nothing_to_show]


async def test_still_failing_after_no_match_offers_an_admin(say: Say) -> None:
    await say("Error 0x80070005: access denied by the printer")
    assert "Ask an admin" in presses(only_card(await say("still failing")))


@pytest.mark.parametrize("typed", ["hello", "Bonjour !", "thanks", "Merci beaucoup"])
async def test_greetings_and_thanks_are_answered(say: Say, typed: str) -> None:
    outgoing = await say(typed)
    assert len(outgoing.replies) == 1


async def test_a_button_works_when_its_answer_is_no_longer_stored(
    assistant: Assistant, say: Say, memory: Memory
) -> None:
    card = only_card(await say("AADSTS50076 in Viva Goals"))
    memory.given.clear()
    shown = await press(assistant, card, "Still failing")
    assert "Sign in at office.com." in texts(shown)


async def test_a_button_of_another_tenant_reveals_nothing(assistant: Assistant, say: Say) -> None:
    data = dict(presses(only_card(await say(ANSWER)))["Still failing"])
    outgoing = await assistant.respond(pressed(data.pop("verb"), data, tenant="other"))
    assert "7b8c9d0e" not in json.dumps(outgoing.replacement)


def test_every_button_of_every_card_is_a_verb_of_ours(assistant: Assistant) -> None:
    verbs = {
        item["verb"]
        for draw in CARDS.values()
        for language in LANGUAGES
        for item in elements(draw(language))
        if item["type"] == "Action.Execute"
    }
    assert verbs <= assistant.verbs


def test_every_button_can_be_typed(small: Catalog) -> None:
    """Chosen candidates are typed by number, and so is what is about a ticket."""
    commands = Commands(small)
    numbered = {form.verb for form in NUMBERED.values()} | {"desk.assign", "ticket.show"}
    buttons = {
        (item["title"], item["verb"])
        for language in LANGUAGES
        for draw in CARDS.values()
        for item in elements(draw(language))
        if item["type"] == "Action.Execute"
        and item["verb"] not in {"entry.choose", "admin.preview", *numbered}
    }
    typed = {title: commands.parse(title) for title, _ in buttons}
    assert buttons == {(title, command.verb) for title, command in typed.items() if command}


def test_every_playbook_can_be_typed(shipped: Catalog) -> None:
    commands = Commands(shipped)
    for playbook in shipped.playbooks.values():
        for label in (playbook.title.en, playbook.title.fr):
            assert commands.parse(label) == Command("remedy", {"remedy": playbook.id})


def test_every_documented_command_is_understood(small: Catalog) -> None:
    commands = Commands(small)
    for language in LANGUAGES:
        words = wording(language)
        assert [text for text in words.commands if commands.parse(text) is None] == []
        assert [name for name in words.role_names.values() if commands.parse(name) is None] == []


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda children: (
        st.lists(children, max_size=3) | st.dictionaries(st.text(max_size=8), children, max_size=3)
    ),
    max_leaves=6,
)
KEYS = [
    *("answer", "entry", "product", "language", "remedy", "role", "number", "note"),
    *("ticket", "incident", "comment", "reply", "question", "resolution", "assignee", "code", "category"),
]


@given(data=st.dictionaries(st.sampled_from(KEYS), json_values), place=st.integers(0, 60))
async def test_forged_card_data_is_never_an_error(data: dict[str, Any], place: int) -> None:
    memory = Memory()
    small = small_catalog()
    assistant = assistant_with(Knowledge.of(small), memory)
    verb = sorted(assistant.verbs)[place % len(assistant.verbs)]
    outgoing = await assistant.respond(pressed(verb, data))
    assert outgoing.replies or outgoing.replacement or outgoing.notice


@pytest.mark.parametrize("remedy", [[163], {"a": 1}, 7, None, "no-such-playbook"], ids=str)
async def test_a_forged_remedy_shows_the_first_one(assistant: Assistant, say: Say, remedy: object) -> None:
    data = next(iter(presses(only_card(await say("AADSTS50076"))).values()))
    shown = only_card(await assistant.respond(pressed("remedy", {**data, "remedy": remedy})))
    again = only_card(await assistant.respond(pressed("answer.show", data)))
    assert shown == again


async def test_an_unknown_verb_is_answered_kindly(assistant: Assistant) -> None:
    outgoing = await assistant.respond(pressed("drop.tables"))
    assert [reply.text for reply in outgoing.replies] == [wording("en").button_expired]


def test_a_failure_shows_the_reference(assistant: Assistant) -> None:
    outgoing = assistant.failure(incoming("x", locale="fr-FR"), "k3v9q2ab")
    assert "k3v9q2ab" in texts(only_card(outgoing))
