"""Reading the address of a database."""

from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

_DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "sqlite+aiosqlite": "sqlite+aiosqlite",
    "postgres": "postgresql+asyncpg",
    "postgresql": "postgresql+asyncpg",
    "postgresql+asyncpg": "postgresql+asyncpg",
}

_SECRET = ("pass", "pwd", "secret", "token", "key")
"""What the name of a parameter holds whose value nobody shall see."""


def sqlite_address(path: Path) -> str:
    """The address of a SQLite file."""
    return URL.create("sqlite+aiosqlite", database=str(path)).render_as_string()


def parse_address(address: str) -> URL:
    """Read an address such as ``sqlite:///reconnect.sqlite3`` or ``postgres://user@host/name``.

    Raises ValueError, with a sentence for the operator that shows no password.
    """
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):
        raise ValueError("The database address cannot be read: it looks like postgresql://…") from None
    driver = _DRIVERS.get(url.drivername)
    if driver is None:
        raise ValueError(f"The database address starts with sqlite: or postgresql:, not {url.drivername}:")
    url = url.set(drivername=driver)
    if not is_sqlite(url):
        return _with_ssl(url)
    if not url.database or url.database == ":memory:":
        raise ValueError("The database address names no file: it looks like sqlite:///reconnect.sqlite3")
    return url


def shown(url: URL) -> str:
    """The address as it may be shown: without its password, wherever that stands."""
    hidden = {name: "***" for name in url.query if any(part in name.casefold() for part in _SECRET)}
    return url.update_query_dict(hidden).render_as_string(hide_password=True)


def shown_address(address: str) -> str:
    """``address`` as it may be shown, whether it can be used or not."""
    try:
        return shown(make_url(address))
    except (ArgumentError, ValueError):
        return "(cannot be read)"


def is_sqlite(url: URL) -> bool:
    """Whether this is a SQLite file rather than PostgreSQL."""
    return url.get_backend_name() == "sqlite"


def _with_ssl(url: URL) -> URL:
    """Hosting providers write ``sslmode``, as libpq does; asyncpg calls it ``ssl``."""
    if "sslmode" not in url.query:
        return url
    return url.difference_update_query(["sslmode"]).update_query_dict({"ssl": url.query["sslmode"]})
