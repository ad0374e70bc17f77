"""Which addresses only this machine can reach, and which calls come from this machine."""

import ipaddress
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from aiohttp import web

_PASSED_ON = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP")
_BY_A_PAGE = ("Origin", "Sec-Fetch-Site")


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


def is_from_this_machine(request: "web.Request") -> bool:
    """Whether a program on this machine made the call itself.

    A proxy here may pass on what comes from elsewhere, and a page in a browser here may be anybody's: calls
    that were passed on, that name another host, or that a page made are not counted.
    """
    passed_on = any(name in request.headers for name in _PASSED_ON)
    by_a_page = any(name in request.headers for name in _BY_A_PAGE)
    try:
        asked = urlsplit(f"//{request.host}").hostname
    except ValueError:
        return False
    return is_loopback(request.remote) and is_loopback(asked) and not passed_on and not by_a_page
