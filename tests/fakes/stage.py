"""The bot's endpoint on a real port, with the fake Entra and the fake connector around it."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.teams import CLOUDS, CloudName, Failure, TeamsEndpoint, TeamsSettings, build_endpoint
from dialogs.messages import Incoming, Outgoing, Reply
from tests.fakes.connector import FakeConnector
from tests.fakes.entra import APP_ID, APP_PASSWORD, TENANT, FakeEntra

Respond = Callable[[Incoming], Outgoing]


@dataclass(slots=True)
class ScriptedAssistant:
    """Answers as the test wants, and remembers what it heard."""

    script: Respond = lambda incoming: Outgoing((Reply(text=f"heard {incoming.text}"),))
    heard: list[Incoming] = field(default_factory=list)

    async def respond(self, incoming: Incoming) -> Outgoing:
        self.heard.append(incoming)
        return self.script(incoming)


def failure(incoming: Incoming, reference: str) -> Outgoing:
    """The sentence that a failed turn gets."""
    return Outgoing((Reply(text=f"Something went wrong here. Quote {reference}."),))


@dataclass(frozen=True, slots=True)
class Posted:
    """What the endpoint answered to a call."""

    status: int
    text: str
    json: Any


@dataclass(slots=True)
class Stage:
    """Everything a scenario touches. Calls seem to come from ``pretended_remote``, where it is set."""

    entra: FakeEntra
    connector: FakeConnector
    assistant: Any
    url: str
    client: aiohttp.ClientSession
    endpoint: TeamsEndpoint
    pretended_remote: str | None = None

    @property
    def heard(self) -> list[Incoming]:
        heard: list[Incoming] = self.assistant.heard
        return heard

    async def post(self, activity: Any, *, token: str | None = None, signed: bool = True) -> Posted:
        """Deliver an activity as Teams does, with a good token unless told otherwise."""
        if token is None and signed:
            token = self.entra.mint(activity["serviceUrl"])
        headers = {} if token is None else {"Authorization": f"Bearer {token}"}
        return await self.send(json=activity, headers=headers)

    async def send(self, **request: Any) -> Posted:
        """Any POST to the endpoint."""
        async with self.client.post(self.url, **request) as response:
            is_json = response.content_type == "application/json"
            return Posted(response.status, await response.text(), await response.json() if is_json else None)


@asynccontextmanager
async def stage(
    assistant: Any = None,
    *,
    on_failure: Failure = failure,
    name: CloudName = CloudName.PUBLIC,
    held: bool = False,
    **changes: Any,
) -> AsyncIterator[Stage]:
    """A running bot with credentials, in the cloud called ``name``, whose hosts are stand-ins.

    ``changes`` go to its settings; ``on_failure`` words a failed turn; ``held`` keeps Entra's gate closed.
    """
    speaker = assistant or ScriptedAssistant()
    async with FakeEntra() as entra, FakeConnector() as connector:
        if held:
            entra.gate.clear()
        cloud = replace(CLOUDS[name], login=entra.url, metadata=entra.metadata, services=(connector.url,))
        credentials = {"app_id": APP_ID, "app_password": APP_PASSWORD, "tenant_id": TENANT}
        settings = TeamsSettings(**{**credentials, "cloud": cloud, **changes})
        app = web.Application()
        async with (
            build_endpoint(settings, speaker, on_failure) as endpoint,
            aiohttp.ClientSession() as client,
        ):

            async def serve(request: web.Request) -> web.Response:
                remote = bot.pretended_remote
                return await endpoint.handle(request.clone(remote=remote) if remote else request)

            app.router.add_post("/api/messages", serve)
            async with TestServer(app) as server:
                bot = Stage(
                    entra, connector, speaker, str(server.make_url("/api/messages")), client, endpoint
                )
                yield bot


def open_stage(assistant: Any = None) -> Any:
    """A running bot without credentials, which serves this machine only."""
    return stage(assistant, app_id="", app_password="", tenant_id="", allow_unauthenticated=True)
