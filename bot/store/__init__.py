"""Where Reconnect keeps things. The only place that knows SQLAlchemy."""

from bot.store.errors import StoreTooNew, StoreUnavailable
from bot.store.opening import Store, open_store

__all__ = ["Store", "StoreTooNew", "StoreUnavailable", "open_store"]
