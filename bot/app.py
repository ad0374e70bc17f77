"""Wires everything together: settings and catalog in, a web application out."""

from collections.abc import AsyncIterator
from typing import Final

from aiohttp import web

from bot.clock import SystemClock
from bot.settings import Settings
from bot.store import open_store
from bot.teams import CLOUDS, CloudName, TeamsEndpoint, TeamsSettings, build_endpoint
from catalog.catalog import Catalog
from catalog.recognition import Recogniser
from dialogs.assistant import Assistant

_ENDPOINT: Final = web.AppKey("endpoint", TeamsEndpoint)


def create_app(settings: Settings, catalog: Catalog) -> web.Application:
    """The application with its routes. What it opens at start-up it closes when it is shut down."""

    async def wire(app: web.Application) -> AsyncIterator[None]:
        async with open_store(settings.database_url) as store:
            assistant = Assistant(
                catalog,
                Recogniser(catalog),
                preferences=store.preferences,
                answers=store.answers,
                unknown_codes=store.unknown_codes,
                clock=SystemClock(),
                product=settings.product,
                language=settings.language,
            )
            async with build_endpoint(teams_settings(settings), assistant, assistant.failure) as endpoint:
                app[_ENDPOINT] = endpoint
                yield

    app = web.Application()
    app.cleanup_ctx.append(wire)
    app.router.add_post("/api/messages", _messages)
    return app


async def _messages(request: web.Request) -> web.Response:
    return await request.app[_ENDPOINT].handle(request)


def teams_settings(settings: Settings) -> TeamsSettings:
    """The part of the settings that the channel needs."""
    return TeamsSettings(
        app_id=settings.app_id,
        app_password=settings.app_password.get_secret_value(),
        tenant_id=settings.tenant_id,
        allowed_tenants=frozenset(settings.allowed_tenants),
        cloud=CLOUDS[CloudName(settings.cloud)],
        allow_unauthenticated=not settings.has_credentials,
    )
