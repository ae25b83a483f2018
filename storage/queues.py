"""The queues door, on a database: what came in and what goes out, until it is done."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Table, and_, or_, select, update

from bot.benefits.conversation import Post, Sending
from bot.errors import NotFoundError
from storage import tables
from storage.database import forget_what_was_deleted
from storage.failures import translated
from storage.unit_of_work import insert_once

PARKED_AFTER = 100
"""An event begun this often without being done is tried no more; its last error stays with it.
With a quarter of an hour between tries, what it needs may be away for most of a day.
"""

CUT_OFF_AFTER = 8
"""The same for an event that never came so far as to fail: it may end the process each time."""

POSTS_PARKED_AFTER = 100
"""The same for posts."""

KEPT_WHEN_FAILED = timedelta(days=7)
"""How long the body of an event that failed is kept."""

_CODE = re.compile(r"\w[\w.-]{0,79}")


def _code(error: str) -> str:
    """The first word of an error, so that nothing a person wrote is kept with it."""
    found = _CODE.match(error)
    return found.group() if found else "unnamed"


def _is_free(table: Table, now: datetime) -> ColumnElement[bool]:
    """Under nobody's lease."""
    lease = table.c.lease_until
    return or_(lease.is_(None), lease <= now)


def _is_open_event() -> ColumnElement[bool]:
    """Neither handled, given up nor parked."""
    kept = tables.inbox
    is_tried = or_(
        kept.c.attempts < CUT_OFF_AFTER,
        and_(kept.c.error.is_not(None), kept.c.attempts < PARKED_AFTER),
    )
    return and_(kept.c.handled_at.is_(None), kept.c.body.is_not(None), is_tried)


def _is_open_post() -> ColumnElement[bool]:
    kept = tables.outbox
    return and_(kept.c.posted_at.is_(None), kept.c.attempts < POSTS_PARKED_AFTER)


def _event_waits(now: datetime) -> ColumnElement[bool]:
    return and_(_is_open_event(), _is_free(tables.inbox, now))


def _post_waits(now: datetime) -> ColumnElement[bool]:
    kept = tables.outbox
    may = or_(kept.c.retry_at.is_(None), kept.c.retry_at <= now)
    return and_(_is_open_post(), may, _is_free(kept, now))


def _may_change(sending: Sending) -> bool:
    """Whether a message may be changed later, so that what it shows is still needed."""
    post = sending.post
    return sending.way == "post" and bool(post.card or post.ask or post.options)


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

    def receive(self, workspace: str, event: str, body: str, at: datetime) -> bool:
        """Keep an event; False where it was kept before. Durable when it returns."""
        row = {
            "event": event,
            "workspace": workspace,
            "body": body,
            "received_at": at,
            "attempts": 0,
        }
        with self._transaction() as connection:
            return insert_once(connection, tables.inbox, ("event",), row)

    def begin(self, event: str, now: datetime, lease_seconds: float) -> tuple[str, int] | None:
        """Take an event's body under a lease, with the times it was begun before.

        None where it is handled, under another's lease, parked, given up or unknown.
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

        Its words are forgotten where no later change begins from them.
        """
        done = {"ts": ts, "posted_at": now, "lease_until": None, "retry_at": None, "error": None}
        self._change_post(key, **done, **self._forgotten(key))

    def refused(self, key: str, error: str, retry_at: datetime) -> None:
        """Give a post back, to be tried again from then on. Of `error` the first word is kept."""
        self._change_post(key, lease_until=None, retry_at=retry_at, error=_code(error))

    def due(self, now: datetime) -> tuple[list[str], list[str]]:
        """Event ids and post keys that wait and are under nobody's lease, oldest first."""
        came, goes = tables.inbox, tables.outbox
        events = select(came.c.event).where(_event_waits(now))
        posts = select(goes.c.key).where(_post_waits(now))
        with self._transaction() as connection:
            return (
                list(connection.scalars(events.order_by(came.c.received_at, came.c.event))),
                list(connection.scalars(posts.order_by(goes.c.queued_at, goes.c.number))),
            )

    def busy(self) -> bool:
        """Whether anything waits, for whatever time, or is under way; parked rows do not count."""
        came, goes = tables.inbox, tables.outbox
        open_events = select(came.c.event).where(_is_open_event())
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

    def release(self) -> None:
        """Give back what processes held that are gone. Only where one process owns the rows."""
        with self._transaction() as connection:
            for kept in (tables.inbox, tables.outbox):
                connection.execute(
                    update(kept).where(kept.c.lease_until.is_not(None)).values(lease_until=None)
                )

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

    def _forgotten(self, key: str) -> dict[str, Any]:
        """The post without its words, unless they are still needed."""
        kept = tables.outbox
        with self._transaction() as connection:
            sending = connection.scalar(select(kept.c.sending).where(kept.c.key == key))
        if not isinstance(sending, Sending) or _may_change(sending):
            return {}
        return {"sending": sending.model_copy(update={"post": Post(), "reply_to": None})}

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
