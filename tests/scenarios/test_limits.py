"""Too much at once, against the running bot: answered up to the limit, then one sentence, then silence."""

from pathlib import Path

from cards.wording import wording
from tests.fakes.activities import executed, message
from tests.scenarios.running import Running, running

FRENCH = wording("fr").too_fast


def texts(bot: Running) -> list[str]:
    return [body["text"] for body in bot.connector.bodies if body.get("text")]


async def test_one_kind_sentence_and_the_buttons_still_work(tmp_path: Path) -> None:
    async with running(tmp_path, RECONNECT_PERSON_LIMIT="3") as bot:
        for _ in range(8):
            assert await bot.post(message(locale="fr-FR")) == 200
        assert len(bot.connector.calls) == 4
        assert texts(bot) == [FRENCH]
        for number in range(5):
            press = executed("help", service_url=bot.connector.service_url, locale="fr-FR")
            async with bot.client.post(f"{bot.url}/api/messages", json=press) as response:
                answer = await response.json()
                assert response.status == 200
                assert (answer["value"] == FRENCH) is (number >= 3)
        outcomes = [line["outcome"] for line in await bot.log() if line["event"] == "turn"]
    assert outcomes == ["answer"] * 3 + ["limited"] * 5 + ["press"] * 3 + ["limited"] * 2


async def test_the_same_delivery_counts_once(tmp_path: Path) -> None:
    async with running(tmp_path, RECONNECT_PERSON_LIMIT="2") as bot:
        again = message()
        for _ in range(5):
            assert await bot.post(again) == 200
        assert await bot.post(message()) == 200
        assert len(bot.connector.calls) == 2
        assert not texts(bot)
