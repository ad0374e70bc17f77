"""The tables as they are today. ``migrations/`` is how they came to be; a test holds the two together."""

from typing import Final

from sqlalchemy import (
    JSON,
    Column,
    Connection,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TextClause,
    UniqueConstraint,
    event,
    text,
)

from bot.store.columns import NUMBER, Moment, metadata

__all__ = [
    "SCHEMA_VERSION",
    "answers",
    "channels",
    "counters",
    "deliveries",
    "events",
    "incidents",
    "metadata",
    "preferences",
    "sends",
    "setup_codes",
    "tickets",
    "tried",
    "unknown_codes",
]

SCHEMA_VERSION = "0003"
"""The newest migration."""
_WHERE: Final = "where"


def _partial(name: str, *columns: str, where: TextClause) -> Index:
    """An index of some rows alone. PostgreSQL hears of it when tables are made there, and no sooner:
    to name it here would read all of its dialect at each start.
    """
    return Index(name, *columns, sqlite_where=where, info={_WHERE: where})


@event.listens_for(metadata, "before_create")
def _tell_postgresql(made: MetaData, connection: Connection, **_about: object) -> None:
    if connection.dialect.name == "postgresql":
        for index in (index for table in made.tables.values() for index in table.indexes):
            index.dialect_options["postgresql"]["where"] = index.info.get(_WHERE)


preferences = Table(
    "preferences",
    metadata,
    Column("tenant", String, primary_key=True),
    Column("person", String, primary_key=True),
    Column("language", String, nullable=False),
    Column("set_at", Moment, nullable=False),
)

HAS_WORDS = text("(paste <> '' OR note IS NOT NULL)")
"""Answers that still hold what somebody pasted or wrote."""

