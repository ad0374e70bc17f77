"""Which addresses only this machine can reach."""

import ipaddress


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
