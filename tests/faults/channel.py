"""A channel that keeps what it is sent, counts how fast it comes, and fails as real ones do."""

import asyncio
import random
import time
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from aiohttp import web

from bot.store import Rate
from tests.fakes.server import FakeServer

ADMIN: Final = "dana"
"""The only member of every team."""
TEAMS_RATES: Final = (Rate(7, 1.0), Rate(8, 2.0), Rate(60, 30.0), Rate(1800, 3600.0))
_FAULTS: Final = ("429", "412", "503", "502", "504", "502 taken", "504 taken", "reset", "reset taken", "slow")
"""How a call fails. ``taken``: it did what it was asked, and only its answer is lost."""


@dataclass(slots=True)
class Message:
    """One message as people see it now."""

    conversation: str
    words: str
    card: dict[str, Any] | None


class FlakyChannel(FakeServer):
    """Real HTTP. ``share`` of all calls fail, in one of ten ways."""

    def __init__(self, *, share: float = 0.0, slowness: float = 1.5, seed: int = 1) -> None:
        super().__init__()
        self.share = share
        self.messages: dict[str, Message] = {}
        self.calls: dict[str, list[float]] = defaultdict(list)
        self.faults: Counter[str] = Counter()
        self._slowness = slowness
        self._random = random.Random(seed)
        conversations = "/teams/v3/conversations"
        self.app.router.add_post(conversations, self._create)
        self.app.router.add_post(f"{conversations}/{{conversation}}/activities", self._send)
        self.app.router.add_post(f"{conversations}/{{conversation}}/activities/{{activity}}", self._send)
        self.app.router.add_get(f"{conversations}/{{conversation}}/pagedmembers", self._roster)
        self.app.router.add_put(f"{conversations}/{{conversation}}/activities/{{activity}}", self._edit)

    @property
    def service_url(self) -> str:
        return f"{self.url}/teams/"

    @property
    def count(self) -> int:
        """How many calls came in."""
        return sum(len(times) for times in self.calls.values())

    def has_said(self, conversation: str, words: str) -> bool:
        """Whether a line with these words stands in the conversation."""
        return any(
            one.conversation == conversation and not one.card and words in one.words.split()
            for one in self.messages.values()
        )

    def over_rate(self) -> Iterator[str]:
        """Each rate of the platform's that was broken in an admin channel.

        In people's chats answers to what they do count as well, and our people are quicker than real ones.
        """
        for conversation, times in self.calls.items():
            if not conversation.startswith("19:"):
                continue
            for rate in TEAMS_RATES:
                most = max(at - bisect_left(times, end - rate.seconds) + 1 for at, end in enumerate(times))
                if most > rate.sends:
                    yield f"{most} calls within {rate.seconds} s in {conversation}"

    async def _roster(self, _request: web.Request) -> web.Response:
        return web.json_response({"members": [{"id": "29:dana", "aadObjectId": ADMIN, "name": "Dana"}]})

    async def _create(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        channel = body["channelData"]["channel"]["id"]
        thread = f"{channel};messageid={len(self.messages)}"
        return await self._take(request, channel, thread, body["activity"])

    async def _send(self, request: web.Request) -> web.StreamResponse:
        conversation = request.match_info["conversation"]
        return await self._take(request, conversation, conversation, await request.json())

    async def _edit(self, request: web.Request) -> web.StreamResponse:
        conversation, activity = request.match_info["conversation"], request.match_info["activity"]
        return await self._take(request, conversation, conversation, await request.json(), edits=activity)

    async def _take(
        self, request: web.Request, counted: str, conversation: str, body: Any, *, edits: str | None = None
    ) -> web.StreamResponse:
        self.calls[counted.partition(";messageid=")[0]].append(time.monotonic())
        fault = self._random.choice(_FAULTS) if self._random.random() < self.share else ""
        self.faults[fault] += 1
        cards = [attachment["content"] for attachment in body.get("attachments", ())]
        shown = Message(conversation, body.get("text") or body.get("summary"), cards[0] if cards else None)
        created = edits or f"activity-{len(self.messages)}"
        if not fault or "taken" in fault or (fault == "slow" and self._random.random() < 0.5):
            self.messages[created] = shown
        is_post = request.path.endswith("/conversations")
        ids = {"id": conversation, "activityId": created} if is_post else {"id": created}
        return await self._answer(request, fault, ids)

    async def _answer(self, request: web.Request, fault: str, created: Any) -> web.StreamResponse:
        kind = fault.removesuffix(" taken")
        if kind == "reset":
            assert request.transport is not None
            request.transport.abort()
        elif kind == "slow":
            await asyncio.sleep(self._slowness)
        elif kind:
            headers = {"Retry-After": "1"} if kind in ("429", "412", "503") else {}
            return web.json_response({"error": {"code": "ServiceError"}}, status=int(kind), headers=headers)
        return web.json_response(created, status=201)
