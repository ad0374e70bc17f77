"""The log of a real process: one line a turn, and nothing in it that a person wrote or is called."""

import json
from pathlib import Path
from typing import Any, Final

from tests.dialogs.reading import presses, texts
from tests.fakes.activities import ALEX, executed, message, searched
from tests.fakes.connector import Trouble
from tests.scenarios.running import running

PERSONAL: Final = (
    *(str(value) for value in ALEX.values()),
    "a:personal",
    "grace.hopper@contoso.example",
    "hunter2hunter2",
    "zebra",
)
PASTE: Final = "AADSTS50076: zebra for grace.hopper@contoso.example, password=hunter2hunter2"


def turns(log: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [line for line in log if line["event"] == "turn"]


async def test_each_turn_is_one_line_without_personal_text(tmp_path: Path) -> None:
    async with running(tmp_path) as chat:
        await chat.post(message(PASTE))
        answer = chat.card
        pressed = dict(presses(answer)["Ask an admin"])
        posts = [
            executed(pressed.pop("verb"), pressed),
            message("my tickets"),
            message("AADSTS999999 zebra"),
            message("hello zebra"),
            searched("zebra"),
            executed("made.up", {"zebra": "zebra"}),
            message("ask an admin: zebra"),
        ]
        for body in posts:
            assert await chat.post(body) == 200
        log = await chat.log()
    written = turns(log)
    assert [line["outcome"] for line in written] == [
        "answer",
        "press",
        "command",
        "unknown_code",
        "not_an_error",
        "search",
        "press",
        "command",
    ]
    assert len({line["reference"] for line in written}) == len(posts) + 1
    first = written[0]
    assert first["reference"] in texts(answer)
    assert (first["entries"], first["language"], first["scope"]) == (["AADSTS50076"], "en", "personal")
    assert 0.9 < first["confidence"] <= 1
    assert first["ms"] > 0
    assert first["catalog"]
    assert written[1]["verb"] == "admin.ask"
    assert written[-2]["verb"] == "unknown"
    assert [found for found in PERSONAL if found in json.dumps(log)] == []


async def test_what_libraries_and_faults_write_is_json_too(tmp_path: Path) -> None:
    async with running(tmp_path) as chat:
        chat.connector.troubles.append(Trouble(403, code="MessageWritesBlocked"))
        assert await chat.post(message(PASTE)) == 200
        async with chat.client.request("POST", f"{chat.url}/api/messages", data=b"x") as response:
            assert response.status == 400
        log = await chat.log()
    (turn,) = turns(log)
    (cause,) = [line for line in log if line["event"] == "answer not delivered"]
    assert turn["outcome"] == "undelivered"
    assert turn["reference"] == cause["reference"]
    assert "MessageWritesBlocked" in cause["exception"]
    assert [found for found in PERSONAL if found in json.dumps(log)] == []
