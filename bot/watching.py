"""Puts together what the operator can ask for: health and numbers."""

from bot.settings import Settings
from bot.store import Store
from bot.teams import TeamsLink
from bot.telemetry.health import (
    Readiness,
    check_catalog,
    check_credential,
    check_database,
    check_deliveries,
)
from bot.telemetry.observer import Observer
from bot.telemetry.reading import Gauges
from bot.telemetry.routes import Watched
from dialogs.escalation.desk import Desk
from dialogs.knowledge import Library


def watched(
    settings: Settings, observer: Observer, library: Library, store: Store, link: TeamsLink, desk: Desk
) -> Watched:
    """What ``/readyz`` and ``/metrics`` show of these parts."""
    token, clock = link.token, desk.clock
    readiness = Readiness(
        {
            "database": lambda: check_database(store.figures.ping),
            "catalog": lambda: check_catalog(len(library.current.catalog.entries)),
            "credential": lambda: check_credential(token),
            "deliveries": lambda: check_deliveries(store.deliveries.oldest_due, clock.now()),
        }
    )
    gauges = Gauges(observer.metrics, store, lambda: token.state if token else None, desk.expiry, clock)
    return Watched(observer.metrics, gauges, readiness, settings.metrics_token.get_secret_value())
