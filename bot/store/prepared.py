"""Statements that store many rows, without the work that SQLAlchemy does anew for each of them."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from sqlalchemy import Dialect, Table

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql, sqlite

Insert: TypeAlias = "sqlite.Insert | postgresql.Insert"
"""An INSERT that can say ON CONFLICT. Both databases spell it alike."""
Row = Mapping[str, Any]
"""Values by the names of their columns; the database counts the rows itself."""


class Prepared:
    """An INSERT of whole rows, written out for the driver."""

    def __init__(self, statement: Insert, dialect: Dialect) -> None:
        table = cast("Table", statement.table)
        columns = [column.name for column in table.columns if column is not table.autoincrement_column]
        compiled = statement.inline().compile(dialect=dialect, column_keys=columns)
        self.table = table.name
        self.sql = str(compiled)
        self._constants = {
            name: value for name, value in compiled.params.items() if not compiled.binds[name].required
        }
        self._processors = [
            (name, compiled.binds[name].type.dialect_impl(dialect).bind_processor(dialect))
            for name in compiled.positiontup or ()
        ]

    def values(self, row: Row) -> tuple[Any, ...]:
        """The row as the driver takes it. Raises KeyError where a column is missing, ValueError."""
        given = {**self._constants, **row}
        return tuple([process(given[name]) if process else given[name] for name, process in self._processors])
