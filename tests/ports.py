"""Ports for programs that tests start."""

import random
import socket
from typing import Final

_OURS: Final = range(20_000, 30_000)
"""Below those that systems hand out by themselves, to whoever connects or asks for any port."""


def free_port() -> int:
    """Return a port that nothing listens on, and that hardly anybody takes before it is used."""
    while True:
        port = random.SystemRandom().choice(_OURS)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
