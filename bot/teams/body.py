"""The body of a call, read with care: no larger, and nothing else, than a JSON object."""

import json
import re
from typing import Any

from aiohttp import web

MOST_BYTES = 256 * 1024
_ESCAPES = re.compile(r"\\\\|\\u0000|\\u[dD][89abAB]..\\u[dD][c-fC-F]..|\\u[dD][89a-fA-F]..")


class RefusedError(Exception):
    """The call is turned away. ``sentence`` is all that the caller learns.

    ``retry_after`` is in seconds, where the same call is welcome later.
    """

    def __init__(self, status: int, sentence: str, *, retry_after: int | None = None) -> None:
        super().__init__(sentence)
        self.status = status
        self.sentence = sentence
        self.retry_after = retry_after

    @property
    def headers(self) -> dict[str, str]:
        """What the answer tells beside its body."""
        return {} if self.retry_after is None else {"Retry-After": str(self.retry_after)}


async def read_json(request: web.Request) -> dict[str, Any]:
    """The JSON object in the body. Raises RefusedError."""
    if request.content_type != "application/json":
        raise RefusedError(400, "the content type must be application/json")
    return parse_object(await _read(request))


def parse_object(content: bytes) -> dict[str, Any]:
    """The JSON object that ``content`` is. Raises RefusedError."""
    try:
        text = content.decode()
        body = json.loads(_ESCAPES.sub(_mend, text) if r"\u" in text else text)
    except (ValueError, RecursionError) as error:
        raise RefusedError(400, "the body is not JSON") from error
    if not isinstance(body, dict):
        raise RefusedError(400, "the body must be a JSON object")
    return body


async def _read(request: web.Request) -> bytes:
    read = bytearray()
    try:
        async for chunk in request.content.iter_any():
            read += chunk
            if len(read) > MOST_BYTES:
                raise RefusedError(413, f"the body is longer than {MOST_BYTES // 1024} KB")
    except web.RequestPayloadError as error:
        raise RefusedError(400, "the body cannot be decoded") from error
    return bytes(read)


def _mend(escape: re.Match[str]) -> str:
    """Half a surrogate pair is no character, and nothing could encode it later: replace it.

    So it is with a zero, which PostgreSQL does not keep: it becomes another sign that nobody sees.
    """
    found = escape.group()
    if found == r"\u0000":
        return r"\u0001"
    is_half = len(found) == len(r"\ud800")
    return r"\ufffd" if is_half else found
