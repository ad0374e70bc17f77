"""The numbers, in a registry of their own. Every label has few values, and none comes from a person."""

import platform
from importlib.metadata import version
from math import nan
from typing import Final

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    GCCollector,
    Histogram,
    Info,
    PlatformCollector,
    ProcessCollector,
)

_SECONDS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
_SURENESS: Final = (0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.99, 1.0)


class Metrics:
    """Every metric. ``docs/operations.md`` lists them, and a test holds that list to this class."""

    def __init__(self) -> None:
        self.registry = registry = CollectorRegistry()
        self.turns = Counter(
            "reconnect_turns",
            "Turns, by what came in and what came of it, as in the log.",
            ["kind", "outcome"],
            registry=registry,
        )
        self.turn_seconds = Histogram(
            "reconnect_turn_seconds",
            "How long the channel waited for a turn, sending the answer included.",
            ["kind"],
            buckets=_SECONDS,
            registry=registry,
        )
        self.confidence = Histogram(
            "reconnect_match_confidence",
            "How sure the best match of a paste was, from 0 to 1.",
            buckets=_SURENESS,
            registry=registry,
        )
        self.calls = Counter(
            "reconnect_calls",
            "Calls to the messages endpoint, by the HTTP status they got.",
            ["status"],
            registry=registry,
        )
        self.channel_calls = Counter(
            "reconnect_channel_calls",
            "Calls to the channel, by the HTTP status it answered, or none.",
            ["method", "status"],
            registry=registry,
        )
        self.deliveries = Counter(
            "reconnect_delivery_attempts",
            "Tries to make a delivery: made, postponed after a failure, put_back for later, or given_up.",
            ["target", "result"],
            registry=registry,
        )
        self.deliveries_waiting = Gauge(
            "reconnect_deliveries_waiting",
            "Deliveries neither made nor given up, of all replicas.",
            registry=registry,
        )
        self.delivery_age = Gauge(
            "reconnect_delivery_oldest_age_seconds",
            "Age of the oldest delivery that waits, for whatever reason.",
            registry=registry,
        )
        self.delivery_due = Gauge(
            "reconnect_delivery_oldest_due_seconds",
            "For how long the oldest delivery has been due without anybody taking it.",
            registry=registry,
        )
        self.tickets = Gauge("reconnect_tickets", "Tickets, by state.", ["state"], registry=registry)
        self.incidents = Gauge("reconnect_incidents_open", "Incidents that last.", registry=registry)
        self.database_up = Gauge(
            "reconnect_database_up",
            "1 where the database answered; where it did not, what is read from it is NaN.",
            registry=registry,
        )
        self.backlog = Gauge(
            "reconnect_store_backlog_rows",
            "Rows taken and not yet stored: a few, unless the database is in trouble.",
            registry=registry,
        )
        self.catalog = Info("reconnect_catalog", "The version of the catalog in use.", registry=registry)
        self.entries = Gauge("reconnect_catalog_entries", "Entries of the catalog.", registry=registry)
        self.reloads = Counter(
            "reconnect_catalog_reloads",
            "Times that the catalog was read again: done, or refused because of problems.",
            ["result"],
            registry=registry,
        )
        self.token_age = Gauge(
            "reconnect_token_age_seconds", "Age of the token from Entra.", registry=registry
        )
        self.token_remaining = Gauge(
            "reconnect_token_remaining_seconds",
            "For how long the token from Entra is still good; NaN without credentials.",
            registry=registry,
        )
        self.credential_expires = Gauge(
            "reconnect_credential_expires_timestamp_seconds",
            "When the client secret or certificate ends; NaN where that is not known.",
            registry=registry,
        )
        self.credential_expires.set(nan)
        self.build = Info("reconnect_build", "What is running.", registry=registry)
        self.build.info({"version": version("reconnect"), "python": platform.python_version()})
        ProcessCollector(registry=registry)
        PlatformCollector(registry=registry)
        GCCollector(registry=registry)
