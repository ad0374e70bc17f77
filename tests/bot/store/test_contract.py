"""What every store must do, whichever database is under it."""

from datetime import timedelta, timezone

import pytest

from bot.store import Store
from tests.bot.store.samples import NOON, given_answer
from tests.bot.store.waiting import stored


class TestPreferences:
    async def test_nobody_has_a_language_at_first(self, store: Store) -> None:
        assert await store.preferences.language("contoso", "ada") is None

    async def test_the_last_choice_holds_at_once(self, store: Store) -> None:
        assert await store.preferences.language("contoso", "ada") is None
        await store.preferences.set_language("contoso", "ada", "fr", at=NOON)
        assert await store.preferences.language("contoso", "ada") == "fr"
        await store.preferences.set_language("contoso", "ada", "en", at=NOON)
        assert await store.preferences.language("contoso", "ada") == "en"

    async def test_each_person_of_each_tenant_has_their_own(self, store: Store) -> None:
        await store.preferences.set_language("contoso", "ada", "fr", at=NOON)
        assert await store.preferences.language("fabrikam", "ada") is None
        assert await store.preferences.language("contoso", "grace") is None


@pytest.mark.parametrize("is_stored", [False, True], ids=["waiting", "stored"])
class TestAnswers:
    """Each holds for answers still waiting to be stored and for those that are."""

    async def test_an_answer_comes_back_as_it_was_given(self, store: Store, *, is_stored: bool) -> None:
        answer = given_answer()
        await store.answers.remember(answer)
        await _settle(store, is_stored=is_stored)
        assert await store.answers.get("contoso", answer.id) == answer

    async def test_so_does_one_with_nothing_in_it(self, store: Store, *, is_stored: bool) -> None:
        answer = given_answer(
            entry_id=None, codes=(), product=None, details={}, tenant="", outcome="no_match"
        )
        await store.answers.remember(answer)
        await _settle(store, is_stored=is_stored)
        assert await store.answers.get("", answer.id) == answer

    async def test_details_may_hold_any_text(self, store: Store, *, is_stored: bool) -> None:
        answer = given_answer(details={"app": "nul \0, half a pair \ud83d, quote ' \" \\ %s :x"})
        await store.answers.remember(answer)
        await _settle(store, is_stored=is_stored)
        assert await store.answers.get("contoso", answer.id) == answer

    async def test_another_tenant_cannot_get_it(self, store: Store, *, is_stored: bool) -> None:
        answer = given_answer()
        await store.answers.remember(answer)
        await _settle(store, is_stored=is_stored)
        assert await store.answers.get("fabrikam", answer.id) is None
        assert await store.answers.get("contoso", "0" * 32) is None

    @pytest.mark.parametrize("answer_id", ["", "nul \0", "half a pair \ud83d", "x" * 100_000, "' OR 1=1 --"])
    async def test_an_id_that_was_made_up_finds_nothing(
        self, store: Store, answer_id: str, *, is_stored: bool
    ) -> None:
        await store.answers.remember(given_answer())
        await _settle(store, is_stored=is_stored)
        assert await store.answers.get("contoso", answer_id) is None

    async def test_latest_is_the_newest_of_this_person_here(self, store: Store, *, is_stored: bool) -> None:
        older, newest = given_answer(), given_answer(minutes=2)
        others = [
            given_answer(minutes=3, person="grace"),
            given_answer(minutes=4, conversation="chat-2"),
            given_answer(minutes=5, tenant="fabrikam"),
        ]
        for answer in (older, newest, *others):
            await store.answers.remember(answer)
        await _settle(store, is_stored=is_stored)
        assert await store.answers.latest("contoso", "ada", "chat-1") == newest
        assert await store.answers.latest("contoso", "ada", "chat-3") is None

    async def test_of_two_at_the_same_time_the_later_is_latest(
        self, store: Store, *, is_stored: bool
    ) -> None:
        first, second = given_answer(), given_answer()
        await store.answers.remember(first)
        await store.answers.remember(second)
        await _settle(store, is_stored=is_stored)
        assert await store.answers.latest("contoso", "ada", "chat-1") == second

    async def test_remembered_twice_is_kept_once(self, store: Store, *, is_stored: bool) -> None:
        answer = given_answer()
        await store.answers.remember(answer)
        await _settle(store, is_stored=is_stored)
        await store.answers.remember(answer)
        await _settle(store, is_stored=True)
        assert await store.answers.get("contoso", answer.id) == answer


async def _settle(store: Store, *, is_stored: bool) -> None:
    """Have everything stored, or nothing yet."""
    if is_stored:
        await stored(store)
    assert (store.backlog == 0) is is_stored


async def test_a_moment_is_the_same_in_any_time_zone(store: Store) -> None:
    answer = given_answer(given_at=NOON.astimezone(timezone(timedelta(hours=-5))))
    await store.answers.remember(answer)
    await stored(store)
    found = await store.answers.get("contoso", answer.id)
    assert found is not None
    assert found.given_at == NOON
    assert found.given_at.utcoffset() == timedelta(0)


def test_a_moment_without_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        given_answer(given_at=NOON.replace(tzinfo=None))


class TestUnknownCodes:
    async def test_there_are_none_at_first(self, store: Store) -> None:
        assert list(await store.unknown_codes.most_seen()) == []

    async def test_meetings_are_counted_and_listed_most_frequent_first(self, store: Store) -> None:
        for code, minutes in [("AADSTS1", 0), ("AADSTS2", 5), ("AADSTS2", 1), ("AADSTS2", 3)]:
            await store.unknown_codes.record(code, NOON + timedelta(minutes=minutes))
        await stored(store)
        often, once = await store.unknown_codes.most_seen()
        assert (often.code, often.count) == ("AADSTS2", 3)
        assert often.first_seen == NOON + timedelta(minutes=1)
        assert often.last_seen == NOON + timedelta(minutes=5)
        assert (once.code, once.count) == ("AADSTS1", 1)

    async def test_the_list_can_be_cut_short(self, store: Store) -> None:
        for code in ("AADSTS1", "AADSTS2", "AADSTS3"):
            await store.unknown_codes.record(code, NOON)
        await stored(store)
        assert [seen.code for seen in await store.unknown_codes.most_seen(limit=2)] == ["AADSTS1", "AADSTS2"]


async def test_the_check_passes_and_leaves_nothing_behind(store: Store) -> None:
    await store.check()
    await store.check()
    assert list(await store.unknown_codes.most_seen()) == []
