"""What we send to the channel: one shared client, kept between turns."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Final
from urllib.parse import quote

import aiohttp
from yarl import URL

from bot.teams.cloud import ServiceHosts
from bot.teams.errors import ConnectorError, ServiceHostError

Wire = dict[str, Any]
"""An activity as the JSON object that goes on the wire."""

_TIMEOUT = aiohttp.ClientTimeout(total=6, connect=3)
_PATIENCE = 3.0
"""The longest wait, in seconds, between two tries within a turn."""
_PASSING: Final = frozenset({412, 429, 502, 503, 504})


class Connector:
    """Sends to the channel. Retries once what is likely to pass, and never sends beyond the allowed hosts."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        hosts: ServiceHosts,
        token: Callable[[], Awaitable[str]] | None,
    ) -> None:
        self._session = session
        self._hosts = hosts
        self._token = token

    def at(self, service_url: str) -> "ServiceConnector":
        """A view of this connector for one service URL. Raises ServiceHostError."""
        if not self._hosts.allows(service_url):
            raise ServiceHostError(service_url)
        return ServiceConnector(self, service_url)

    async def call(self, method: str, service_url: str, path: str, body: Wire | None = None) -> Any:
        """One call; the JSON that came back. Raises ConnectorError, ServiceHostError, TokenError."""
        if not self._hosts.allows(service_url):
            raise ServiceHostError(service_url)
        url = URL(service_url.rstrip("/") + path, encoded=True)
        try:
            return await self._try(method, url, body)
        except ConnectorError as error:
            if (wait := _wait(error)) is None:
                raise
        await asyncio.sleep(wait)
        return await self._try(method, url, body)

    async def _try(self, method: str, url: URL, body: Wire | None) -> Any:
        headers = {"Authorization": f"Bearer {await self._token()}"} if self._token else {}
        try:
            async with self._session.request(
                method, url, json=body, headers=headers, timeout=_TIMEOUT, allow_redirects=False
            ) as response:
                answer = await _json(response)
                if 200 <= response.status < 300:
                    return answer
                raise ConnectorError(response.status, _code(answer), _retry_after(response))
        except aiohttp.ClientConnectionError as error:
            raise ConnectorError(None, "unreachable", None) from error
        except TimeoutError as error:
            raise ConnectorError(None, "timeout", None) from error
        except aiohttp.ClientError as error:
            raise ConnectorError(None, type(error).__name__, None) from error


class ServiceConnector:
    """The connector at one service URL."""

    def __init__(self, connector: Connector, service_url: str) -> None:
        self._connector = connector
        self._service_url = service_url

    async def send(self, conversation: str, activity: Wire) -> str | None:
        """Post to the end of a conversation; the new activity's id, where the channel gives one."""
        return await self._call("POST", _path(conversation), activity)

    async def reply(self, conversation: str, activity_id: str, activity: Wire) -> str | None:
        """Post in answer to an activity; the new activity's id, where the channel gives one."""
        return await self._call("POST", _path(conversation, activity_id), activity)

    async def update(self, conversation: str, activity_id: str, activity: Wire) -> str | None:
        """Replace an activity of ours in place."""
        return await self._call("PUT", _path(conversation, activity_id), activity)

    async def delete(self, conversation: str, activity_id: str) -> None:
        """Take an activity of ours away."""
        await self._call("DELETE", _path(conversation, activity_id))

    async def _call(self, method: str, path: str, body: Wire | None = None) -> str | None:
        answer = await self._connector.call(method, self._service_url, path, body)
        created = answer.get("id") if isinstance(answer, dict) else None
        return created if isinstance(created, str) else None


def _path(conversation: str, activity_id: str | None = None) -> str:
    path = f"/v3/conversations/{quote(conversation, safe='')}/activities"
    return path if activity_id is None else f"{path}/{quote(activity_id, safe='')}"


def _wait(error: ConnectorError) -> float | None:
    """Seconds to wait before the next try, or None when there should be none."""
    if error.status is None:
        return 0.0 if error.code == "unreachable" else None
    if error.status not in _PASSING:
        return None
    wait = error.retry_after if error.retry_after is not None else 0.3
    return wait + random.uniform(0, 0.2) if wait <= _PATIENCE else None  # noqa: S311 - jitter, not secrecy


async def _json(response: aiohttp.ClientResponse) -> Any:
    try:
        return await response.json(content_type=None)
    except ValueError:
        return None


def _code(answer: Any) -> str | None:
    error = answer.get("error") if isinstance(answer, dict) else None
    code = error.get("code") if isinstance(error, dict) else None
    return code if isinstance(code, str) else None


def _retry_after(response: aiohttp.ClientResponse) -> float | None:
    """Retry-After in seconds; the header may hold seconds or a date."""
    value = response.headers.get("Retry-After", "")
    if value.isascii() and value.isdigit():
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())
