"""From *Ask an admin* to the ticket: what is shown is what is sent, once."""

from typing import Any

from cards.wording import wording
from dialogs.messages import Person
from tests.dialogs.escalation.playing import PASTE, Play
from tests.dialogs.reading import elements, only_card, presses, texts, title
from tests.dialogs.stores import Memory

SAY = wording("en").tickets


async def test_the_preview_shows_everything_that_is_sent_and_no_secret(play: Play) -> None:
    card = await play.preview(note="My password: correct-horse-battery <b>[x](https://evil.example)</b>")
    shown = texts(card)
    assert "hunter2hunter2" not in shown
    assert "correct-horse-battery" not in shown
    assert SAY.preview_secrets in shown
    sent = only_card(await play.press(card, "Send"))
    [ticket] = play.admins.tickets.tickets.values()
    for what in (ticket.paste, ticket.note, ticket.details["correlation_id"]):
        assert what in shown
    assert "hunter2" not in repr(ticket)
    assert title(sent) == "Ticket #1 · new"


async def test_nothing_of_a_person_is_drawn_as_markdown(play: Play) -> None:
    card = await play.preview(note="[x](https://evil.example)")
    drawn = [item for item in elements(card) if "evil.example" in item.get("text", "")]
    assert drawn
    assert {item["type"] for item in drawn} == {"TextRun"}


async def test_without_a_channel_the_ticket_is_kept_and_the_person_told_so(play: Play) -> None:
    assert SAY.kept_for_later in texts(await play.escalate())
    await play.set_channel()
    [ticket] = play.admins.tickets.tickets.values()
    shown = only_card(await play.do("ticket.show", {"ticket": ticket.id}))
    assert SAY.kept_for_later not in texts(shown)
    assert "Your admins have it" in texts(shown)


async def test_change_leads_back_with_the_note_and_cancel_sends_nothing(play: Play) -> None:
    card = await play.preview(note="since Monday")
    form = only_card(await play.press(card, "Change"))
    [box] = [item for item in elements(form) if item["type"] == "Input.Text"]
    assert box["value"] == "since Monday"
    cancelled = only_card(await play.press(card, "Cancel"))
    assert SAY.cancelled in texts(cancelled)
    assert "Ask an admin" in presses(cancelled)
    assert play.admins.tickets.tickets == {}


async def test_pressing_send_twice_makes_one_ticket(play: Play) -> None:
    card = await play.preview()
    first, second = [only_card(await play.press(card, "Send")) for _ in range(2)]
    assert first == second
    assert len(play.admins.tickets.tickets) == 1
    assert play.lines == []


async def test_asking_again_about_the_same_error_adds_to_the_open_ticket(play: Play) -> None:
    await play.escalate()
    again = await play.escalate(note="now on my laptop too")
    assert SAY.added_to_open in texts(again)
    assert len(play.admins.tickets.tickets) == 1
    assert play.lines == [("channel_thread", "asked_again")]
    assert next(iter(play.admins.tickets.tickets.values())).note == "since Monday"


async def test_another_error_makes_another_ticket(play: Play) -> None:
    await play.escalate()
    assert title(await play.escalate("AADSTS50034: gone")) == "Ticket #2 · new"


async def test_errors_without_a_name_can_be_passed_on(play: Play) -> None:
    assert "AADSTS500349" in texts(await play.preview("AADSTS500349: something"))
    card = await play.escalate("Error 0x80070005: access denied by the printer")
    assert SAY.unnamed in texts(card)


async def test_what_was_tried_goes_along_across_products(play: Play) -> None:
    card = only_card(await play.say(PASTE))
    failing = only_card(await play.press(card, "Still failing"))
    shown = only_card(await play.press(failing, "Show steps"))
    chosen = only_card(await play.press(shown, "Viva Goals"))
    form = only_card(await play.press(chosen, "Ask an admin"))
    preview = only_card(await play.press(form, "See what will be sent", values={"note": ""}))
    assert SAY.tried["answer.failing"] in texts(preview)
    await play.press(preview, "Send")
    [ticket] = play.admins.tickets.tickets.values()
    assert (ticket.tried, ticket.product) == (("answer.failing",), "viva-goals")


def steps_offered(form: dict[str, Any]) -> tuple[list[str], list[str]]:
    """The playbooks on the form, and those that are ticked."""
    [element] = [item for item in elements(form) if item["type"] == "Input.ChoiceSet"]
    return [choice["value"] for choice in element["choices"]], element.get("value", "").split(",")


