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

from bot.app import create_app, teams_settings
from bot.clock import SystemClock
from bot.heap import keep_start_up, settle_heap, use_large_pages
from bot.logs import configure_logs
from bot.settings import Settings
from bot.teams import CLOUDS, Assistant, CloudName, build_endpoint
from catalog.loader import load_catalog
from dialogs.knowledge import Knowledge
from dialogs.messages import Incoming, Kind, Outgoing, Person, Place, Reply
from dialogs.triage import answer_for, given_answer
from tests.benchmarks.pastes import PASTES
from tests.benchmarks.world import Addresses
from tests.fakes.entra import APP_ID, APP_PASSWORD, TENANT


class _Echo:
    async def respond(self, incoming: Incoming) -> Outgoing:
        return Outgoing((Reply(text=f"You said: {incoming.text}"),))


class _Card:
    """Answers whatever is said with one card that is written out already."""

    def __init__(self) -> None:
        known = Knowledge.of(load_catalog())
        reading = known.reader.read(PASTES["code and sentence"])
        nobody = Incoming("", Kind.MESSAGE, Person("29:x"), TENANT, "a:x", Place.PERSONAL)
        given = given_answer(reading, nobody, "en", product=None, clock=SystemClock())
        self._answer = Outgoing((Reply(card=answer_for(given, known)),))

    async def respond(self, incoming: Incoming) -> Outgoing:
        return self._answer


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
    return _endpoint(addresses, _Echo())


def _card(addresses: Addresses) -> web.Application:
    """Our endpoint with an assistant that thinks of nothing, but answers with as much as ours does."""
    return _endpoint(addresses, _Card())


def _endpoint(addresses: Addresses, assistant: Assistant) -> web.Application:
    app = web.Application()
    endpoint = build_endpoint(teams_settings(_settings(addresses)), assistant, _failure)

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
    "card": _card,
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
        await asyncio.to_thread(use_large_pages)
    print(runner.addresses[0][1], flush=True)  # the port, for whoever started this process
    await stopped.wait()
    await runner.cleanup()


def main(kind: str, addresses: str, core: str) -> None:
    """Serve until told to stop."""
    os.sched_setaffinity(0, {int(core)})
    if kind != "stock":
        settle_heap()  # as reconnect serve does
    app = KINDS[kind](Addresses(**json.loads(addresses)))
    asyncio.run(_serve(app, is_ours=kind != "stock"))


if __name__ == "__main__":
    main(*sys.argv[1:])
