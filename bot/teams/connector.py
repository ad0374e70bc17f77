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
from bot.teams.outbound import to_json
from bot.telemetry.spans import NO_SPANS, Spans

Wire = dict[str, Any]
"""An activity as the JSON object that goes on the wire."""

_TIMEOUT = aiohttp.ClientTimeout(total=6, connect=3)
_PATIENCE = 3.0
"""The longest wait, in seconds, between two tries within a turn."""
_PASSING: Final = frozenset({412, 429, 502, 503, 504})
_PAGE: Final = 500  # members at once, the most that Teams gives

Watch = Callable[[str, int | None], None]
"""Hears the method and the status of each call, None where no answer came. Must not raise."""

UNREACHABLE: Final = "unreachable"
"""``ConnectorError.code`` where no connection came about, so that nothing was sent."""
_CUT: Final = "connection lost"


class Connector:
    """Sends to the channel. Retries once what is likely to pass, and never sends beyond the allowed hosts."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        hosts: ServiceHosts,
        token: Callable[[], Awaitable[str]] | None,
        watch: Watch | None = None,
        spans: Spans = NO_SPANS,
    ) -> None:
        self._session = session
        self._hosts = hosts
        self._token = token
        self._watch = watch or (lambda method, status: None)
        self._spans = spans

    def at(self, service_url: str, *, tries_again: bool = True) -> "ServiceConnector":
        """A view of this connector for one service URL. Raises ServiceHostError."""
        if not self._hosts.allows(service_url):
            raise ServiceHostError(service_url)
        return ServiceConnector(self, service_url, tries_again=tries_again)

    async def call(
        self, method: str, service_url: str, path: str, body: Wire | None = None, *, tries_again: bool = True
    ) -> Any:
        """One call; the JSON that came back. Raises ConnectorError, ServiceHostError, TokenError."""
        if not self._hosts.allows(service_url):
            raise ServiceHostError(service_url)
        url = URL(service_url.rstrip("/") + path, encoded=True)
        content = None if body is None else to_json(body)
        try:
            return await self._watched(method, url, content)
        except ConnectorError as error:
            wait = _wait(error) if tries_again else None
            if wait is None:
                raise
        await asyncio.sleep(wait)
        return await self._watched(method, url, content)

    async def _watched(self, method: str, url: URL, content: bytes | None) -> Any:
        about = {"http.request.method": method, "server.address": url.host or ""}
        with self._spans.span("channel", about) as span:
            try:
                return await self._try(method, url, content)
            except ConnectorError as error:
                if error.status is None:
                    self._watch(method, None)
                else:
                    span.note({"http.response.status_code": error.status})
                raise

    async def _try(self, method: str, url: URL, content: bytes | None) -> Any:
        headers = {} if content is None else {"Content-Type": "application/json"}
        if self._token:
            headers["Authorization"] = f"Bearer {await self._token()}"
        try:
            async with self._session.request(
                method, url, data=content, headers=headers, timeout=_TIMEOUT, allow_redirects=False
            ) as response:
                self._watch(method, response.status)
                answer = await _json(response)
                if 200 <= response.status < 300:
                    return answer
                raise ConnectorError(response.status, _code(answer), _retry_after(response))
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise ConnectorError(None, UNREACHABLE, None) from error
        except aiohttp.ClientConnectionError as error:
            raise ConnectorError(None, _CUT, None) from error
        except TimeoutError as error:
            raise ConnectorError(None, "timeout", None) from error
        except aiohttp.ClientError as error:
            raise ConnectorError(None, type(error).__name__, None) from error


class ServiceConnector:
    """The connector at one service URL."""

    def __init__(self, connector: Connector, service_url: str, *, tries_again: bool = True) -> None:
        self._connector = connector
        self._service_url = service_url
        self._tries_again = tries_again

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

    async def create(self, channel: str, activity: Wire, *, tenant: str) -> tuple[str, str | None]:
        """Start a thread in a team's channel; the ids of its conversation and of the activity."""
        body = {"isGroup": True, "channelData": {"channel": {"id": channel}}, "activity": activity}
        answer = await self._ask("POST", "/v3/conversations", body | ({"tenantId": tenant} if tenant else {}))
        conversation = _text(answer, "id") or channel
        _, _, thread = conversation.partition(";messageid=")
        return conversation, _text(answer, "activityId") or thread or None

    async def members(self, conversation: str) -> list[dict[str, Any]]:
        """Everybody in a team or conversation, page after page."""
        members: list[dict[str, Any]] = []
        path = f"/v3/conversations/{quote(conversation, safe='')}/pagedmembers?pageSize={_PAGE}"
        token: str | None = ""
        while token is not None:
            page = await self._ask(
                "GET", path + (f"&continuationToken={quote(token, safe='')}" if token else "")
            )
            found = page.get("members") if isinstance(page, dict) else None
            members += [member for member in found or () if isinstance(member, dict)]
            token = _text(page, "continuationToken") if found else None
        return members

    async def _call(self, method: str, path: str, body: Wire | None = None) -> str | None:
        return _text(await self._ask(method, path, body), "id")

    async def _ask(self, method: str, path: str, body: Wire | None = None) -> Any:
        return await self._connector.call(
            method, self._service_url, path, body, tries_again=self._tries_again
        )


def _text(answer: Any, field: str) -> str | None:
    value = answer.get(field) if isinstance(answer, dict) else None
    return value if isinstance(value, str) and value else None


def _path(conversation: str, activity_id: str | None = None) -> str:
    path = f"/v3/conversations/{quote(conversation, safe='')}/activities"
    return path if activity_id is None else f"{path}/{quote(activity_id, safe='')}"


def _wait(error: ConnectorError) -> float | None:
    """Seconds to wait before the next try, or None when there should be none."""
    if error.status is None:
        return 0.0 if error.code in (UNREACHABLE, _CUT) else None
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
