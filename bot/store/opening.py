"""Opening the store, and the store that is opened."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import URL, insert

from bot.store.address import is_sqlite, parse_address, shown
from bot.store.answers import StoredAnswers
from bot.store.channels import StoredChannels
from bot.store.database import Database
from bot.store.deliveries import StoredDeliveries
from bot.store.errors import StoreUnavailable
from bot.store.figures import StoredFigures
from bot.store.incidents import QuietErrors, StoredIncidents
from bot.store.migrating import migrate
from bot.store.people import StoredPeople
from bot.store.preferences import StoredPreferences
from bot.store.retention import Retention
from bot.store.schema import SCHEMA_VERSION, unknown_codes
from bot.store.sends import Sends
from bot.store.tickets import StoredTickets
from bot.store.tried import StoredTried
from bot.store.unknown_codes import StoredUnknownCodes
from bot.store.writer import Writer
from bot.telemetry.spans import NO_SPANS, Spans
from dialogs.escalation.model import Event, Ticket
from dialogs.escalation.ports import Channels, Deliveries, Incidents, Tickets, Tried
from dialogs.ports import Answers, People, Preferences, UnknownCodes


class Store:
    """Everything that Reconnect keeps."""

    schema_version = SCHEMA_VERSION

    def __init__(self, database: Database, writer: Writer) -> None:
        self._database = database
        self._writer = writer
        chosen = StoredPreferences(database)
        self.preferences: Preferences = chosen
        self.answers: Answers = StoredAnswers(database, writer)
        self.unknown_codes: UnknownCodes = StoredUnknownCodes(database, writer)
        self.tried: Tried = StoredTried(database, writer)
        quiet = QuietErrors()
        self._tickets = StoredTickets(database, quiet)
        self.tickets: Tickets = self._tickets
        self.incidents: Incidents = StoredIncidents(database, quiet)
        self.deliveries: Deliveries = StoredDeliveries(database)
        self.channels: Channels = StoredChannels(database)
        self.sends = Sends(database)
        self.figures = StoredFigures(database)
        self.retention = Retention(database)
        self.people: People = StoredPeople(database, writer, chosen)

    @property
    def address(self) -> str:
        """Where the database is, without the password."""
        return self._database.shown

    @property
    def backlog(self) -> int:
        """Rows taken and not yet stored: a few, unless the database is in trouble."""
        return self._writer.backlog

    def journal(self, *, tenant: str | None = None) -> AsyncIterator[tuple[Ticket, Event]]:
        """Every event of every ticket, oldest first, with the ticket as it now is."""
        return self._tickets.journal(tenant=tenant)

    async def flush(self) -> None:
        """Wait a moment until everything taken so far is stored."""
        await self._writer.flush()

    async def check(self) -> None:
        """Write a row and take it back. Raises StoreUnavailable if the database does not let us."""
        now = datetime.now(UTC)
        probe = insert(unknown_codes).values(code="", count=0, first_seen=now, last_seen=now)
        async with self._database.writing("write to the database") as connection:
            await connection.execute(probe)
            await connection.rollback()


@asynccontextmanager
async def open_store(address: str, *, spans: Spans = NO_SPANS) -> AsyncIterator[Store]:
    """Open the database, bring its tables up to date, and close it again with nothing left unwritten.

    Raises ValueError for an address that cannot be used, StoreUnavailable and StoreTooNew.
    """
    url = parse_address(address)
    _make_folder(url)
    await migrate(url)
    database = Database(url, spans=spans)
    try:
        async with Writer(database) as writer:
            yield Store(database, writer)
    finally:
        await database.close()


def _make_folder(url: URL) -> None:
    if not is_sqlite(url) or url.database is None:
        return
    try:
        Path(url.database).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StoreUnavailable(doing="make a folder for the database", database=shown(url)) from error
