"""What people wrote is forgotten in time; what it was about is not."""

from dataclasses import replace
from datetime import timedelta

from bot.store import Store
from tests.bot.store.samples import NOON, given_answer


async def test_old_pastes_and_notes_are_forgotten_and_the_rest_stays(store: Store) -> None:
    old, plain, new = (
        given_answer(),
        given_answer(paste="", note=None, minutes=1),
        given_answer(minutes=60),
    )
    for answer in (old, plain, new):
        await store.answers.remember(answer)
    await store.flush()
    assert await store.answers.forget_words(NOON + timedelta(minutes=30)) == 1
    assert await store.answers.get("contoso", old.id) == replace(old, paste="", note=None)
    assert await store.answers.get("contoso", new.id) == new
    assert await store.answers.forget_words(NOON + timedelta(minutes=30)) == 0
