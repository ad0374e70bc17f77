"""Everybody who must not get in, at the door of the whole bot; and a count of who did: nobody."""

import asyncio
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.fakes.activities import executed, message, searched
from tests.fakes.entra import TENANT
from tests.scenarios.door import Door, door
from tests.scenarios.forging import ELSEWHERE, FOREIGN, FORGED, HEADERS, OTHER_TENANT, wrong_claims

Knock = tuple[str, dict[str, Any], dict[str, str]]


def activities(**changes: Any) -> list[dict[str, Any]]:
    """One of each kind that the bot would act on: a paste, a press that is kept, a search."""
    return [
        message(**changes),
        executed("language.set", {"language": "fr"}, **changes),
        searched("aadsts", **changes),
    ]


def intruders(at: Door) -> Iterator[Knock]:
    """Everybody, by name: what they send, with which headers."""
    url, entra = at.connector.service_url, at.entra
    for name, headers in HEADERS.items():
        sent = {header: value.replace("{good}", at.good()) for header, value in headers.items()}
        yield from ((name, body, sent) for body in activities(service_url=url))
    for name, forge in FORGED.items():
        bearer = {"Authorization": f"Bearer {forge(entra, url)}"}
        yield from ((name, body, bearer) for body in activities(service_url=url))
    for name, claims in wrong_claims().items():
        bearer = {"Authorization": f"Bearer {at.good(**claims)}"}
        yield from ((name, body, bearer) for body in activities(service_url=url))
    good = {"Authorization": f"Bearer {at.good()}"}
    for name, changes in FOREIGN.items():
        yield from ((name, body, good) for body in activities(**{"service_url": url, **changes}))
    for elsewhere in (*ELSEWHERE, f"{url}v2", url.rstrip("/"), url.upper()):
        yield from (
            (f"a good token, at {elsewhere}", body, good) for body in activities(service_url=elsewhere)
        )
    for elsewhere in ELSEWHERE:
        bearer = {"Authorization": f"Bearer {entra.mint(elsewhere)}"}
        yield from ((f"sent to {elsewhere}", body, bearer) for body in activities(service_url=elsewhere))


async def test_nobody_gets_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each is told 401 or 403; nothing reaches assistant, store or connector."""
    async with door(tmp_path, monkeypatch) as at:
        knocks = list(intruders(at))
        statuses = [(name, body["type"], await at.knock(body, headers)) for name, body, headers in knocks]
    got_in = [knock for knock in statuses if knock[2] not in (401, 403)]
    assert len({name for name, _, _ in statuses}) >= 80
    assert len(statuses) >= 240
    assert got_in == []
    assert at.turns == 0
    assert at.connector.calls == []
    assert at.connector.rosters_read == 0
    assert at.rows.total() == 0
    assert len(at.rows) >= 8


async def test_whoever_may_gets_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Guards the count above against counting nothing."""
    async with door(tmp_path, monkeypatch) as at:
        for body in activities(service_url=at.connector.service_url):
            assert await at.knock(body, {"Authorization": f"Bearer {at.good()}"}) == 200
    assert at.turns == 3
    assert len(at.connector.calls) == 1
    assert (at.rows["answers"], at.rows["preferences"]) == (1, 1)


async def test_what_is_delivered_again_is_not_done_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same activity, at the same time, later, and with another text under the same id."""
    async with door(tmp_path, monkeypatch) as at:
        token = at.good()
        assert {*await asyncio.gather(*(at.bring(token, id="one") for _ in range(10)))} == {200}
        assert await at.bring(token, id="one") == 200
        assert await at.bring(at.good(), id="one", text="AADSTS50079") == 200
    assert at.turns == len(at.connector.calls) == at.rows["answers"] == 1


async def test_a_token_serves_nobody_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A good token, carried to another tenant, channel or service URL, under an id that was answered."""
    async with door(tmp_path, monkeypatch) as at:
        token = at.good()
        assert await at.bring(token, id="one") == 200
        other = {"conversation": {"id": "a:personal", "tenantId": OTHER_TENANT}, "channelData": None}
        assert await at.bring(token, id="one", **other) == 403
        assert await at.bring(token, id="one", channelId="webchat") == 401
        assert await at.bring(token, id="one", service_url="https://smba.trafficmanager.net/teams/") == 401
    assert at.turns == len(at.connector.calls) == 1


async def test_a_stolen_token_speaks_as_anybody_of_the_tenant_until_it_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bearer token is not bound to what was sent with it: this gets in, and the documentation says so.

    The answer goes to the channel, not to the thief.
    """
    async with door(tmp_path, monkeypatch) as at:
        stolen = at.good()
        elsewhere = {"conversation": {"id": "a:another", "tenantId": TENANT}, "id": "made up"}
        assert await at.bring(stolen, **elsewhere) == 200
        assert [call.conversation for call in at.connector.calls] == ["a:another"]
        ended = at.good(exp=int(time.time()) - 301)
        assert await at.bring(ended, **elsewhere) == 401
    assert at.turns == 1


async def test_two_tenants_with_equal_ids_are_two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was answered to one tenant is not handed to another under the same ids."""
    async with door(tmp_path, monkeypatch, allowed_tenants=(TENANT, OTHER_TENANT)) as at:
        assert await at.bring(at.good(), id="one") == 200
        other = {"conversation": {"id": "a:personal", "tenantId": OTHER_TENANT}, "channelData": None}
        assert await at.bring(at.good(), id="one", **other) == 200
    assert at.turns == 2


async def test_many_strangers_do_not_make_us_ask_for_keys_each_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with door(tmp_path, monkeypatch) as at:
        assert await at.bring(at.good()) == 200
        for number in range(50):
            token = at.entra.mint(at.connector.service_url, key_id=f"made-up-{number}")
            assert await at.bring(token) == 401
        assert at.entra.metadata_calls <= 2
