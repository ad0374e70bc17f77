"""Texts made to keep an expression busy, each as long as one likes."""

from collections.abc import Callable
from typing import Final

_UNITS: Final = (
    "eyJ", "a", "Aa1", "password ", "password=", 'password:"', 'secret\\"=', "://a:", "key ", "accesskey=a",
    "-", "--a ", "--a-secret ", "<password ", "<password>", "cookie: a=b", "-----BEGIN PRIVATE KEY-----",
    "code ", "verification code ", "1 ", "AQABA", ".", "\n", " ", '"', "\\", "=", "pwd=a&", "pwd=",
    'client_secret: "a ', 'secret" value', "bearer ", "0.A", "M.C1_AAA.", "aaa1Q~", "digest a=b ",
    "password is ", "A1b/", "enter the code ", "secret=a,b ", "%3D", "@", "A1b2C3d4",
    "-----END PRIVATE KEY", "A\n",
)  # fmt: skip
_BEGINNINGS: Final = (
    "pwd=&",
    "password=;a",
    "://a:",
    "eyJaaaaaaaaaaaaaaaaaaaa\nA1A1A1A1A1A1A1A1A1A1A1A1A1",
    "-a-",
)


def _repeating(unit: str) -> Callable[[int], str]:
    return lambda length: unit * (length // len(unit) + 1)


def _beginning(start: str) -> Callable[[int], str]:
    return lambda length: start + start[-2:] * length


HOSTILE: Final[dict[str, Callable[[int], str]]] = {
    **{f"repeated {unit!r}": _repeating(unit) for unit in _UNITS},
    **{f"beginning {start!r}": _beginning(start) for start in _BEGINNINGS},
}
