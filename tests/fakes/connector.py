"""A stand-in for the channel's connector: real HTTP that speaks wire JSON and remembers what it was sent."""

import asyncio
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.fakes.server import FakeServer

_PAGE = 2  # members at once, however many are asked for: so that tests meet several pages


@dataclass(frozen=True, slots=True)
class Call:
    """One request that came in. ``peer`` is the caller's address and port: one per TCP connection."""

    method: str
    conversation: str
    activity_id: str | None
    body: Any
    authorization: str | None
    peer: tuple[str, int]


@dataclass(frozen=True, slots=True)
class Trouble:
    """What to answer instead of doing what is asked."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    code: str = "ServiceError"


class FakeConnector(FakeServer):
    """Conversations, their members, and the activities posted in them. ``troubles`` are answered first.

    ``delay`` is what each answer to a send takes, in seconds; while ``gate`` is not set there is none.
    """

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[Call] = []
        self.troubles: deque[Trouble] = deque()
        self.members: list[dict[str, Any]] = []
        self.rosters_read = 0
        self.delay = 0.0
        self.gate = asyncio.Event()
        self.gate.set()
        conversations = "/teams/v3/conversations"
        one = f"{conversations}/{{conversation:[^/]+}}"  # braces in an id too
        activities = f"{one}/activities"
        self.app.router.add_post(conversations, self._create)
        self.app.router.add_post(activities, self._take)
        for method in ("POST", "PUT", "DELETE"):
            self.app.router.add_route(method, f"{activities}/{{activity:[^/]+}}", self._take)
        self.app.router.add_get(f"{one}/members", self._members)
        self.app.router.add_get(f"{one}/members/{{member}}", self._member)
        self.app.router.add_get(f"{one}/pagedmembers", self._paged_members)

    @property
    def service_url(self) -> str:
        return f"{self.url}/teams/"

    @property
    def bodies(self) -> list[Any]:
        """The activities received, in order."""
        return [call.body for call in self.calls]

    async def _take(self, request: web.Request) -> web.Response:
        created, trouble = await self._record(request)
        if trouble:
            return _answer(trouble)
        return web.json_response({"id": created})

    async def _create(self, request: web.Request) -> web.Response:
        created, trouble = await self._record(request)
        if trouble:
            return _answer(trouble)
        thread = f"19:c@thread.tacv2;messageid={created}"
        return web.json_response({"id": thread, "activityId": created}, status=201)

    async def _members(self, request: web.Request) -> web.Response:
        return web.json_response(self.members)

    async def _member(self, request: web.Request) -> web.Response:
        for member in self.members:
            if member["id"] == request.match_info["member"]:
                return web.json_response(member)
        raise web.HTTPNotFound

    async def _paged_members(self, request: web.Request) -> web.Response:
        if self.troubles:
            return _answer(self.troubles.popleft())
        start = int(request.query.get("continuationToken") or 0)
        self.rosters_read += start == 0
        end = start + min(_PAGE, int(request.query.get("pageSize", _PAGE)))
        page: dict[str, Any] = {"members": self.members[start:end]}
        if end < len(self.members):
            page["continuationToken"] = str(end)
        return web.json_response(page)

    async def _record(self, request: web.Request) -> tuple[str, Trouble | None]:
        """Keep a send, and take the time that it takes; the id of what is made of it, or its trouble."""
        assert request.transport is not None
        host, port = request.transport.get_extra_info("peername")[:2]
        self.calls.append(
            Call(
                method=request.method,
                conversation=request.match_info.get("conversation", ""),
                activity_id=request.match_info.get("activity"),
                body=await request.json() if request.can_read_body else None,
                authorization=request.headers.get("Authorization"),
                peer=(host, port),
            )
        )
        # At once: whoever sees the call may already be adding what the next one shall meet.
        created, trouble = f"sent-{len(self.calls)}", self.troubles.popleft() if self.troubles else None
        await asyncio.sleep(self.delay)
        await self.gate.wait()
        return created, trouble


def _answer(trouble: Trouble) -> web.Response:
    body = {"error": {"code": trouble.code, "message": "as the test wants it"}}
    return web.json_response(body, status=trouble.status, headers=trouble.headers)
