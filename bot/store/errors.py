"""What can go wrong with the store."""


class StoreUnavailable(Exception):  # noqa: N818 - named for the state, as it is spoken of
    """The database cannot be reached, or does not take what is written now; trying later may help.

    ``doing`` is what was being done, ``database`` its address without the password.
    """

    def __init__(self, *, doing: str, database: str) -> None:
        super().__init__(f"Could not {doing}: the database at {database} is not available.")
        self.doing = doing
        self.database = database


class StoreTooNew(Exception):  # noqa: N818
    """The database was written by a newer version of Reconnect; this one must not touch it."""

    def __init__(self, *, found: str, known: str, database: str) -> None:
        super().__init__(
            f"The database at {database} has schema {found}, but this version of Reconnect knows only"
            f" {known}: install the newer version again, or use another database."
        )
        self.found = found
        self.known = known
        self.database = database
