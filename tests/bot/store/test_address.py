"""Which addresses are understood."""

from pathlib import Path

import pytest

from bot.store.address import parse_address, sqlite_address


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+asyncpg"])
def test_postgresql_may_be_written_in_several_ways(scheme: str) -> None:
    url = parse_address(f"{scheme}://ada:secret@db.example/reconnect")
    assert url.render_as_string() == "postgresql+asyncpg://ada:***@db.example/reconnect"


def test_ssl_may_be_asked_for_as_hosting_providers_write_it() -> None:
    assert parse_address("postgres://db.example/reconnect?sslmode=require").query == {"ssl": "require"}


@pytest.mark.parametrize("scheme", ["sqlite", "sqlite+aiosqlite"])
def test_sqlite_names_a_file(scheme: str) -> None:
    assert parse_address(f"{scheme}:///data/reconnect.sqlite3").database == "data/reconnect.sqlite3"


def test_the_address_of_a_file_leads_back_to_it() -> None:
    path = Path("/srv/with space?#%/reconnect.sqlite3")
    assert parse_address(sqlite_address(path)).database == str(path)


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("mysql://ada:secret@db.example/reconnect", "not mysql:"),
        ("reconnect.sqlite3", "cannot be read"),
        ("postgresql://ada:secret@db.example:port/reconnect", "cannot be read"),
        ("sqlite://", "names no file"),
        ("sqlite:///:memory:", "names no file"),
    ],
)
def test_anything_else_is_refused_without_showing_the_password(address: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence) as caught:
        parse_address(address)
    assert "secret" not in str(caught.value)
