"""The queues door, on a database: what came in and what goes out, until it is done."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    FromClause,
    Select,
    Table,
    and_,
    exists,
    or_,
    select,
    update,
)

from bot.benefits.conversation import Post, Sending
from bot.errors import NotFoundError
from storage import tables
from storage.database import forget_what_was_deleted
from storage.failures import translated
from storage.outgoing import change_of, enqueue
from storage.unit_of_work import insert_once

PARKED_AFTER = 100
"""An event begun this often without being done is tried no more; its last error stays with it.
With a quarter of an hour between tries, what it needs may be away for most of a day.
"""

CUT_OFF_AFTER = 8
"""The same for an event that never came so far as to fail: it may end the process each time."""

POSTS_PARKED_AFTER = 100
"""The same for posts."""

HOLDS_FOR = timedelta(seconds=60)
"""An event that is not tried again within this keeps its thread's later events waiting no more."""

KEPT_WHEN_FAILED = timedelta(days=7)
"""How long the body of an event that failed is kept."""

AT_ONCE = 500
"""Rows looked at in one go: the next look sees the next ones."""

_CODE = re.compile(r"\w[\w.-]{0,79}")


def _code(error: str) -> str:
    """The first word of an error, so that nothing a person wrote is kept with it."""
    found = _CODE.match(error)
    return found.group() if found else "unnamed"


def _is_free(table: Table, now: datetime) -> ColumnElement[bool]:
    """Under nobody's lease."""
    lease = table.c.lease_until
    return or_(lease.is_(None), lease <= now)


def _is_open_event(kept: FromClause) -> ColumnElement[bool]:
    """Neither handled, given up nor parked."""
    is_tried = or_(
        kept.c.attempts < CUT_OFF_AFTER,
        and_(kept.c.error.is_not(None), kept.c.attempts < PARKED_AFTER),
    )
    return and_(kept.c.handled_at.is_(None), kept.c.body.is_not(None), is_tried)


def _is_open_post() -> ColumnElement[bool]:
    kept = tables.outbox
    return and_(kept.c.posted_at.is_(None), kept.c.attempts < POSTS_PARKED_AFTER)


def _event_waits(now: datetime) -> ColumnElement[bool]:
    return and_(_is_open_event(tables.inbox), _is_free(tables.inbox, now), ~_is_behind(now))


def _is_behind(now: datetime) -> ColumnElement[bool]:
    """Whether an earlier event of the same place is still to be handled, and soon."""
    this, other = tables.inbox, tables.inbox.alias("earlier")
    came = or_(
        other.c.received_at < this.c.received_at,
        and_(other.c.received_at == this.c.received_at, other.c.event < this.c.event),
    )
    together = and_(other.c.workspace == this.c.workspace, other.c.place == this.c.place)
    holds = or_(other.c.lease_until.is_(None), other.c.lease_until <= now + HOLDS_FOR)
    return exists().where(together, came, holds, _is_open_event(other)).correlate(this)


def _post_waits(now: datetime) -> ColumnElement[bool]:
    kept = tables.outbox
    may = or_(kept.c.retry_at.is_(None), kept.c.retry_at <= now)
    return and_(_is_open_post(), may, _is_free(kept, now))


def _may_change(sending: Sending) -> bool:
    """Whether a message may be changed later, so that what it shows is still needed."""
    post = sending.post
    return sending.way == "post" and bool(post.card or post.ask or post.options)


def _left(sending: Sending, later: Post | None) -> Sending:
    """What is kept of a post that went out: what it shows by now, or no words at all."""
    if _may_change(sending):
        return sending.model_copy(update={"post": later or sending.post})
    return sending.model_copy(update={"post": Post(), "reply_to": None})


def _oldest(rows: Select[Any], limit: int, *order: ColumnElement[Any]) -> Select[Any]:
    return rows.order_by(*order).limit(limit)


def _lease(table: Table, now: datetime, seconds: float) -> dict[str, Any]:
    return {
        "attempts": table.c.attempts + 1,
        "lease_until": now + timedelta(seconds=seconds),
    }


