"""Secrets of every kind, sent in by every door of a running bot: none is kept, logged, counted or shown."""

import asyncio
import html
import json
import logging
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any, Final

import pytest
import structlog
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from bot.deliveries import pacing
from bot.logs import hide_people
from bot.store import Rate
from catalog import reading
from catalog.catalog import Catalog
from catalog.redaction import REMOVED, redact
from tests.catalog.test_redaction import WAYS, client_secrets, jwts, noise
from tests.dialogs.reading import presses, texts
from tests.fakes.activities import executed, message, searched
from tests.scenarios.test_escalation import Office, card_of, in_channel, office, person

DOORS: Final = 13
BREAK: Final = "break here, please"
_PIECE: Final = 12  # characters that nothing else has by chance

otp = st.integers(10**7, 10**8 - 1).map(str)
KINDS: Final = [(otp if "otp" in way or "one-time" in way else secrets, way) for secrets, way in WAYS]
NAMES: Final = [
    (jwts, "You must use multi-factor authentication to access '{}'."),
    (client_secrets, "App name: client_secret={}"),
]
"""Where the name of an app or a resource is read off a paste."""


@dataclass
class Sent:
    """What is sent in by each door, and the secrets that are in it."""

    texts: list[str] = field(default_factory=list)
    secrets: list[str] = field(default_factory=list)


@st.composite
def sent_by_every_door(draw: st.DrawFn) -> Sent:
    """One secret of each kind, spread over the doors, between lines of noise."""
    sent = Sent(texts=["" for _ in range(DOORS)])
    for secrets, way in NAMES:
        sent.secrets.append(secret := draw(secrets))
        sent.texts[0] += f"{way.format(secret)}\n"
    for place, (secrets, way) in enumerate(draw(st.permutations(KINDS))):
        secret = draw(secrets)
        sent.secrets.append(secret)
        sent.texts[place % DOORS] += f"{draw(noise)}\n{way.format(secret)}\n"
    return sent


@dataclass
class World:
    """A bot that runs for all the examples, with everything that it writes."""

    runner: asyncio.Runner
    bot: Office
    database: Path
    lines: list[str]
    answers: list[str] = field(default_factory=list)
    people: Iterator[int] = field(default_factory=lambda: count(1))

    def everything(self) -> dict[str, bytes]:
        """All that left the bot since the last example, and all that it keeps."""
        sent = [json.dumps(body, ensure_ascii=False) for body in self.bot.connector.bodies]
        found = {
            "database": b"".join(
                path.read_bytes()
                for path in self.database.parent.iterdir()
                if path.name.startswith(self.database.name)
            ),
            "log": "\n".join(self.lines).encode("utf-8", "replace"),
            "sent": "\n".join(sent).encode("utf-8", "replace"),
            "answered": "\n".join(self.answers).encode("utf-8", "replace"),
        }
        for kept in (self.lines, self.answers, self.bot.connector.calls):
            kept.clear()
        self.bot.seen.clear()
        return found


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory, small: Catalog) -> Iterator[World]:
    database = tmp_path_factory.mktemp("secrets") / "reconnect.sqlite3"
    lines: list[str] = []
    patch = pytest.MonkeyPatch()
    patch.setattr(reading, "redact", _breaking(redact))
    patch.setattr(pacing, "CONVERSATION_RATES", (Rate(1_000, 1.0),) * 2)  # one channel is told everything
    with asyncio.Runner() as runner, _logged(lines):
        stack = AsyncExitStack()
        limits = {"person_limit": 0, "conversation_limit": 0, "retention_days": 1}
        bot = runner.run(stack.enter_async_context(office(database, small, **limits)))
        runner.run(bot.set_up())
        yield World(runner, bot, database, lines)
        runner.run(stack.aclose())
    patch.undo()


def _breaking(real: Callable[[str], Any]) -> Callable[[str], Any]:
    """A fault in the middle of a turn, whose message quotes what was pasted."""

    def broken(text: str) -> Any:
        if BREAK in text:
            raise RuntimeError(f"cannot read {text}")
        return real(text)

    return broken


class _logged:  # noqa: N801 - used like a function
    """Keeps every line of the log as it would be written, at the most talkative level."""

    def __init__(self, lines: list[str]) -> None:
        self._handler = _Lines(lines)
        self._lines = lines

    def __enter__(self) -> None:
        def keep(_logger: object, _method: str, event: dict[str, Any]) -> Any:
            self._lines.append(repr(event))
            raise structlog.DropEvent

        shown: list[Any] = [structlog.processors.format_exc_info, hide_people, keep]
        structlog.configure(processors=shown, wrapper_class=structlog.make_filtering_bound_logger(0))
        logging.getLogger().addHandler(self._handler)

    def __exit__(self, *_: object) -> None:
        logging.getLogger().removeHandler(self._handler)
        structlog.reset_defaults()


