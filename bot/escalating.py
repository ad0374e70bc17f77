"""Puts escalation together: what the dialogs work with, and the worker that tells people."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

from bot.deliveries import Addresses, DeliveryWorker, Maker, Pacer, Watch
from bot.expiring import expiring, expiry_in_use
from bot.settings import Settings
from bot.store import Store
from bot.teams import TeamsDirectory, TeamsLink
from bot.telemetry.spans import NO_SPANS, Spans
from dialogs.escalation.desk import Desk
from dialogs.escalation.drawing import Drawings
from dialogs.escalation.ports import Gathering
from dialogs.knowledge import Library
from dialogs.ports import Clock


@asynccontextmanager
async def escalating(
    settings: Settings,
    store: Store,
    link: TeamsLink,
    library: Library,
    clock: Clock,
    *,
    watch: Watch | None = None,
    spans: Spans = NO_SPANS,
) -> AsyncIterator[Desk]:
    """The desk, with a worker that makes its deliveries while this lasts; ``watch`` hears of each try."""
    desk = Desk(
        tickets=store.tickets,
        incidents=store.incidents,
        channels=store.channels,
        tried=store.tried,
        answers=store.answers,
        directory=TeamsDirectory(link.connector, store.channels, settings.admins),
        post=link.post,
        clock=clock,
        cloud=settings.cloud,
        language=settings.language,
        gathering=Gathering(
            people=settings.incident_people, within=timedelta(minutes=settings.incident_minutes)
        ),
        expiry=lambda: expiry_in_use(settings, link.token.credential_expires if link.token else None),
    )
    addresses = Addresses(
        store.tickets, store.incidents, store.channels, lambda entry_id: _category(library, entry_id)
    )
    maker = Maker(addresses, Pacer(store.sends, clock), Drawings(desk, library), link.post)
    async with DeliveryWorker(store.deliveries, maker, clock, watch=watch, spans=spans) as worker:
        desk = replace(desk, wake=worker.wake)
        async with expiring(desk, store.deliveries, settings.tenant_id):
            yield desk


def _category(library: Library, entry_id: str) -> str | None:
    entry = library.current.catalog.entry(entry_id)
    return entry.category.value if entry else None