class SqlQueues:
    """Inbox and outbox in a database that was migrated.

    Every call is a transaction of its own, on disk when it returns. A lease is taken in one
    statement: of two who try, one gets it.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def receive(
        self, workspace: str, event: str, body: str, at: datetime, place: str | None = None
    ) -> bool:
        """Keep an event; False where it was kept before. Durable when it returns.

        Events of one place are begun in the order they came.
        """
        row = {
            "event": event,
            "workspace": workspace,
            "place": place,
            "body": body,
            "received_at": at,
            "attempts": 0,
        }
        with self._transaction() as connection:
            return insert_once(connection, tables.inbox, ("event",), row)

    def begin(self, event: str, now: datetime, lease_seconds: float) -> tuple[str, int] | None:
        """Take an event's body under a lease, with the times it was begun before.

        None where it is handled, under another's lease, behind another of its place, parked, given
        up or unknown.
        """
        kept = tables.inbox
        with self._transaction() as connection:
            row = connection.execute(
                update(kept)
                .where(kept.c.event == event, _event_waits(now))
                .values(_lease(kept, now, lease_seconds))
                .returning(kept.c.body, kept.c.attempts)
            ).first()
        return (row.body, row.attempts - 1) if row else None

    def fail(self, event: str, error: str, retry_at: datetime | None = None) -> None:
        """Give an event back, to be tried again at once or from then on.

        Of `error` the first word is kept.
        """
        kept = tables.inbox
        with self._transaction() as connection:
            connection.execute(
                update(kept)
                .where(kept.c.event == event, kept.c.handled_at.is_(None))
                .values(lease_until=retry_at, error=_code(error))
            )

    def claim(
        self, key: str, now: datetime, lease_seconds: float
    ) -> tuple[str, Sending, int] | None:
        """Take a post (workspace, post, times begun before) under a lease.

        None where it went out, is under another's lease, parked, not yet to be tried or unknown.
        """
        kept = tables.outbox
        with self._transaction() as connection:
            row = connection.execute(
                update(kept)
                .where(kept.c.key == key, _post_waits(now))
                .values(_lease(kept, now, lease_seconds))
                .returning(kept.c.workspace, kept.c.sending, kept.c.attempts)
            ).first()
        return (row.workspace, row.sending, row.attempts - 1) if row else None

    def posted(self, key: str, ts: str | None, now: datetime) -> None:
        """Keep that it went out, and as which message; what was kept first stays.

        What it is to show by now follows as a change. Its words are forgotten where no later change
        begins from them.
        """
        kept = tables.outbox
        with self._transaction() as connection:
            row = connection.execute(
                select(kept.c.workspace, kept.c.sending, kept.c.later)
                .where(kept.c.key == key, kept.c.posted_at.is_(None))
                .with_for_update()
            ).first()
            if row is None:
                return
            done = {"ts": ts, "posted_at": now, "lease_until": None, "retry_at": None}
            if ts is not None and row.later is not None:
                change = change_of(key, row.sending, ts, row.later, "later")
                enqueue(connection, row.workspace, change, queued_at=now, cause=key)
            left = _left(row.sending, row.later)
            connection.execute(
                update(kept)
                .where(kept.c.key == key)
                .values(**done, error=None, later=None, sending=left)
            )

    def refused(self, key: str, error: str, retry_at: datetime) -> None:
        """Give a post back, to be tried again from then on. Of `error` the first word is kept."""
        self._change_post(key, lease_until=None, retry_at=retry_at, error=_code(error))

    def behind(self, event: str) -> list[str]:
        """The events of the same place that wait, oldest first."""
        kept = tables.inbox
        this = kept.alias("this")
        waiting = (
            select(kept.c.event)
            .join(this, and_(this.c.workspace == kept.c.workspace, this.c.place == kept.c.place))
            .where(this.c.event == event, kept.c.event != event, _is_open_event(kept))
        )
        with self._transaction() as connection:
            return list(connection.scalars(waiting.order_by(kept.c.received_at, kept.c.event)))

    def caused_by(self, cause: str) -> list[str]:
        """The posts that an event, or the going out of another post, put in the outbox."""
        kept = tables.outbox
        made = select(kept.c.key).where(kept.c.cause == cause, kept.c.posted_at.is_(None))
        with self._transaction() as connection:
            return list(connection.scalars(made.order_by(kept.c.queued_at, kept.c.number)))

    def due(self, now: datetime, limit: int = AT_ONCE) -> tuple[list[str], list[str]]:
        """Event ids and post keys that wait and are under nobody's lease: so many of the oldest."""
        came, goes = tables.inbox, tables.outbox
        events = select(came.c.event).where(_event_waits(now))
        posts = select(goes.c.key).where(_post_waits(now))
        with self._transaction() as connection:
            return (
                list(connection.scalars(_oldest(events, limit, came.c.received_at, came.c.event))),
                list(connection.scalars(_oldest(posts, limit, goes.c.queued_at, goes.c.number))),
            )

    def busy(self) -> bool:
        """Whether anything waits, for whatever time, or is under way; parked rows do not count."""
        came, goes = tables.inbox, tables.outbox
        open_events = select(came.c.event).where(_is_open_event(came))
        open_posts = select(goes.c.key).where(_is_open_post())
        with self._transaction() as connection:
            found = [connection.scalar(rows.limit(1)) for rows in (open_events, open_posts)]
        return any(one is not None for one in found)

    def lane(self, key: str) -> str:
        """What a post must keep its order in: its workspace and channel.

        Raises NotFoundError for an unknown post.
        """
        kept = tables.outbox
        with self._transaction() as connection:
            row = connection.execute(
                select(kept.c.workspace, kept.c.sending).where(kept.c.key == key)
            ).first()
        if row is None:
            raise NotFoundError
        return f"{row.workspace}:{row.sending.channel}"

    def release(self, until: datetime) -> list[str]:
        """Give back what processes held that are gone. Only where one process owns the rows.

        Posts are kept from being sent until then, since what was being sent may yet arrive; their
        keys.
        """
        came, goes = tables.inbox, tables.outbox
        with self._transaction() as connection:
            connection.execute(
                update(came).where(came.c.lease_until.is_not(None)).values(lease_until=None)
            )
            held = (
                update(goes)
                .where(goes.c.lease_until.is_not(None), goes.c.posted_at.is_(None))
                .values(lease_until=until)
            )
            return list(connection.scalars(held.returning(goes.c.key)))

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

    def _change_post(self, key: str, **values: Any) -> None:
        kept = tables.outbox
        with self._transaction() as connection:
            connection.execute(
                update(kept).where(kept.c.key == key, kept.c.posted_at.is_(None)).values(values)
            )

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        with translated(), self._engine.begin() as connection:
            yield connection