async def test_the_steps_that_were_switched_on_the_card_are_asked_for(play: Play) -> None:
    """Switching makes no round trip, so only the person can say which they tried."""
    card = only_card(await play.say(PASTE))
    form = only_card(await play.press(card, "Ask an admin"))
    offered, ticked = steps_offered(form)
    assert offered == list(play.entry("AADSTS50076").remedies)
    assert ticked == [""]
    values = {"note": "", "tried": f"{offered[1]},no-such-playbook"}
    preview = only_card(await play.press(form, "See what will be sent", values=values))
    title_of_it = play.catalog.playbook(offered[1]).title.en
    assert SAY.tried["remedy"].format(what=title_of_it) in texts(preview)
    changed = only_card(await play.press(preview, "Change"))
    assert steps_offered(changed)[1] == [offered[1]]
    await play.press(preview, "Send")
    [ticket] = play.admins.tickets.tickets.values()
    assert ticket.tried == (f"remedy:{offered[1]}",)
    assert "said_tried" not in ticket.details


async def test_the_form_ticks_what_is_known_and_the_person_has_the_last_word(play: Play) -> None:
    failing = only_card(await play.press(only_card(await play.say(PASTE)), "Still failing"))
    offered, ticked = steps_offered(form := only_card(await play.press(failing, "Ask an admin")))
    assert ticked == offered[:1], "the card showed them, and they did not help"
    await play.press(form, "See what will be sent", values={"note": ""})  # nothing ticked: it is left out
    await play.say("send")
    [ticket] = play.admins.tickets.tickets.values()
    assert ticket.tried == ("answer.failing",)


async def test_steps_that_were_fetched_are_ticked(play: Play) -> None:
    card = only_card(await play.say(PASTE))
    remedy = play.entry("AADSTS50076").remedies[1]
    data = {**presses(card)["Still failing"], "remedy": remedy}
    shown = only_card(await play.do("remedy", {name: data[name] for name in ("answer", "entry", "remedy")}))
    form = only_card(await play.press(shown, "Ask an admin"))
    assert steps_offered(form)[1] == [remedy]


async def test_a_form_for_an_error_without_steps_asks_for_none(play: Play) -> None:
    form = only_card(await play.press(only_card(await play.say("AADSTS500349: x")), "Ask an admin"))
    assert [item for item in elements(form) if item["type"] == "Input.ChoiceSet"] == []


async def test_all_of_it_can_be_typed(play: Play) -> None:
    await play.say(PASTE)
    assert title(only_card(await play.say("ask an admin"))) == "Ask an admin for help"
    preview = only_card(await play.say("ask an admin: since Monday, on my phone"))
    assert "since Monday, on my phone" in texts(preview)
    outgoing = await play.say("send")
    assert "Yours is safe with me" in (outgoing.replies[0].text or "")
    [wish] = [wish for wish in play.admins.tickets.wishes if wish.draft.target == "person"]
    assert wish.draft.payload == {"draw": "ticket"}, "the ticket's card comes as a delivery"


async def test_a_typed_send_shows_first_what_it_would_send(play: Play) -> None:
    await play.say(PASTE)
    assert title(only_card(await play.say("send"))) == SAY.preview_title
    assert play.admins.tickets.tickets == {}


async def test_nothing_can_be_asked_before_an_error(play: Play) -> None:
    for typed in ("ask an admin", "send", "ask an admin: help me"):
        assert [reply.text for reply in (await play.say(typed)).replies] == [SAY.nothing_to_send]


async def test_a_colleague_in_the_same_chat_asks_for_themselves_without_my_note(play: Play) -> None:
    card = await play.preview(note="between us")
    other = Person("29:2", "bea", "Bea")
    shown = only_card(await play.press(card, "Send", person=other))
    assert "between us" not in texts(shown)
    assert title(shown) == SAY.preview_title
    await play.press(shown, "Send", person=other)
    [ticket] = play.admins.tickets.tickets.values()
    assert ticket.person == other


async def test_an_id_found_elsewhere_reveals_nothing(play: Play, memory: Memory) -> None:
    await play.preview(note="between us")
    data = {"answer": memory.given[-1].id, "entry": "AADSTS50076"}
    stranger = {"person": Person("29:3", "eve", "Eve"), "conversation": "a:other"}
    shown = texts(only_card(await play.do("admin.preview", data, **stranger)))
    assert "7b8c9d0e" not in shown
    assert "between us" not in shown


async def test_a_ticket_speaks_the_language_of_its_person(play: Play) -> None:
    card = only_card(await play.say("AADSTS50076 : vous devez vous connecter avec votre compte"))
    form = only_card(await play.press(card, "Voir un admin"))
    preview = only_card(await play.press(form, "Voir ce qui sera envoyé", values={"note": "depuis lundi"}))
    sent = only_card(await play.press(preview, "Envoyer"))
    assert title(sent) == "Ticket nº\u00a01 · nouveau"
    assert next(iter(play.admins.tickets.tickets.values())).language == "fr"
