"""Where Reconnect keeps things. The only place that knows SQLAlchemy."""

from bot.store.address import shown_address
from bot.store.errors import StoreTooNew, StoreUnavailable
from bot.store.figures import Figures
from bot.store.migrating import found_schema
from bot.store.opening import Store, open_store
from bot.store.retention import Keeping, Retention
from bot.store.sends import Rate, Sends

__all__ = [
    "Figures",
    "Keeping",
    "Rate",
    "Retention",
    "Sends",
    "Store",
    "StoreTooNew",
    "StoreUnavailable",
    "found_schema",
    "open_store",
    "shown_address",
]
