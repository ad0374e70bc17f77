"""What was sent where and when, so that all replicas together keep under the platform's rates."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, func, insert, select

from bot.store.database import Database
from bot.store.schema import sends


@dataclass(frozen=True, slots=True)
class Rate:
    """At most so many sends within any so many seconds."""

    sends: int
    seconds: float


_NTH_LATEST = (
    select(sends.c.at)
    .where(sends.c.subject == bindparam("subject"))
    .order_by(sends.c.at.desc())
    .offset(bindparam("before"))
    .limit(1)
)
_LOCKS = 1  # PostgreSQL's locks of two numbers: the first says that they are ours
_PRUNE_EVERY = timedelta(minutes=1)


class Sends:
    """A ledger of sends, past and promised, by subject: a conversation, say, or a whole tenant."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._pruned_at: datetime | None = None

    async def reserve(
        self, limits: Mapping[str, Sequence[Rate]], *, earliest: datetime, latest: datetime
    ) -> datetime:
        """The first moment from ``earliest`` on at which each subject's rates allow one more send.

        It is taken if it is not after ``latest``; otherwise nothing is kept. Raises StoreUnavailable.
        """
        longest = max(rate.seconds for rates in limits.values() for rate in rates)
        async with self._database.writing("keep to the platform's rates") as connection:
            if not self._database.is_sqlite:  # SQLite has one writer at a time
                for subject in sorted(limits):
                    await connection.execute(
                        select(func.pg_advisory_xact_lock(_LOCKS, func.hashtext(subject)))
                    )
            turn = earliest
            for subject, rates in limits.items():
                for rate in rates:
                    wanted = {"subject": subject, "before": rate.sends - 1}
                    nth = await connection.scalar(_NTH_LATEST, wanted)
                    turn = max(turn, nth + timedelta(seconds=rate.seconds)) if nth else turn
            if turn <= latest:
                rows = [{"subject": subject, "at": turn} for subject in limits]
                await connection.execute(insert(sends), rows)
            if self._pruned_at is None or earliest - self._pruned_at > _PRUNE_EVERY:
                self._pruned_at = earliest
                gone = earliest - timedelta(seconds=longest)
                await connection.execute(delete(sends).where(sends.c.at < gone))
        return turn