answers = Table(
    "answers",
    metadata,
    # The order of arrival, which settles equal times.
    Column("number", NUMBER, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("tenant", String, nullable=False),
    Column("person", String, nullable=False),
    Column("conversation", String, nullable=False),
    Column("outcome", String, nullable=False),
    Column("entry_id", String),
    Column("codes", JSON, nullable=False),
    Column("product", String),
    Column("language", String, nullable=False),
    Column("details", JSON, nullable=False),
    Column("given_at", Moment, nullable=False),
    # The beginning of what was pasted, with its secrets removed.
    Column("paste", Text, nullable=False, server_default=""),
    Column("confidence", Float),
    Column("note", Text),
    Index(None, "tenant", "person", "conversation", "given_at"),
    Index(None, "given_at"),
    _partial("ix_answers_words_given_at", "given_at", where=HAS_WORDS),
)

unknown_codes = Table(
    "unknown_codes",
    metadata,
    Column("code", String, primary_key=True),
    Column("count", Integer, nullable=False),
    Column("first_seen", Moment, nullable=False),
    Column("last_seen", Moment, nullable=False),
)

counters = Table(
    "counters",
    metadata,
    # Locking a tenant's row puts whatever opens tickets there in a line.
    Column("tenant", String, primary_key=True),
    Column("value", Integer, nullable=False),
)

incidents = Table(
    "incidents",
    metadata,
    Column("id", String, primary_key=True),
    Column("tenant", String, nullable=False),
    Column("number", Integer, nullable=False),
    Column("error", String, nullable=False),
    Column("entry_id", String),
    Column("opened_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Column("count", Integer, nullable=False),
    Column("state", String, nullable=False),
    Column("resolved_by", String),
    Column("resolved_by_name", String),
    Column("note", Text, nullable=False),
    Column("card_conversation", String),
    Column("card_activity", String),
    Column("version", Integer, nullable=False),
    Index(None, "tenant", "error", "state"),
)

tickets = Table(
    "tickets",
    metadata,
    Column("id", String, primary_key=True),
    Column("tenant", String, nullable=False),
    # Small, per tenant, shared with the incidents.
    Column("number", Integer, nullable=False),
    # The person's key; then what the channel and Entra call them.
    Column("person", String, nullable=False),
    Column("person_id", String, nullable=False),
    Column("person_directory_id", String),
    Column("person_name", String),
    # Where the person can be told something.
    Column("service_url", String, nullable=False),
    Column("conversation", String, nullable=False),
    # The entry, else the code: what makes two tickets be about the same.
    Column("error", String),
    Column("entry_id", String),
    Column("codes", JSON, nullable=False),
    Column("outcome", String, nullable=False),
    Column("confidence", Float),
    Column("product", String),
    Column("language", String, nullable=False),
    Column("details", JSON, nullable=False),
    Column("tried", JSON, nullable=False),
    # What people wrote, with its secrets removed.
    Column("paste", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("opened_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Column("state", String, nullable=False),
    Column("assignee", String),
    Column("assignee_name", String),
    Column("last_word", Text),
    Column("last_word_by", String),
    # Grows with each change; a change is made only to the version it was decided on.
    Column("version", Integer, nullable=False),
    Column("incident_id", String, ForeignKey("incidents.id")),
    Column("person_card", String),
    Column("admin_conversation", String),
    Column("admin_activity", String),
    # Since when nothing personal is left of it.
    Column("erased_at", Moment),
    UniqueConstraint("tenant", "number"),
    Index(None, "tenant", "person", "opened_at"),
    Index(None, "tenant", "error", "opened_at"),
    Index(None, "tenant", "state", "opened_at"),
    Index(None, "incident_id"),
    Index(None, "assignee"),
    Index(None, "changed_at"),
    Index(None, "erased_at"),
)

events = Table(
    "events",
    metadata,
    # The order in which things happened.
    Column("number", NUMBER, primary_key=True),
    Column("ticket_id", String, ForeignKey("tickets.id"), nullable=False),
    Column("kind", String, nullable=False),
    Column("actor", String, nullable=False),
    Column("actor_name", String),
    Column("at", Moment, nullable=False),
    Column("text", Text, nullable=False),
    Column("before", String, nullable=False),
    Column("after", String, nullable=False),
    # Names the press or message that asked for it, so that it is done once.
    Column("once", String, unique=True),
    Index(None, "ticket_id", "number"),
    Index(None, "actor"),
)

_WAITING = text("done_at IS NULL")

deliveries = Table(
    "deliveries",
    metadata,
    Column("number", NUMBER, primary_key=True),
    Column("tenant", String, nullable=False),
    Column("ticket_id", String, ForeignKey("tickets.id")),
    Column("incident_id", String, ForeignKey("incidents.id")),
    # Deliveries of one lane are made one after the other, in the order of their numbers.
    Column("lane", String, nullable=False),
    Column("target", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("payload", JSON, nullable=False),
    Column("key", String),
    Column("created_at", Moment, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("last_error", Text),
    # Whoever makes it, and until when nobody else may.
    Column("taken_by", String),
    Column("taken_until", Moment),
    # Made ("made") or given up ("given up"); empty while it waits.
    Column("done_at", Moment),
    Column("outcome", String),
    # A line that was sent, so that it can be emptied later; cards are found by their ticket or incident.
    Column("sent_conversation", String),
    Column("sent_activity", String),
    Index(None, "ticket_id"),
    Index(None, "incident_id"),
    _partial("ix_deliveries_waiting_due_at", "due_at", where=_WAITING),
    _partial("ix_deliveries_waiting_lane", "lane", "number", where=_WAITING),
)

channels = Table(
    "channels",
    metadata,
    Column("tenant", String, primary_key=True),
    # Empty: everything that no other channel takes.
    Column("category", String, primary_key=True),
    Column("team", String, nullable=False),
    Column("channel", String, nullable=False),
    Column("service_url", String, nullable=False),
    Column("name", String, nullable=False),
    Column("set_by", String, nullable=False),
    Column("set_by_name", String),
    Column("set_at", Moment, nullable=False),
)

setup_codes = Table(
    "setup_codes",
    metadata,
    # SHA-256 of the code, in hexadecimal; the code itself is kept nowhere.
    Column("hash", String, primary_key=True),
    Column("valid_until", Moment, nullable=False),
)

tried = Table(
    "tried",
    metadata,
    Column("number", NUMBER, primary_key=True),
    Column("tenant", String, nullable=False),
    Column("answer_id", String, nullable=False),
    Column("what", String, nullable=False),
    Column("at", Moment, nullable=False),
    Index(None, "tenant", "answer_id"),
    Index(None, "at"),
)

sends = Table(
    "sends",
    metadata,
    # What was sent when, by what the platform's rates are counted on: a conversation, a tenant.
    Column("number", NUMBER, primary_key=True),
    Column("subject", String, nullable=False),
    Column("at", Moment, nullable=False),
    Index(None, "subject", "at"),
    Index(None, "at"),
)
