"""``reconnect serve``: the bot itself."""

import asyncio
import errno
import gc
import signal
from contextlib import AsyncExitStack, suppress
from typing import Annotated, Final

import typer
from aiohttp import web

from bot.app import DESK, RELOADER, create_app
from bot.cli.console import announce, catalog_or_exit, err, fail
from bot.cli.playground import PlaygroundError, missing, playground
from bot.cli.setting_up import invite, use_playground
from bot.heap import keep_start_up
from bot.logs import configure_logs
from bot.refusing import refusals
from bot.settings import Settings, SettingsError, load_settings
from bot.store import StoreTooNew, StoreUnavailable
from bot.telemetry.routes import WATCHED
from catalog.catalog import Catalog

PATIENCE: Final = 10.0
"""Seconds that turns under way have to end when the bot is stopped."""


class CannotListenError(Exception):
    """The address or the port cannot be had."""

    def __init__(self, host: str, port: int, error: OSError) -> None:
        reason = error.strerror or str(error)
        if error.errno == errno.EADDRINUSE:
            reason = "another program uses that port. Stop it, or choose another port with --port"
        super().__init__(f"Cannot listen on {host}:{port}: {reason}.")


def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on.")] = None,
    chat: Annotated[
        bool, typer.Option("--chat", help="Open a chat window beside the bot (needs Node.js).")
    ] = False,
) -> None:
    """Run the bot. Without credentials it listens on this machine only."""
    settings = _safe_settings_or_exit(host=host, port=port)
    if chat and settings.has_credentials:
        fail(["The chat window cannot sign in: leave out --chat, or unset the credentials."])
    gc.disable()  # what is made while starting stays; keep_start_up turns it on again
    catalog = catalog_or_exit(settings)
    configure_logs(settings)
    try:
        asyncio.run(_serve(settings, catalog, chat=chat))
    except (StoreUnavailable, StoreTooNew, ValueError) as error:
        fail([f"The database cannot be used: {error}", "Run reconnect doctor to see what to do."])
    except CannotListenError as error:
        fail([str(error)])


def _safe_settings_or_exit(**overrides: object) -> Settings:
    """Settings with which the service may start; otherwise every reason at once."""
    problems: list[str] = []
    try:
        settings = load_settings(**overrides)
    except SettingsError as error:
        problems, settings = error.problems, error.rest
    problems += [str(refusal) for refusal in refusals(settings)]
    return fail(problems) if problems else settings


class _Stop:
    """The operator's wish that the process ends. Ctrl-C, or asking twice, ends it without draining."""

    def __init__(self) -> None:
        self.asked = asyncio.Event()
        self._is_urgent = asyncio.Event()

    def ask(self, number: signal.Signals) -> None:
        if number == signal.SIGINT or self.asked.is_set():
            self._is_urgent.set()
        self.asked.set()

    async def drain(self, seconds: float) -> None:
        """Go on answering for a while: whoever sends calls here has still to learn that we are not ready."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._is_urgent.wait()


async def _serve(settings: Settings, catalog: Catalog, *, chat: bool) -> None:
    loop = asyncio.get_running_loop()
    stop = _Stop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.ask, number)
    app = create_app(settings, catalog)
    if hasattr(signal, "SIGHUP"):
        loop.add_signal_handler(signal.SIGHUP, app[RELOADER].ask)
    async with AsyncExitStack() as stack:
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=PATIENCE)
        await runner.setup()
        stack.push_async_callback(runner.cleanup)
        await _listen(runner, settings)
        endpoint = f"http://{_in_address(settings.host)}:{settings.port}/api/messages"
        announce(f"Reconnect answers at {endpoint}", settings)
        channels = app[DESK].channels
        address = await _open_chat(endpoint, stack) if chat else None
        if address is None:
            await invite(channels, settings)
        else:
            await use_playground(channels, address)
        announce("Press Ctrl-C to stop.", settings)
        await stop.asked.wait()
        announce("Stopping.", settings)
        app[WATCHED].readiness.stop()
        await stop.drain(settings.drain_seconds)


async def _listen(runner: web.AppRunner, settings: Settings) -> None:
    try:
        await web.TCPSite(runner, settings.host, settings.port).start()
        keep_start_up()
    except OSError as error:
        raise CannotListenError(settings.host, settings.port, error) from error


async def _open_chat(endpoint: str, stack: AsyncExitStack) -> str | None:
    """The address of the chat window, or None where there is none."""
    reason = missing()
    if reason is None:
        try:
            address = await stack.enter_async_context(playground(endpoint))
        except PlaygroundError as error:
            reason = str(error)
        else:
            err.print(f"Chat with it at [bold]{address}[/bold]", soft_wrap=True)
            return address
    hint = "Ask in a terminal instead: .venv/bin/reconnect explain AADSTS50076"
    err.print(f"{reason} {hint}", style="yellow", soft_wrap=True)
    return None


def _in_address(host: str) -> str:
    return f"[{host}]" if ":" in host else host
