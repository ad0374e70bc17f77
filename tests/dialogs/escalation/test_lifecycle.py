"""Who may do what to a ticket, when, and what comes of it."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.escalation.lifecycle import MAX_TEXT, MOVES, Change, Reason, Refusal, allowed, apply
from dialogs.escalation.model import OPEN_STATES, Action, Actor, Ticket, TicketState, Word
from tests.dialogs.escalation.samples import ADA_ACTS, DANA, EMIL, NOON, STRANGER, ticket

NEW, CLAIMED, WAITING, RESOLVED, CONFIRMED, WITHDRAWN = TicketState
LATER = NOON + timedelta(hours=1)
ACTORS = [ADA_ACTS, DANA, EMIL, STRANGER, Actor(ADA_ACTS.key, "Ada", is_admin=True)]


def changed(found: Change | Refusal) -> Ticket:
    assert isinstance(found, Change), found
    return found.after


def refused(found: Change | Refusal) -> Reason:
    assert isinstance(found, Refusal), found
    return found.reason


@pytest.mark.parametrize(
    ("state", "action", "actor", "expected"),
    [
        (NEW, Action.CLAIM, DANA, CLAIMED),
        (CLAIMED, Action.ASK_BACK, DANA, WAITING),
        (WAITING, Action.ASK_BACK, EMIL, WAITING),
        (WAITING, Action.ANSWER, ADA_ACTS, CLAIMED),
        (NEW, Action.RESOLVE, DANA, RESOLVED),
        (CLAIMED, Action.RESOLVE, EMIL, RESOLVED),
        (WAITING, Action.RESOLVE, DANA, RESOLVED),
        (CLAIMED, Action.RELEASE, DANA, NEW),
        (WAITING, Action.RELEASE, EMIL, NEW),
        (RESOLVED, Action.REOPEN, DANA, CLAIMED),
        (CONFIRMED, Action.REOPEN, DANA, CLAIMED),
        (RESOLVED, Action.CONFIRM, ADA_ACTS, CONFIRMED),
        (RESOLVED, Action.STILL_BROKEN, ADA_ACTS, CLAIMED),
        (CONFIRMED, Action.STILL_BROKEN, ADA_ACTS, CLAIMED),
        (NEW, Action.WITHDRAW, ADA_ACTS, WITHDRAWN),
        (CLAIMED, Action.WITHDRAW, ADA_ACTS, WITHDRAWN),
        (WAITING, Action.WITHDRAW, ADA_ACTS, WITHDRAWN),
    ],
)
def test_the_moves(state: TicketState, action: Action, actor: Actor, expected: TicketState) -> None:
    before = ticket(state)
    found = apply(before, action, actor, at=LATER, text=" words ")
    after = changed(found)
    assert isinstance(found, Change)
    assert after.state is expected
    assert (after.version, after.changed_at) == (before.version + 1, LATER)
    assert after.last_word == Word("words", actor.name)
    assert (found.event.before, found.event.after, found.event.text) == (state, expected, "words")
    assert (found.event.kind, found.event.actor, found.event.at) == (action, actor, LATER)


@pytest.mark.parametrize("state", TicketState)
@pytest.mark.parametrize("actor", [ADA_ACTS, DANA])
def test_a_comment_changes_no_state(state: TicketState, actor: Actor) -> None:
    assert changed(apply(ticket(state), Action.COMMENT, actor, at=LATER, text="hello")).state is state


def test_claiming_gives_the_ticket_to_whom_claims() -> None:
    assert changed(apply(ticket(), Action.CLAIM, DANA, at=LATER)).assignee == DANA


def test_a_claimed_ticket_changes_hands_by_assignment_only() -> None:
    held = ticket(CLAIMED)
    assert refused(apply(held, Action.CLAIM, EMIL, at=LATER)) is Reason.ALREADY_CLAIMED
    assert refused(apply(held, Action.CLAIM, DANA, at=LATER)) is Reason.SAME_ASSIGNEE
    assert refused(apply(held, Action.ASSIGN, EMIL, at=LATER, assignee=DANA)) is Reason.SAME_ASSIGNEE
    assert refused(apply(held, Action.ASSIGN, EMIL, at=LATER)) is Reason.ASSIGNEE_MISSING
    found = apply(held, Action.ASSIGN, DANA, at=LATER, assignee=EMIL)
    assert changed(found).assignee == EMIL
    assert isinstance(found, Change)
    assert found.event.text == "Emil"


@pytest.mark.parametrize(("state", "expected"), [(NEW, CLAIMED), (CLAIMED, CLAIMED), (WAITING, WAITING)])
def test_assigning_does_not_end_the_waiting(state: TicketState, expected: TicketState) -> None:
    assert changed(apply(ticket(state), Action.ASSIGN, DANA, at=LATER, assignee=EMIL)).state is expected


def test_a_ticket_that_nobody_has_is_reopened_as_new() -> None:
    resolved = ticket(RESOLVED, assignee=None)
    assert changed(apply(resolved, Action.REOPEN, DANA, at=LATER)).state is NEW
    assert changed(apply(resolved, Action.STILL_BROKEN, ADA_ACTS, at=LATER)).state is NEW


def test_whoever_resolves_a_ticket_that_nobody_had_has_it() -> None:
    assert changed(apply(ticket(), Action.RESOLVE, EMIL, at=LATER, text="done")).assignee == EMIL
    assert changed(apply(ticket(CLAIMED), Action.RESOLVE, EMIL, at=LATER, text="done")).assignee == DANA


def test_releasing_lets_go() -> None:
    assert changed(apply(ticket(WAITING), Action.RELEASE, EMIL, at=LATER)).assignee is None


@pytest.mark.parametrize(
    ("action", "state", "actor"),
    [
        (Action.RESOLVE, NEW, DANA),
        (Action.ASK_BACK, CLAIMED, DANA),
        (Action.ANSWER, WAITING, ADA_ACTS),
        (Action.COMMENT, NEW, ADA_ACTS),
    ],
)
@pytest.mark.parametrize("text", ["", "  \n\t "])
def test_words_that_are_needed_are_asked_for(
    action: Action, state: TicketState, actor: Actor, text: str
) -> None:
    assert refused(apply(ticket(state), action, actor, at=LATER, text=text)) is Reason.TEXT_MISSING


@pytest.mark.parametrize("action", MOVES)
@pytest.mark.parametrize("state", TicketState)
def test_strangers_may_do_nothing(action: Action, state: TicketState) -> None:
    found = apply(ticket(state), action, STRANGER, at=LATER, text="x", assignee=EMIL)
    assert refused(found) is Reason.NOT_ALLOWED


def test_the_person_may_not_do_what_admins_do_nor_admins_what_the_person_does() -> None:
    assert refused(apply(ticket(), Action.CLAIM, ADA_ACTS, at=LATER)) is Reason.NOT_ALLOWED
    assert refused(apply(ticket(RESOLVED), Action.CONFIRM, DANA, at=LATER)) is Reason.NOT_ALLOWED


@pytest.mark.parametrize("action", [action for action in Action if action not in MOVES])
def test_what_only_leaves_a_trace_cannot_be_asked_for(action: Action) -> None:
    assert refused(apply(ticket(), action, DANA, at=LATER, text="x")) is Reason.NOT_ALLOWED


def test_endless_words_are_cut() -> None:
    after = changed(apply(ticket(), Action.COMMENT, DANA, at=LATER, text="x" * 10_000))
    assert after.last_word == Word("x" * MAX_TEXT, "Dana")


def test_the_buttons_of_each_side() -> None:
    assert allowed(ticket(), ADA_ACTS) == {Action.COMMENT, Action.WITHDRAW}
    assert allowed(ticket(RESOLVED), ADA_ACTS) == {Action.COMMENT, Action.CONFIRM, Action.STILL_BROKEN}
    assert allowed(ticket(), DANA) == {Action.CLAIM, Action.ASSIGN, Action.RESOLVE, Action.COMMENT}
    assert Action.CLAIM not in allowed(ticket(CLAIMED), EMIL)
    assert allowed(ticket(), STRANGER) == frozenset()


@given(
    moves=st.lists(
        st.tuples(st.sampled_from(list(Action)), st.sampled_from(ACTORS), st.sampled_from(["", "words"])),
        max_size=30,
    )
)
def test_whatever_is_tried_the_ticket_stays_sound(moves: list[tuple[Action, Actor, str]]) -> None:
    now = ticket()
    for number, (action, actor, text) in enumerate(moves):
        possible = allowed(now, actor)
        found = apply(now, action, actor, at=LATER, text=text, assignee=EMIL)
        if isinstance(found, Change):
            assert action in possible
            now = found.after
        assert now.version <= number + 2
        if now.state in (CLAIMED, WAITING):
            assert now.assignee is not None
        if now.state is NEW:
            assert now.assignee is None
        assert now.state.is_open == (now.state in OPEN_STATES)
