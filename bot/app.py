"""Wires everything together: settings and catalog in, a web application out."""

import asyncio
import gc
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import asdict
from datetime import timedelta
from typing import Final

from aiohttp import web

from bot.background import beside
from bot.clock import SystemClock
from bot.escalating import escalating
from bot.forgetting import forgetting
from bot.heap import use_large_pages
from bot.loopback import is_from_this_machine
from bot.pages import add_pages
from bot.reloading import Reloader
from bot.settings import Settings
from bot.store import Keeping, open_store
from bot.teams import CLOUDS, TeamsEndpoint, TeamsSettings, build_endpoint, open_link
from bot.telemetry.observer import Observer
from bot.telemetry.recognition import traced
from bot.telemetry.routes import WATCHED, add_health
from bot.telemetry.tracing import tracing
from bot.watching import watched
from catalog.catalog import Catalog
from dialogs.assistant import Assistant
from dialogs.crowding import Orderly
from dialogs.escalation.desk import Desk
from dialogs.knowledge import Knowledge, Library
from dialogs.limiting import Limited

RELOADER: Final = web.AppKey("reloader", Reloader)
DESK: Final = web.AppKey("desk", Desk)
_FIRST: Final = 0.5
"""Seconds that the first turns have to themselves."""
_OBSERVER: Final = web.AppKey("observer", Observer)
_ENDPOINT: Final = web.AppKey("endpoint", TeamsEndpoint)


def create_app(settings: Settings, catalog: Catalog) -> web.Application:
    """The application with its routes. What it opens at start-up it closes when it is shut down."""
    library = Library(Knowledge.of(catalog))
    observer = Observer(library)
    reloader = Reloader(settings, library, observer.reload)

    async def wire(app: web.Application) -> AsyncIterator[None]:
        teams, clock = teams_settings(settings), SystemClock()
        async with AsyncExitStack() as stack:
            opened = stack.enter_async_context
            spans = await opened(tracing())
            library.through(lambda knowledge: traced(knowledge, spans))
            store = await opened(open_store(settings.database_url, spans=spans))
            link = await opened(open_link(teams, watch=observer.channel_call, spans=spans))
            desk = await opened(
                escalating(settings, store, link, library, clock, watch=observer.delivery, spans=spans)
            )
            assistant = Assistant(
                library,
                preferences=store.preferences,
                answers=store.answers,
                unknown_codes=store.unknown_codes,
                clock=clock,
                desk=desk,
                people=store.people,
                retention_days=settings.retention_days,
                product=settings.product,
                language=settings.language,
            )
            await opened(reloader.listening())
            keeping = Keeping(records=timedelta(days=settings.retention_days))
            await opened(forgetting(store.retention, keeping, clock))
            limited = Limited(
                Orderly(assistant, language=settings.language),
                store.preferences,
                a_person=settings.person_limit,
                a_conversation=settings.conversation_limit,
                language=settings.language,
            )
            endpoint = build_endpoint(
                teams, limited, assistant.failure, link=link, watch=observer.turn, spans=spans
            )
            app[_ENDPOINT] = await opened(endpoint)
            app[DESK] = desk
            app[WATCHED] = watched(settings, observer, library, store, link, desk)
            await opened(beside(_prepare(library), "prepare"))
            yield

    app = web.Application()
    app[RELOADER] = reloader
    app[_OBSERVER] = observer
    app.cleanup_ctx.append(wire)
    app.router.add_post("/api/messages", _messages)
    app.router.add_post("/reload", _reload)
    add_health(app)
    add_pages(app, days=settings.retention_days)
    return app


async def _prepare(library: Library) -> None:
    """Get ready for people's own words and for many people, once whoever waits for the start is answered."""
    await asyncio.sleep(_FIRST)
    await asyncio.to_thread(library.current.reader.prepare)
    gc.freeze()  # this stays as well
    await asyncio.to_thread(use_large_pages)


async def _messages(request: web.Request) -> web.Response:
    response = await request.app[_ENDPOINT].handle(request)
    request.app[_OBSERVER].call(response.status)
    return response


async def _reload(request: web.Request) -> web.Response:
    """Read the catalog again, for a caller on this machine: 200 with what is in use, or 422 with problems."""
    if not is_from_this_machine(request):
        return web.json_response({"error": {"message": "reload is for this machine only"}}, status=403)
    done = await request.app[RELOADER].reload()
    in_use = {"version": done.version, "entries": done.entries}
    if not done.problems:
        return web.json_response(in_use)
    found = [{**asdict(problem), "path": str(problem.path)} for problem in done.problems]
    message = "the catalog has problems, so the one in use stays"
    return web.json_response({"error": {"message": message}, "problems": found, "in_use": in_use}, status=422)


def teams_settings(settings: Settings) -> TeamsSettings:
    """The part of the settings that the channel needs."""
    return TeamsSettings(
        app_id=settings.app_id,
        app_password=settings.app_password.get_secret_value(),
        certificate_file=settings.certificate_file,
        managed_identity=settings.managed_identity,
        tenant_id=settings.tenant_id,
        allowed_tenants=frozenset(settings.allowed_tenants),
        cloud=CLOUDS[settings.cloud],
        allow_unauthenticated=not settings.has_credentials,
    )
