"""People who escalate and admins who act, each pressing again until they get an answer."""

import asyncio
import json
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Final

import aiohttp

from tests.dialogs.reading import presses
from tests.fakes.activities import executed, message
from tests.faults.channel import ADMIN, FlakyChannel
from tests.faults.replicas import Replica

TENANTS: Final = tuple(f"tenant-{number}" for number in range(8))
"""Each has a channel of its own: one channel alone may be told no more than some 100 things a minute."""
_TIMEOUT: Final = aiohttp.ClientTimeout(total=12)
_CARD: Final = "application/vnd.microsoft.card.adaptive"
_REDELIVERIES: Final = 4
_COURSE: Final = (
    ("desk.claim", None),
    ("ticket.comment", "comment"),
    ("desk.ask_back", "question"),
    ("ticket.answer", "reply"),
    ("desk.resolve", "resolution"),
)
"""What happens to a ticket, one after the other: the verb, and the box that is written into."""


@dataclass(slots=True)
class Asked:
    """What people asked for, and what they were told is done."""

    presses: set[str] = field(default_factory=set)
    """The note sent with each escalation: it names the escalation."""
    tickets: dict[str, str] = field(default_factory=dict)
    """The ticket that each acknowledged escalation opened."""
    said: Counter[str] = field(default_factory=Counter)
    """How often somebody pressed a button with these words."""
    acknowledged: set[str] = field(default_factory=set)
    """The words of each press whose answer shows that it was done."""
    refused: int = 0
    """Answers that said, kindly, that it did not work."""
    unanswered: int = 0


class NotShownError(Exception):
    """The card does not have what is to be pressed: it has to be asked for anew."""


class Load:
    """So many people at once, and an admin beside each. ``start`` it and ``stop`` it."""

    def __init__(
        self,
        replicas: Sequence[Replica],
        channel: FlakyChannel,
        client: aiohttp.ClientSession,
        *,
        seed: int = 7,
    ) -> None:
        self.asked = Asked()
        self._replicas = replicas
        self._channel = channel
        self._client = client
        self._random = random.Random(seed)
        self._numbers = count(1)
        self._stopping = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []

    def start(self, *, people: int, pause: float) -> None:
        """``people`` at once, each with a pause of about so many seconds between two presses."""
        self._tasks = [asyncio.create_task(self._people(n, pause), name=f"person {n}") for n in range(people)]

    async def stop(self) -> None:
        """No new presses; those under way are pressed until they are answered."""
        self._stopping.set()
        await asyncio.gather(*self._tasks)

    async def _people(self, number: int, pause: float) -> None:
        """One person after the other, each with an error of their own."""
        tenant = TENANTS[number % len(TENANTS)]
        while not self._stopping.is_set():
            person = f"person-{next(self._numbers)}"
            ticket = await self._escalate(tenant, person, pause)
            for verb, box in _COURSE[: self._random.randint(0, len(_COURSE))]:
                await asyncio.sleep(self._random.uniform(0.5, 1.5) * pause)
                if self._stopping.is_set():
                    return
                who = ADMIN if verb.startswith("desk.") else person
                await self._act(tenant, who, ticket, verb, box)

    async def _escalate(self, tenant: str, person: str, pause: float) -> str:
        """Paste, ask for an admin, look at the preview, send; from the start again where a card is lost."""
        note = f"note-of-{person}"
        self.asked.presses.add(note)
        while True:
            try:
                shown, card = await self._paste(tenant, person)
                answer = {"answer": _datum(card, "answer")}
                await asyncio.sleep(pause / 4)
                preview = await self._press(
                    "admin.preview", tenant, person, {**answer, "note": note}, on=shown
                )
                await asyncio.sleep(pause / 4)
                data = _sending(preview, note)
                sent = await self._press("admin.send", tenant, person, data, on=shown)
                ticket = _datum(sent, "ticket")
            except NotShownError:
                continue
            self.asked.tickets[note] = ticket
            return ticket

    async def _paste(self, tenant: str, person: str) -> tuple[str, dict[str, Any]]:
        """Paste an error, until a card comes in answer."""
        code = f"AADSTS7{int(person.rpartition('-')[2]):06}"
        while True:
            await self._deliver(message(f"{code}: something of ours failed", **_from(tenant, person)))
            for shown, posted in reversed(self._channel.messages.items()):
                if posted.conversation == f"a:{person}" and posted.card:
                    return shown, posted.card

    async def _act(self, tenant: str, who: str, ticket: str, verb: str, box: str | None) -> None:
        said = f"said-{next(self._numbers)}"
        card = await self._press(
            verb, tenant, who, {"ticket": ticket, **({box: said} if box else {})}, said=said
        )
        if box and said in json.dumps(card):
            self.asked.acknowledged.add(said)

    async def _press(
        self, verb: str, tenant: str, who: str, data: dict[str, Any], *, on: str = "", said: str = ""
    ) -> dict[str, Any]:
        """Press, and press again, until there is a card in answer."""
        given = {name: value for name, value in data.items() if name != "verb"}
        while True:
            self.asked.said[said] += 1
            body = executed(verb, given, **_from(tenant, who), replyToId=on or "some-card")
            answer = await self._deliver(body)
            if answer is not None and answer.get("type") == _CARD:
                card: dict[str, Any] = answer["value"]
                return card
            if answer is not None and answer["value"]:
                raise NotShownError(answer["value"])  # a sentence: pressing again would not help
            self.asked.refused += 1
            await asyncio.sleep(self._random.uniform(0.2, 0.5))

    async def _deliver(self, body: dict[str, Any]) -> dict[str, Any] | None:
        """As Teams does: what is not answered is delivered again, under the same id."""
        body["serviceUrl"] = self._channel.service_url
        for _ in range(_REDELIVERIES):
            replica = self._random.choice(self._replicas)
            try:
                async with self._client.post(replica.url, json=body, timeout=_TIMEOUT) as response:
                    assert response.status in (200, 503), await response.text()
                    is_json = response.content_type == "application/json"
                    answer: dict[str, Any] | None = await response.json() if is_json else None
                    return answer
            except (aiohttp.ClientError, TimeoutError):
                self.asked.unanswered += 1
                await asyncio.sleep(self._random.uniform(0.05, 0.4))
        return None


def _from(tenant: str, person: str) -> dict[str, Any]:
    """Who does something, in their personal chat."""
    return {
        "from": {"id": f"29:{person}", "aadObjectId": person, "name": person},
        "conversation": {"id": f"a:{person}", "conversationType": "personal", "tenantId": tenant},
        "channelData": {"tenant": {"id": tenant}},
    }


def _sending(preview: dict[str, Any], note: str) -> dict[str, Any]:
    """What *Send* on a preview carries, where the preview shows the note."""
    for data in presses(preview).values():
        if data["verb"] == "admin.send" and note in json.dumps(preview):
            return data
    raise NotShownError


def _datum(card: dict[str, Any], name: str) -> str:
    """The id that the card's buttons carry under this name."""
    for data in presses(card).values():
        if isinstance(found := data.get(name), str):
            return found
    raise NotShownError