class _Lines(logging.Handler):
    def __init__(self, lines: list[str]) -> None:
        super().__init__(logging.WARNING)
        self._lines = lines

    def emit(self, record: logging.LogRecord) -> None:
        self._lines.append(record.getMessage())


@settings(max_examples=6, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(sent=sent_by_every_door())
def test_no_secret_is_found_anywhere(world: World, sent: Sent) -> None:
    world.runner.run(go_through_every_door(world, sent.texts))
    everything = world.everything()
    assert REMOVED.encode() in everything["database"]
    assert REMOVED.encode() in everything["sent"]
    assert b"turn failed" in everything["log"]
    assert b"reconnect_turns_total" in everything["answered"]
    noises = "".join(sent.texts)
    for secret in sent.secrets:
        pieces = {secret[at : at + _PIECE] for at in range(0, max(1, len(secret) - _PIECE + 1), 5)}
        own = [piece.encode() for piece in pieces if noises.count(piece) == 1 and _tells(piece)]
        found = {place: piece for place, text in everything.items() for piece in own if piece in text}
        assert found == {}, f"of {secret!r}"


def _tells(piece: str) -> bool:
    """Whether nothing of ours has it: what is drawn may be a word of this code, or all zeros."""
    return any(map(str.isdigit, piece)) and len(set(piece)) >= 4 and "AADSTS" not in piece


async def go_through_every_door(world: World, doors: Sequence[str]) -> None:
    """A person and an admin, who put secrets wherever something can be written."""
    (paste, note, question, reply, comment, resolution, left, typed, query, fault, verb, field_, file) = doors
    bot, who = world.bot, person(next(world.people))
    post = _posting(world)
    await bot.say(f"AADSTS50076: it failed.\n{paste}", **who)
    form = await bot.press(await _answer(bot), "Ask an admin", **who)
    preview = await bot.press(form, "See what will be sent", {"note": note}, **who)
    ticket = await bot.press(preview, "Send", **who)
    world.answers += [json.dumps(card, ensure_ascii=False) for card in (form, preview, ticket)]
    number = texts(ticket).split("#", 1)[1].split(" ", 1)[0]
    admin = in_channel(thread="x")
    for words in (
        f"<at>Helper</at> claim #{number}",
        f"<at>Helper</at> ask back #{number} {question}",
    ):
        await post(message(words, **admin))
    await post(message(f"reply #{number} {reply}", **who))
    await post(message(f"comment #{number} {comment}", **who))
    await post(message(f"<at>Helper</at> resolve #{number} {resolution}", **admin))
    await post(message(f"still broken #{number} {left}", **who))
    await post(message(f"ask an admin: {typed}", **who))
    await post(searched(query, **who))
    await post(message(f"AADSTS50076 {BREAK} {fault}", **who))
    await post(executed(verb or "x", {"answer": verb, "ticket": verb, "entry": verb}, **who))
    await post({**message("x", **who), "recipient": field_, "channelId": None})
    rich = "".join(f"<p>{html.escape(line)}</p>" for line in f"AADSTS50076\n{file}".split("\n"))
    attachment = {"contentType": "text/html", "content": rich}
    await post(message("AADSTS50076", attachments=[attachment], **who))
    await post(message("my data", **who))
    async with bot.client.get(bot.url.replace("/api/messages", "/metrics")) as response:
        assert response.status == 200
        world.answers.append(await response.text())
    await _until_delivered(bot)


def _posting(world: World) -> Callable[[dict[str, Any]], Awaitable[None]]:
    async def post(body: dict[str, Any]) -> None:
        body["serviceUrl"] = world.bot.connector.service_url
        async with world.bot.client.post(world.bot.url, json=body) as response:
            world.answers.append(await response.text())

    return post


async def _answer(bot: Office) -> dict[str, Any]:
    return await bot.card(lambda call: "Ask an admin" in presses(card_of(call)))


async def _until_delivered(bot: Office) -> None:
    """Wait until the channel has been told everything, and the answers are in the database."""
    async with asyncio.timeout(30):
        await bot.hears("says that it is still broken")
        await asyncio.sleep(0.3)  # answers are written behind the turn


@pytest.mark.parametrize(
    "typed", ["tickets pwd=hunter2hunter2", "route pwd=hunter2hunter2 here", "assign #1 pwd=hunter2hunter2"]
)
async def test_what_is_repeated_in_the_channel_is_repeated_without_secrets(
    typed: str, tmp_path: Path, small: Catalog
) -> None:
    async with office(tmp_path / "reconnect.sqlite3", small) as bot:
        await bot.set_up()
        await bot.escalate()
        before = len(bot.connector.calls)
        await bot.say(f"<at>Helper</at> {typed}", **in_channel())
        assert len(bot.connector.calls) > before
        assert "hunter2" not in json.dumps(bot.connector.bodies)
