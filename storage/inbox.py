"""The inbox: what came in, until it is handled."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from operator import attrgetter
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    and_,
    exists,
    or_,
    select,
    update,
)

from bot.ports import Received
from storage import tables
from storage.database import forget_what_was_deleted
from storage.leases import Leases, code, is_free
from storage.unit_of_work import insert_all_once

PARKED_AFTER = 100
"""An event begun this often without being done is tried no more; its last error stays with it.
With a quarter of an hour between tries, what it needs may be away for most of a day.
"""

CUT_OFF_AFTER = 8
"""The same for an event that never came so far as to fail: it may end the process each time."""

HOLDS_FOR = timedelta(seconds=60)
"""An event that is not tried again within this keeps its thread's later events waiting no more."""

KEPT_WHEN_FAILED = timedelta(days=7)
"""How long the body of an event that failed is kept."""


def is_open(kept: FromClause) -> ColumnElement[bool]:
    """Neither handled, given up nor parked."""
    is_tried = or_(
        kept.c.attempts < CUT_OFF_AFTER,
        and_(kept.c.error.is_not(None), kept.c.attempts < PARKED_AFTER),
    )
    return and_(kept.c.handled_at.is_(None), kept.c.body.is_not(None), is_tried)


def waits(now: datetime) -> ColumnElement[bool]:
    """To be handled, and in nobody's hands."""
    return and_(is_open(tables.inbox), is_free(tables.inbox, now), ~_is_behind(now))


def _is_behind(now: datetime) -> ColumnElement[bool]:
    """Whether an earlier event of the same place is still to be handled, and soon."""
    this, other = tables.inbox, tables.inbox.alias("earlier")
    came = or_(
        other.c.received_at < this.c.received_at,
        and_(other.c.received_at == this.c.received_at, other.c.event < this.c.event),
    )
    together = and_(other.c.workspace == this.c.workspace, other.c.place == this.c.place)
    holds = or_(other.c.lease_until.is_(None), other.c.lease_until <= now + HOLDS_FOR)
    return exists().where(together, came, holds, is_open(other)).correlate(this)


def _row(came: Received) -> dict[str, Any]:
    return {
        "event": came.event,
        "workspace": came.workspace,
        "place": came.place,
        "body": came.body,
        "received_at": came.at,
        "attempts": 0,
    }


class Inbox(Leases):
    """Events, by their ids, unique in all the world."""

    def receive(
        self, workspace: str, event: str, body: str, at: datetime, place: str | None = None
    ) -> bool:
        """Keep an event; False where it was kept before. Durable when it returns.

        Events of one place are begun in the order they came.
        """
        return self.receive_all([Received(workspace, event, body, at, place)]) == {event}

    def receive_all(self, came: Sequence[Received]) -> set[str]:
        """The same for several at once, all or none; those that were not kept before. They are
        kept in the order of their ids: of two who keep the same ones, none waits for the other.
        """
        rows = [_row(one) for one in sorted(came, key=attrgetter("event"))]
        with self._transaction() as connection:
            return insert_all_once(connection, tables.inbox, ("event",), rows)

    def begin(self, event: str, now: datetime, lease_seconds: float) -> tuple[str, int] | None:
        """Take an event's body under a lease, with the times it was begun before.

        None where it is handled, under another's lease, behind another of its place, parked, given
        up or unknown.
        """
        kept = tables.inbox
        with self._transaction() as connection:
            row = connection.execute(
                update(kept)
                .where(kept.c.event == event, waits(now))
                .values(self._lease(kept, now, lease_seconds))
                .returning(kept.c.body, kept.c.attempts)
            ).first()
        return (row.body, row.attempts - 1) if row else None

    def fail(self, event: str, error: str, retry_at: datetime | None = None) -> None:
        """Give an event back, to be tried again at once or from then on.

        Of `error` the first word is kept.
        """
        self._give_back_event(event, error=code(error), lease_until=retry_at)

    def untimely(self, event: str, error: str, retry_at: datetime) -> None:
        """The same for what could not be tried: that time does not count."""
        begun = tables.inbox.c.attempts - 1
        self._give_back_event(event, error=code(error), lease_until=retry_at, attempts=begun)

    def _give_back_event(self, event: str, **values: Any) -> None:
        kept = tables.inbox
        with self._transaction() as connection:
            connection.execute(
                update(kept)
                .where(kept.c.event == event, kept.c.handled_at.is_(None))
                .values(holder=None, **values)
            )

    def next_after(self, event: str, now: datetime) -> str | None:
        """The next event of the same place, where this one is over and that one may be begun."""
        kept = tables.inbox
        this = kept.alias("this")
        waiting = (
            select(kept.c.event)
            .join(this, and_(this.c.workspace == kept.c.workspace, this.c.place == kept.c.place))
            .where(this.c.event == event, ~is_open(this), kept.c.event != event, waits(now))
            .order_by(kept.c.received_at, kept.c.event)
            .limit(1)
        )
        with self._transaction() as connection:
            return connection.scalars(waiting).first()

    def sweep_old(self, now: datetime) -> int:
        """Forget what events held that failed and are seven days old; how many.

        One that was never tried, or was cut off before it could fail, is kept to be tried.
        """
        kept = tables.inbox
        failed = or_(kept.c.error.is_not(None), kept.c.attempts >= CUT_OFF_AFTER)
        with self._transaction() as connection:
            forgotten = connection.execute(
                update(kept)
                .where(
                    kept.c.handled_at.is_(None),
                    kept.c.body.is_not(None),
                    kept.c.received_at <= now - KEPT_WHEN_FAILED,
                    failed,
                )
                .values(body=None)
            )
            count = forgotten.rowcount
        forget_what_was_deleted(self._engine)
        return count

    def _give_back_events(self, connection: Connection) -> None:
        """Those this process held when it died."""
        kept = tables.inbox
        connection.execute(
            update(kept)
            .where(kept.c.lease_until.is_not(None), kept.c.holder == self._holder)
            .values(lease_until=None, holder=None)
        )
