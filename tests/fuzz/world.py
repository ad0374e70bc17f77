"""The whole bot on a real port, in a thread of its own, with the fake connector before it.

What hypothesis drives is not asynchronous, so calls go over a plain HTTP connection that is kept.
"""

import asyncio
import http.client
import json
import logging
import threading
import traceback
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from typing import Any, Final

import structlog
from aiohttp import web
from structlog.typing import EventDict

from bot.app import DESK, create_app
from bot.clock import SystemClock
from bot.settings import Settings
from catalog.catalog import Catalog
from dialogs.escalation.model import Actor
from dialogs.escalation.outbox import AdminChannel
from dialogs.messages import Card
from tests.dialogs.reading import elements
from tests.fakes.activities import ALEX
from tests.fakes.connector import FakeConnector
from tests.fakes.entra import TENANT

_PATIENCE: Final = 30.0
_CARD: Final = "application/vnd.microsoft.card.adaptive"
CHANNEL: Final = "19:c@thread.tacv2"


class Complaints(logging.Handler):
    """What was logged as an error, by us or by a library."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.found: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.found.append(self.format(record))

    def hear(self, _logger: object, method: str, event: EventDict) -> EventDict:
        """Structlog's processor."""
        if method in ("error", "exception", "critical"):
            self.found.append(f"{event}\n{traceback.format_exc()}")
        raise structlog.DropEvent


@dataclass(frozen=True, slots=True)
class Answered:
    """What came back over HTTP, and what was sent to the connector meanwhile."""

    status: int
    body: bytes
    sent: list[Any]

    @property
    def json(self) -> Any:
        return json.loads(self.body) if self.body else None

    @property
    def cards(self) -> list[Card]:
        """Every card in the answer and in what was sent."""
        return [*_cards(self.sent), *_cards(self.json)]


class Bot:
    """The bot and everything that it has said."""

    def __init__(self, port: int, connector: FakeConnector, complaints: Complaints) -> None:
        self.service_url = connector.service_url
        self._port = port
        self._connector = connector
        self._complaints = complaints
        self._connection = self._connect()
        self._taken = 0

    def _connect(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self._port, timeout=_PATIENCE)

    def post(self, activity: Any) -> Answered:
        """Deliver an activity. Half surrogate pairs go as the escapes that they come as."""
        return self.send(json.dumps(activity).encode())

    def send(self, body: bytes, **headers: str) -> Answered:
        """Any POST to the endpoint; a connection that the bot closed is opened again."""
        heads = {"Content-Type": "application/json", **headers}
        try:
            self._connection.request("POST", "/api/messages", body, heads)
            answer = self._connection.getresponse()
        except (http.client.RemoteDisconnected, ConnectionError):
            self._connection.close()
            self._connection = self._connect()
            self._connection.request("POST", "/api/messages", body, heads)
            answer = self._connection.getresponse()
        return Answered(answer.status, answer.read(), self._sent())

    def close(self) -> None:
        """Hang up."""
        self._connection.close()

    def complaints(self) -> list[str]:
        """What was logged as an error since this was last asked."""
        found = self._complaints.found[:]
        self._complaints.found.clear()
        return found

    def _sent(self) -> list[Any]:
        calls = self._connector.calls[self._taken :]
        self._taken += len(calls)
        if self._taken > 1_000:
            del self._connector.calls[: self._taken]
            self._taken = 0
        return [call.body for call in calls]


@contextmanager
def bot(address: str, catalog: Catalog) -> Iterator[Bot]:
    """The bot on the database at this address, with an admin channel and without limits; ALEX is an admin."""
    complaints = Complaints()
    before = structlog.get_config()
    structlog.configure(processors=[complaints.hear], cache_logger_on_first_use=False)
    logging.getLogger().addHandler(complaints)
    try:
        with _in_thread(lambda: _serving(address, catalog)) as (port, connector):
            started = Bot(port, connector, complaints)
            yield started
            started.close()
    finally:
        logging.getLogger().removeHandler(complaints)
        structlog.configure(**before)


@asynccontextmanager
async def _serving(address: str, catalog: Catalog) -> AsyncIterator[tuple[int, FakeConnector]]:
    settings = Settings(
        _env_file=None,
        database_url=address,
        admins=(ALEX["aadObjectId"],),
        person_limit=0,
        conversation_limit=0,
    )
    runner = web.AppRunner(create_app(settings, catalog), access_log=None, shutdown_timeout=1.0)
    async with FakeConnector() as connector:
        connector.members = [ALEX]
        await runner.setup()
        try:
            await runner.app[DESK].channels.set(_channel(connector.service_url))
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            yield runner.addresses[0][1], connector
        finally:
            await runner.cleanup()


def _channel(service_url: str) -> AdminChannel:
    return AdminChannel(
        tenant=TENANT,
        team="19:team@thread.tacv2",
        channel=CHANNEL,
        service_url=service_url,
        name="Announcements",
        set_by=Actor(ALEX["aadObjectId"], "Alex"),
        set_at=SystemClock().now(),
    )


@contextmanager
def _in_thread(open_: Callable[[], Any]) -> Iterator[Any]:
    """What ``open_`` opens, kept open on an event loop in another thread."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="bot")
    thread.start()
    try:
        opened = open_()
        yield asyncio.run_coroutine_threadsafe(opened.__aenter__(), loop).result(_PATIENCE)
        asyncio.run_coroutine_threadsafe(opened.__aexit__(None, None, None), loop).result(_PATIENCE)
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(_PATIENCE)
        loop.close()


def _cards(node: Any) -> Iterator[Card]:
    if isinstance(node, dict):
        if node.get("type") == "AdaptiveCard":
            yield node
            return
        for value in node.values():
            yield from _cards(value)
    elif isinstance(node, list):
        for item in node:
            yield from _cards(item)


def buttons(card: Card) -> list[dict[str, Any]]:
    """The data of everything on a card that can be pressed and comes back to us."""
    return [item["data"] for item in elements(card) if item["type"] == "Action.Execute"]
