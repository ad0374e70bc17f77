"""Whether the bot can be called: at its own port, and at the address that Teams calls."""

import socket
from typing import Final

import aiohttp

from bot.doctor.finding import Finding
from bot.settings import Settings

_TIMEOUT: Final = aiohttp.ClientTimeout(total=10, connect=5)
_OTHER: Final = "Stop what listens there, or set RECONNECT_PORT or RECONNECT_HOST."
_LOOK: Final = "Look at docs/operators-guide.md, The bot does not answer."


async def check_port(settings: Settings) -> Finding:
    """Whether the port is free, or the bot itself has it; a bot that runs is asked how it is."""
    state = f"{settings.host}:{settings.port}"
    try:
        with socket.socket(socket.AF_INET6 if ":" in settings.host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((settings.host, settings.port))
    except OSError as error:
        return await _running(settings) or Finding(
            "Port", False, f"{state}: {error.strerror or error}", _OTHER
        )
    return Finding("Port", True, f"{state} is free")


async def check_endpoint(origin: str) -> Finding:
    """Call the bot from outside without a token: it must be there, and must refuse."""
    address = f"{origin}/api/messages"
    try:
        async with (
            aiohttp.ClientSession(timeout=_TIMEOUT) as session,
            session.post(address, json={"type": "message"}, allow_redirects=False) as response,
        ):
            status = response.status
    except aiohttp.ClientSSLError as error:
        advice = "Put the whole chain of a publicly trusted certificate for this host name into the proxy."
        return Finding("Endpoint", False, f"{address}: {type(error).__name__}", advice)
    except (aiohttp.ClientError, TimeoutError, ValueError) as error:
        advice = "Check the DNS record, the firewall, and that the proxy runs: Teams calls from the internet."
        return Finding("Endpoint", False, f"{address}: {type(error).__name__}", advice)
    if status == 401:
        return Finding("Endpoint", True, f"{address} answers, and refuses whoever is not Teams")
    return Finding("Endpoint", False, f"{address} answers {status} in place of 401", _about(status))


async def _running(settings: Settings) -> Finding | None:
    """What the bot says of itself, or None where it is not the bot that listens."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.host, settings.host)  # noqa: S104
    origin = f"http://{f'[{host}]' if ':' in host else host}:{settings.port}"
    try:
        async with (
            aiohttp.ClientSession(timeout=_TIMEOUT) as session,
            session.get(f"{origin}/readyz") as response,
        ):
            checks = (await response.json())["checks"]
            wrong = [str(check["message"]) for check in checks.values() if not check["ok"]]
    except (aiohttp.ClientError, TimeoutError, ValueError, KeyError, TypeError, AttributeError):
        return None
    state = f"Reconnect runs at {settings.host}:{settings.port}"
    if not wrong:
        return Finding("Port", True, f"{state}, and is ready")
    return Finding("Port", False, f"{state}, and is not ready: {' '.join(wrong)}", _LOOK)


def _about(status: int) -> str:
    if status in (502, 503, 504):
        return "The proxy runs and reaches no Reconnect: start it, or correct its address in the proxy."
    if status in (301, 302, 307, 308):
        return "The proxy redirects: let it pass POST /api/messages on as it is."
    if status == 404:
        return "Something else answers, or the proxy does not pass /api/messages on."
    return "Something other than a Reconnect with credentials answers: compare domain, proxy and settings."
