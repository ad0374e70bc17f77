"""Privacy: when a language was chosen and a ticket emptied, where lines went, and indexes by age."""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_MOMENT = sa.DateTime(timezone=True)
_HAS_WORDS = sa.text("(paste <> '' OR note IS NOT NULL)")
_INDEXES = {
    "answers": (("given_at",),),
    "deliveries": (("ticket_id",), ("incident_id",)),
    "events": (("actor",),),
    "tickets": (("assignee",), ("changed_at",), ("erased_at",)),
    "tried": (("at",),),
}


def upgrade() -> None:
    _add_when_languages_were_chosen()
    with op.batch_alter_table("tickets") as tickets:
        tickets.add_column(sa.Column("erased_at", _MOMENT))
    with op.batch_alter_table("deliveries") as deliveries:
        deliveries.add_column(sa.Column("sent_conversation", sa.String()))
        deliveries.add_column(sa.Column("sent_activity", sa.String()))
    for table, indexes in _INDEXES.items():
        for columns in indexes:
            op.create_index(f"ix_{table}_{'_'.join(columns)}", table, list(columns))
    op.create_index(
        "ix_answers_words_given_at",
        "answers",
        ["given_at"],
        sqlite_where=_HAS_WORDS,
        postgresql_where=_HAS_WORDS,
    )


def _add_when_languages_were_chosen() -> None:
    """Nobody knows for those that are there, so their time begins now."""
    with op.batch_alter_table("preferences") as preferences:
        preferences.add_column(sa.Column("set_at", _MOMENT))
    there = sa.table("preferences", sa.column("set_at", _MOMENT))
    op.execute(there.update().values(set_at=datetime.now(UTC)))
    with op.batch_alter_table("preferences") as preferences:
        preferences.alter_column("set_at", existing_type=_MOMENT, nullable=False)
