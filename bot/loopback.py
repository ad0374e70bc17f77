"""Which addresses only this machine can reach, and which calls come from this machine."""

import ipaddress
from urllib.parse import urlsplit

from aiohttp import hdrs, web

_PASSED_ON = ("Forwarded", hdrs.X_FORWARDED_FOR, hdrs.X_FORWARDED_HOST, "X-Real-IP")


def is_loopback(host: str | None) -> bool:
    """Whether a host name or address is this machine's own, without asking DNS."""
    if host is None:
        return False
    if host.casefold() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def is_from_this_machine(request: web.Request) -> bool:
    """Whether a program on this machine made the call itself.

    A proxy here may pass on what comes from elsewhere, and a page in a browser here may be anybody's: calls
    that were passed on, that name another host, or that a page made are not counted.
    """
    passed_on = any(name in request.headers for name in _PASSED_ON)
    by_a_page = hdrs.ORIGIN in request.headers or "Sec-Fetch-Site" in request.headers
    try:
        asked = urlsplit(f"//{request.host}").hostname
    except ValueError:
        return False
    return is_loopback(request.remote) and is_loopback(asked) and not passed_on and not by_a_page
