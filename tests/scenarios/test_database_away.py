"""What the bot still does while its database does not answer, and what it makes up for afterwards."""

from typing import Any

import pytest

from bot.store import open_store
from catalog.catalog import Catalog
from tests.databases import new_database
from tests.dialogs.reading import texts
from tests.fakes.activities import ALEX, message
from tests.fakes.entra import TENANT
from tests.faults.breaking import frozen, stopped
from tests.scenarios.watching import Watched, watched


def _last_card(bot: Watched) -> dict[str, Any]:
    sent = [call.body for call in bot.connector.calls if call.method == "POST"]
    card: dict[str, Any] = sent[-1]["attachments"][0]["content"]
    return card


async def test_a_paste_is_answered_and_kept_all_the_same(
    postgresql: Any, small: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = await new_database(postgresql)
    async with watched(address, small, monkeypatch) as bot, stopped(postgresql):
        assert await bot.post(message("AADSTS50076")) == 200
        assert "AADSTS50076" in texts(_last_card(bot))
        await bot.post(message("AADSTS50076 : votre administrateur a modifié la configuration"))
        assert "Ce qui s’est passé" in texts(_last_card(bot)), "in the language of the paste"
        await bot.post(message("toujours en panne"))
        assert "AADSTS50076" in texts(_last_card(bot)), "what is not stored yet is found too"
        await bot.post(message("my tickets"))
        assert "reference" in texts(_last_card(bot)), "what needs the database is said to fail, kindly"
    async with open_store(address) as store:
        kept = await store.answers.latest(TENANT, ALEX["aadObjectId"], "a:personal")
    assert kept is not None
    assert (kept.entry_id, kept.language) == ("AADSTS50076", "fr")


async def test_a_database_that_says_nothing_holds_up_no_paste(
    postgresql: Any, small: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = await new_database(postgresql)
    async with watched(address, small, monkeypatch) as bot:
        await bot.post(message("AADSTS50076"))
        with frozen(postgresql):
            assert await bot.post(message("AADSTS50034")) == 200
            assert "AADSTS50034" in texts(_last_card(bot))
    async with open_store(address) as store:
        kept = await store.answers.latest(TENANT, ALEX["aadObjectId"], "a:personal")
    assert kept is not None
    assert kept.entry_id == "AADSTS50034"
