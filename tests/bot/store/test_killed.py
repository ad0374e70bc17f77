"""A replica that is killed in the middle of things holds nobody up and takes nothing with it."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.store import open_store
from dialogs.escalation.model import Action, Ticket
from tests.bot.store.escalating import acted, opened, somebody, take
from tests.dialogs.escalation.samples import DANA

ROOT = Path(__file__).parents[3]
TAKING = """
    await take(store, "killed", limit=3)
"""
CHANGING = """
    def stop(opened):
        print("inside", flush=True)
        time.sleep(60)
    await store.tickets.open(draft(), stop)
"""
_SCRIPT = """
import asyncio, sys, time
from bot.store import open_store
from tests.bot.store.escalating import take
from tests.dialogs.escalation.samples import draft

async def main():
  async with open_store(sys.argv[1]) as store:
    {doing}
    print("inside", flush=True)
    await asyncio.sleep(60)

asyncio.run(main())
"""


@asynccontextmanager
async def killed_while(doing: str, address: str) -> AsyncIterator[None]:
    """Another process, killed without a chance to clean up as soon as it is where ``doing`` leads."""
    script = _SCRIPT.format(doing=doing.strip())
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", script, address, cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    async with asyncio.timeout(60):
        assert await process.stdout.readline() == b"inside\n"
        process.kill()
        await process.communicate()
    yield


async def test_what_a_killed_replica_had_taken_is_made_by_another(address: str) -> None:
    async with open_store(address) as store:
        for number in range(5):
            await opened(store, person=somebody(number))
        async with killed_while(TAKING, address):
            free = await take(store, "alive")
            assert len(free) == 2
            rest = await take(store, "alive", minutes=60.6)
        assert len({delivery.id for delivery in rest}) == 5
        assert await store.deliveries.waiting() == 5


async def test_a_replica_killed_inside_a_transaction_leaves_no_trace_and_no_lock(address: str) -> None:
    async with open_store(address) as store:
        ticket = await opened(store, entry_id="earlier")
        async with killed_while(CHANGING, address), asyncio.timeout(30):
            assert [found.id for found in await store.tickets.search("contoso")] == [ticket.id]
            assert (await opened(store)).number == 2
            changed = await store.tickets.change(acted(ticket, Action.CLAIM, DANA))
            assert isinstance(changed, Ticket)
