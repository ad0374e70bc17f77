"""Which channels receive tickets, and the codes with which one is set."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, delete, insert, or_, select, update

from bot.store.database import Database
from bot.store.schema import channels, deliveries, incidents, setup_codes, tickets
from bot.store.ticket_changes import IS_OPEN
from bot.store.ticket_rows import clean
from dialogs.escalation.model import Actor, IncidentState
from dialogs.escalation.outbox import AdminChannel, DeliveryKind, Target

_LETTERS: Final = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # nothing that is easily misread
_LENGTH: Final = 12  # characters of a code: 59 bits


class StoredChannels:
    """Admin channels and setup codes in the database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        replacing = database.insert(channels)
        keys = ["tenant", "category"]
        values = {
            column.name: replacing.excluded[column.name] for column in channels.c if column.name not in keys
        }
        self._upsert = replacing.on_conflict_do_update(index_elements=keys, set_=values)

    async def set(self, channel: AdminChannel) -> None:
        """Send this category here; what waited is due at once, and so is what could not be shown so far.

        Raises StoreUnavailable.
        """
        waiting = (
            select(deliveries.c.number)
            .where(
                deliveries.c.tenant == channel.tenant,
                deliveries.c.target.in_([Target.CHANNEL, Target.THREAD]),
                deliveries.c.done_at.is_(None),
                deliveries.c.taken_by.is_(None),
                deliveries.c.due_at > channel.set_at,
            )
            .with_for_update(skip_locked=True)  # so that nobody waits in a circle
        )
        hurried = update(deliveries).where(deliveries.c.number.in_(waiting))
        revived = update(deliveries).where(_was_never_shown(channel.tenant))
        async with self._database.writing("set an admin channel") as connection:
            await connection.execute(self._upsert, _row(channel))
            await connection.execute(revived.values(done_at=None, outcome=None, due_at=channel.set_at))
        # Only now: what is in somebody's hands just now looks for the channel once it is put down.
        async with self._database.writing("hurry what waited for a channel") as connection:
            await connection.execute(hurried.values(due_at=channel.set_at))

    async def get(self, tenant: str, category: str | None = None) -> AdminChannel | None:
        """The category's own channel, else the default one. Raises StoreUnavailable."""
        query = (
            select(channels)
            .where(channels.c.tenant == tenant, channels.c.category.in_(["", category or ""]))
            .order_by(channels.c.category.desc())
            .limit(1)
        )
        async with self._database.reading("look up the admin channel") as connection:
            row = (await connection.execute(query)).mappings().first()
        return None if row is None else _channel(row)

    async def all(self, tenant: str | None = None) -> Sequence[AdminChannel]:
        """Every channel set, the default one of a tenant first. Raises StoreUnavailable."""
        query = select(channels).order_by(channels.c.tenant, channels.c.category)
        if tenant is not None:
            query = query.where(channels.c.tenant == tenant)
        async with self._database.reading("list the admin channels") as connection:
            return [_channel(row) for row in (await connection.execute(query)).mappings()]

    async def new_code(self, *, at: datetime, valid: timedelta) -> str:
        """A code to be used once; only its hash is kept. Raises StoreUnavailable."""
        code = "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
        async with self._database.writing("make a setup code") as connection:
            await connection.execute(delete(setup_codes).where(setup_codes.c.valid_until <= at))
            row = {"hash": _hash(code), "valid_until": at + valid}
            await connection.execute(insert(setup_codes), row)
        return code

    async def use_code(self, code: str, *, at: datetime) -> bool:
        """Whether the code was valid until now. Raises StoreUnavailable."""
        using = delete(setup_codes).where(setup_codes.c.hash == _hash(code), setup_codes.c.valid_until > at)
        async with self._database.writing("use a setup code") as connection:
            return bool((await connection.execute(using)).rowcount)


def _was_never_shown(tenant: str) -> ColumnElement[bool]:
    """The cards that were given up, of what is open and stands in no channel: its channel was gone, say."""
    shown_nowhere = select(tickets.c.id).where(
        tickets.c.tenant == tenant, IS_OPEN, tickets.c.admin_activity.is_(None)
    )
    outages = select(incidents.c.id).where(
        incidents.c.tenant == tenant,
        incidents.c.state == IncidentState.OPEN,
        incidents.c.card_activity.is_(None),
    )
    about_ticket = and_(deliveries.c.incident_id.is_(None), deliveries.c.ticket_id.in_(shown_nowhere))
    return and_(
        deliveries.c.tenant == tenant,
        deliveries.c.target == Target.CHANNEL,
        deliveries.c.kind == DeliveryKind.CARD,
        deliveries.c.outcome == "given up",
        or_(about_ticket, deliveries.c.incident_id.in_(outages)),
    )


def _hash(code: str) -> str:
    return sha256(clean(code).strip().upper().encode()).hexdigest()


def _row(channel: AdminChannel) -> dict[str, Any]:
    return {
        "tenant": channel.tenant,
        "category": channel.category or "",
        "team": channel.team,
        "channel": channel.channel,
        "service_url": channel.service_url,
        "name": clean(channel.name),
        "set_by": channel.set_by.key,
        "set_by_name": channel.set_by.name,
        "set_at": channel.set_at,
    }


def _channel(row: Mapping[Any, Any]) -> AdminChannel:
    same = ("tenant", "team", "channel", "service_url", "name", "set_at")
    return AdminChannel(
        **{name: row[name] for name in same},
        set_by=Actor(row["set_by"], row["set_by_name"]),
        category=row["category"] or None,
    )
