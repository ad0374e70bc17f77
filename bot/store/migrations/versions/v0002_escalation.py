"""Escalation: tickets, their history, incidents, deliveries, admin channels; the paste with each answer."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_MOMENT = sa.DateTime(timezone=True)
_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_WAITING = sa.text("done_at IS NULL")


def upgrade() -> None:
    with op.batch_alter_table("answers") as answers:
        answers.add_column(sa.Column("paste", sa.Text(), nullable=False, server_default=""))
        answers.add_column(sa.Column("confidence", sa.Float()))
        answers.add_column(sa.Column("note", sa.Text()))
    _create_tickets()
    _create_history()
    _create_deliveries()
    _create_setup()


def _create_tickets() -> None:
    op.create_table(
        "counters",
        sa.Column("tenant", sa.String(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("tenant", name="pk_counters"),
    )
    op.create_table(
        "incidents",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("tenant", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("error", sa.String(), nullable=False),
        sa.Column("entry_id", sa.String()),
        sa.Column("opened_at", _MOMENT, nullable=False),
        sa.Column("changed_at", _MOMENT, nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("resolved_by", sa.String()),
        sa.Column("resolved_by_name", sa.String()),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("card_conversation", sa.String()),
        sa.Column("card_activity", sa.String()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_incidents"),
    )
    op.create_index("ix_incidents_tenant_error_state", "incidents", ["tenant", "error", "state"])
    op.create_table(
        "tickets",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("tenant", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("person_directory_id", sa.String()),
        sa.Column("person_name", sa.String()),
        sa.Column("service_url", sa.String(), nullable=False),
        sa.Column("conversation", sa.String(), nullable=False),
        sa.Column("error", sa.String()),
        sa.Column("entry_id", sa.String()),
        sa.Column("codes", sa.JSON(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("confidence", sa.Float()),
        sa.Column("product", sa.String()),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("tried", sa.JSON(), nullable=False),
        sa.Column("paste", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("opened_at", _MOMENT, nullable=False),
        sa.Column("changed_at", _MOMENT, nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("assignee", sa.String()),
        sa.Column("assignee_name", sa.String()),
        sa.Column("last_word", sa.Text()),
        sa.Column("last_word_by", sa.String()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.String()),
        sa.Column("person_card", sa.String()),
        sa.Column("admin_conversation", sa.String()),
        sa.Column("admin_activity", sa.String()),
        sa.PrimaryKeyConstraint("id", name="pk_tickets"),
        sa.ForeignKeyConstraint(["incident_id"], ["incidents.id"], name="fk_tickets_incident_id"),
        sa.UniqueConstraint("tenant", "number", name="uq_tickets_tenant_number"),
    )
    op.create_index("ix_tickets_tenant_person_opened_at", "tickets", ["tenant", "person", "opened_at"])
    op.create_index("ix_tickets_tenant_error_opened_at", "tickets", ["tenant", "error", "opened_at"])
    op.create_index("ix_tickets_tenant_state_opened_at", "tickets", ["tenant", "state", "opened_at"])
    op.create_index("ix_tickets_incident_id", "tickets", ["incident_id"])


def _create_history() -> None:
    op.create_table(
        "events",
        sa.Column("number", _NUMBER, nullable=False),
        sa.Column("ticket_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("actor_name", sa.String()),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("before", sa.String(), nullable=False),
        sa.Column("after", sa.String(), nullable=False),
        sa.Column("once", sa.String()),
        sa.PrimaryKeyConstraint("number", name="pk_events"),
        sa.ForeignKeyConstraint(["ticket_id"], ["tickets.id"], name="fk_events_ticket_id"),
        sa.UniqueConstraint("once", name="uq_events_once"),
    )
    op.create_index("ix_events_ticket_id_number", "events", ["ticket_id", "number"])
    op.create_table(
        "tried",
        sa.Column("number", _NUMBER, nullable=False),
        sa.Column("tenant", sa.String(), nullable=False),
        sa.Column("answer_id", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_tried"),
    )
    op.create_index("ix_tried_tenant_answer_id", "tried", ["tenant", "answer_id"])


def _create_deliveries() -> None:
    op.create_table(
        "deliveries",
        sa.Column("number", _NUMBER, nullable=False),
        sa.Column("tenant", sa.String(), nullable=False),
        sa.Column("ticket_id", sa.String()),
        sa.Column("incident_id", sa.String()),
        sa.Column("lane", sa.String(), nullable=False),
        sa.Column("target", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("key", sa.String()),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("due_at", _MOMENT, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("last_error", sa.Text()),
        sa.Column("taken_by", sa.String()),
        sa.Column("taken_until", _MOMENT),
        sa.Column("done_at", _MOMENT),
        sa.Column("outcome", sa.String()),
        sa.PrimaryKeyConstraint("number", name="pk_deliveries"),
        sa.ForeignKeyConstraint(["ticket_id"], ["tickets.id"], name="fk_deliveries_ticket_id"),
        sa.ForeignKeyConstraint(["incident_id"], ["incidents.id"], name="fk_deliveries_incident_id"),
    )
    op.create_index(
        "ix_deliveries_waiting_due_at",
        "deliveries",
        ["due_at"],
        sqlite_where=_WAITING,
        postgresql_where=_WAITING,
    )
    op.create_index(
        "ix_deliveries_waiting_lane",
        "deliveries",
        ["lane", "number"],
        sqlite_where=_WAITING,
        postgresql_where=_WAITING,
    )
    op.create_table(
        "sends",
        sa.Column("number", _NUMBER, nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_sends"),
    )
    op.create_index("ix_sends_subject_at", "sends", ["subject", "at"])
    op.create_index("ix_sends_at", "sends", ["at"])


def _create_setup() -> None:
    op.create_table(
        "channels",
        sa.Column("tenant", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("team", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("service_url", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("set_by", sa.String(), nullable=False),
        sa.Column("set_by_name", sa.String()),
        sa.Column("set_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("tenant", "category", name="pk_channels"),
    )
    op.create_table(
        "setup_codes",
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("valid_until", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("hash", name="pk_setup_codes"),
    )
