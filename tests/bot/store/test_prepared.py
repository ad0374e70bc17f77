"""A prepared INSERT takes whole rows, and says which column one lacks."""

import pytest
from sqlalchemy.dialects import sqlite
from sqlalchemy.dialects.sqlite import aiosqlite

from bot.store.prepared import Prepared
from bot.store.schema import tried, unknown_codes
from tests.bot.store.samples import NOON

DIALECT = aiosqlite.dialect()


def test_a_row_that_lacks_a_column_is_told() -> None:
    prepared = Prepared(sqlite.insert(tried), DIALECT)
    with pytest.raises(KeyError, match="answer_id"):
        prepared.values({"tenant": "contoso", "what": "reauthenticate", "at": NOON})


def test_constants_of_the_statement_take_their_places() -> None:
    upsert = sqlite.insert(unknown_codes).on_conflict_do_update(
        index_elements=["code"], set_={"count": unknown_codes.c.count + 1}
    )
    prepared = Prepared(upsert, DIALECT)
    row = {"code": "AADSTS1", "count": 7, "first_seen": NOON, "last_seen": NOON}
    assert prepared.sql.count("?") == 5
    values = prepared.values(row)
    assert (values[:2], values[-1]) == (("AADSTS1", 7), 1)
