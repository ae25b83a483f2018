"""The queues door, on a database: what came in and what goes out, until it is done."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, select

from storage import inbox, outbox, tables
from storage.due import DueRows
from storage.inbox import Inbox
from storage.pace import PacedOutbox

AT_ONCE = 500
"""Rows looked at in one go: the next look sees the next ones."""


def _oldest(rows: Select[Any], limit: int, *order: ColumnElement[Any]) -> Select[Any]:
    return rows.order_by(*order).limit(limit)


class SqlQueues(Inbox, PacedOutbox, DueRows):
    """All queues of a database that was migrated."""

    def due(self, now: datetime, limit: int = AT_ONCE) -> tuple[list[str], list[str]]:
        """Event ids and post keys that wait and are under nobody's lease: so many of the oldest."""
        came, goes = tables.inbox, tables.outbox
        events = select(came.c.event).where(inbox.waits(now))
        posts = select(goes.c.key).where(outbox.waits(now))
        with self._transaction() as connection:
            return (
                list(connection.scalars(_oldest(events, limit, came.c.received_at, came.c.event))),
                list(connection.scalars(_oldest(posts, limit, goes.c.queued_at, goes.c.number))),
            )

    def busy(self) -> bool:
        """Whether anything waits, for whatever time, or is under way; what is parked, or waits for
        a channel that cannot be written to, does not count.
        """
        came, goes = tables.inbox, tables.outbox
        open_events = select(came.c.event).where(inbox.is_open(came))
        open_posts = select(goes.c.key).where(outbox.is_open(), ~outbox.is_parked())
        with self._transaction() as connection:
            found = [connection.scalar(rows.limit(1)) for rows in (open_events, open_posts)]
        return any(one is not None for one in found)

    def sweep_old(self, now: datetime) -> int:
        """Forget what keeps nothing waiting any more, and what events held that failed and are
        seven days old; how many events.
        """
        self.forget_old_lanes(now)
        return super().sweep_old(now)

    def release(self, until: datetime) -> list[str]:
        """Give back what this process held when it died; nobody else may bear its name.

        Posts are kept from being sent until then, since what was being sent may yet arrive; their
        keys.
        """
        with self._transaction() as connection:
            self._give_back_events(connection)
            self._give_back_due(connection)
            return self._give_back_posts(connection, until)
