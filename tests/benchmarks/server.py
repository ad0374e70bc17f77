"""One server under measurement, in a process of its own: ``python -m tests.benchmarks.server KIND JSON``."""

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from typing import Final

from aiohttp import web
from pydantic import SecretStr

from bot.app import create_app, keep_start_up, teams_settings
from bot.logs import configure_logs
from bot.settings import Settings
from bot.teams import CLOUDS, CloudName, build_endpoint
from catalog.loader import load_catalog
from dialogs.messages import Incoming, Outgoing, Reply
from tests.benchmarks.world import Addresses
from tests.fakes.entra import APP_ID, APP_PASSWORD, TENANT


class _Echo:
    async def respond(self, incoming: Incoming) -> Outgoing:
        return Outgoing((Reply(text=f"You said: {incoming.text}"),))


def _failure(_incoming: Incoming, _reference: str) -> Outgoing:
    return Outgoing((Reply(text="Something went wrong."),))


def _settings(addresses: Addresses) -> Settings:
    CLOUDS[CloudName.PUBLIC] = replace(
        CLOUDS[CloudName.PUBLIC],
        login=addresses.login,
        metadata=addresses.metadata,
        services=(addresses.service,),
    )
    settings = Settings(
        app_id=APP_ID,
        app_password=SecretStr(APP_PASSWORD),
        tenant_id=TENANT,
        database_url=addresses.database,
        person_limit=0,  # a few people send all of the load
        conversation_limit=0,
        log_level="warning",
    )
    configure_logs(settings)
    return settings


def _reconnect(addresses: Addresses) -> web.Application:
    """The application as ``reconnect serve`` runs it."""
    return create_app(_settings(addresses), load_catalog())


def _seam(addresses: Addresses) -> web.Application:
    """Our endpoint with an assistant that only echoes: what the seam itself costs."""
    app = web.Application()
    endpoint = build_endpoint(teams_settings(_settings(addresses)), _Echo(), _failure)

    async def wire(_app: web.Application) -> AsyncIterator[None]:
        async with endpoint:
            yield

    app.cleanup_ctx.append(wire)
    app.router.add_post("/api/messages", endpoint.handle)
    return app


def _stock(addresses: Addresses) -> web.Application:
    from tests.benchmarks.stock import stock_app  # noqa: PLC0415 - only this process shall load the peer

    return stock_app(addresses)


KINDS: Final[dict[str, Callable[[Addresses], web.Application]]] = {
    "reconnect": _reconnect,
    "seam": _seam,
    "stock": _stock,
}


async def _serve(app: web.Application, *, is_ours: bool) -> None:
    stopped = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopped.set)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    if is_ours:
        keep_start_up()  # as reconnect serve does
    print(runner.addresses[0][1], flush=True)  # the port, for whoever started this process
    await stopped.wait()
    await runner.cleanup()


def main(kind: str, addresses: str, core: str) -> None:
    """Serve until told to stop."""
    os.sched_setaffinity(0, {int(core)})
    app = KINDS[kind](Addresses(**json.loads(addresses)))
    asyncio.run(_serve(app, is_ours=kind != "stock"))


if __name__ == "__main__":
    main(*sys.argv[1:])
