"""Due rows: what happens by the time alone, each taken by one process."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, select, tuple_, update

from bot.ports import Due
from storage import tables
from storage.leases import Leases, is_free


class DueRows(Leases):
    """What falls due, one row an investment or a person; who works on it moves it on."""

    def fall_due(
        self, upto: datetime, now: datetime, limit: int, lease_seconds: float, kinds: Sequence[str]
    ) -> list[Due]:
        """Take what is due by then, the longest due first, under a lease that begins now.

        `upto` may be another clock's time than `now`. What another process holds is left to it, and
        what is due in a workspace that put us out waits until it lets us in again.
        """
        kept, known = tables.due, tables.installations
        away = select(known.c.workspace).where(known.c.removed_at.is_not(None))
        key = (kept.c.workspace, kept.c.kind, kept.c.ref)
        waiting = (
            select(*key)
            .where(kept.c.due_at <= upto, is_free(kept, now), kept.c.kind.in_(kinds))
            .where(kept.c.workspace.not_in(away))
            .order_by(kept.c.due_at, *key)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        taken = (
            update(kept)
            .where(tuple_(*key).in_(waiting))
            .values(self._lease(kept, now, lease_seconds))
            .returning(*key, kept.c.due_at, kept.c.attempts)
        )
        with self._transaction() as connection:
            rows = connection.execute(taken).all()
        found = [
            Due(row.workspace, row.kind, row.ref, row.due_at, row.attempts - 1) for row in rows
        ]
        return sorted(found, key=lambda one: (one.due_at, *one))

    def next_due(self, after: datetime) -> datetime | None:
        """The first moment after this one at which anything falls due; None where nothing will."""
        kept = tables.due
        first = select(kept.c.due_at).where(kept.c.due_at > after).order_by(kept.c.due_at).limit(1)
        with self._transaction() as connection:
            return connection.scalar(first)

    def due_failed(self, row: Due, retry_at: datetime) -> None:
        """Give a row back, to be tried again from then on, unless it was moved on or is in other
        hands by now.
        """
        self._hold_until([row], lease_until=retry_at, holder=None)

    def due_untried(self, rows: Sequence[Due], retry_at: datetime) -> None:
        """Give rows back that could not be worked on, without counting it; as above."""
        before = tables.due.c.attempts - 1
        self._hold_until(rows, lease_until=retry_at, holder=None, attempts=before)

    def due_kept(self, rows: Sequence[Due], now: datetime, lease_seconds: float) -> None:
        """Have the lease of these begin anew, of those this process still holds; one that was moved
        on, or taken by another process, is left as it is.
        """
        self._hold_until(rows, lease_until=now + timedelta(seconds=lease_seconds))

    def _hold_until(self, rows: Sequence[Due], **values: Any) -> None:
        kept = tables.due
        key = (kept.c.workspace, kept.c.kind, kept.c.ref, kept.c.due_at)
        these = [(one.workspace, one.kind, one.ref, one.due_at) for one in rows]
        own = (tuple_(*key).in_(these), kept.c.holder == self._holder)
        with self._transaction() as connection:
            connection.execute(update(kept).where(*own).values(values))

    def _give_back_due(self, connection: Connection) -> None:
        """What this process worked on when it died."""
        kept = tables.due
        connection.execute(
            update(kept).where(kept.c.holder == self._holder).values(lease_until=None, holder=None)
        )
