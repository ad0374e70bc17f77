"""``reconnect serve``: the bot itself."""

import asyncio
import signal
from contextlib import AsyncExitStack
from typing import Annotated

import typer
from aiohttp import web

from bot.app import RELOADER, create_app
from bot.cli.console import catalog_or_exit, err, fail, settings_or_exit
from bot.cli.playground import missing, playground
from bot.logs import configure_logs
from bot.settings import Settings
from bot.store import StoreTooNew, StoreUnavailable
from catalog.catalog import Catalog

_PATIENCE = 10.0
"""Seconds that turns under way have to end when the bot is stopped."""


def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on.")] = None,
    chat: Annotated[
        bool, typer.Option("--chat", help="Open a chat window beside the bot (needs Node.js).")
    ] = False,
) -> None:
    """Run the bot. Without credentials it listens on this machine only."""
    settings = settings_or_exit(host=host, port=port)
    if refusals := settings.refusals():
        fail(refusals)
    catalog = catalog_or_exit(settings)
    configure_logs(settings)
    try:
        asyncio.run(_serve(settings, catalog, chat=chat))
    except (StoreUnavailable, StoreTooNew, ValueError) as error:
        fail([f"The database cannot be used: {error}", "Run reconnect doctor to see what to do."])
    except OSError as error:
        fail([f"Cannot listen on {settings.host}:{settings.port}: {error.strerror or error}"])


async def _serve(settings: Settings, catalog: Catalog, *, chat: bool) -> None:
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopped.set)
    app = create_app(settings, catalog)
    if hasattr(signal, "SIGHUP"):
        loop.add_signal_handler(signal.SIGHUP, app[RELOADER].ask)
    async with AsyncExitStack() as stack:
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=_PATIENCE)
        await runner.setup()
        stack.push_async_callback(runner.cleanup)
        await web.TCPSite(runner, settings.host, settings.port).start()
        err.print(f"Reconnect answers at http://{settings.host}:{settings.port}/api/messages")
        if chat:
            await _open_chat(settings, stack)
        err.print("Press Ctrl-C to stop.")
        await stopped.wait()
        err.print("Stopping.")


async def _open_chat(settings: Settings, stack: AsyncExitStack) -> None:
    if reason := missing():
        err.print(
            f"{reason} Ask in a terminal instead: .venv/bin/reconnect explain AADSTS50076", style="yellow"
        )
        return
    address = await stack.enter_async_context(playground(settings.port))
    err.print(f"Chat with it at [bold]{address}[/bold]")
