"""The outbox: what goes out, until Slack has it."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, and_, delete, or_, select, update

from bot.benefits.conversation import Post, Sending
from bot.ports import Parked
from storage import tables
from storage.lanes import let_go, lock, park, shut, unpark
from storage.leases import Leases, Moment, code, is_free
from storage.outgoing import change_of, enqueue

POSTS_PARKED_AFTER = 100
"""A post begun this often without going out is tried no more; its last error stays with it."""


def is_open(kept: FromClause = tables.outbox) -> ColumnElement[bool]:
    """Neither sent nor given up."""
    return and_(kept.c.posted_at.is_(None), kept.c.attempts < POSTS_PARKED_AFTER)


def is_parked() -> ColumnElement[bool]:
    """Whether nothing can be written to its channel, or to all of its workspace."""
    kept, lane = tables.outbox, tables.lanes
    return (
        select(lane.c.channel)
        .where(
            lane.c.workspace == kept.c.workspace,
            lane.c.channel.in_(("", kept.c.channel)),
            lane.c.parked_since.is_not(None),
        )
        .exists()
    )


def waits(now: Moment, kept: FromClause = tables.outbox) -> ColumnElement[bool]:
    """To be sent, and in nobody's hands."""
    may = or_(kept.c.retry_at.is_(None), kept.c.retry_at <= now)
    return and_(is_open(kept), may, is_free(kept, now))


def _may_change(sending: Sending) -> bool:
    """Whether a message may be changed later, so that what it shows is still needed."""
    post = sending.post
    return sending.way == "post" and bool(post.card or post.ask or post.options)


def _left(sending: Sending, later: Post | None) -> Sending:
    """What is kept of a post that went out: what it shows by now, or no words at all."""
    if _may_change(sending):
        return sending.model_copy(update={"post": later or sending.post})
    return sending.model_copy(update={"post": Post(), "reply_to": None})


class Outbox(Leases):
    """Posts, by their keys, unique in all the world, and what became of each."""

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
            fills = row is not None and row.sending.way == "post" and ts is not None
            let_go(connection, key, **({"sent_at": now} if fills else {}))
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
                .values(**done, holder=None, error=None, later=None, sending=left)
            )

    def refused(self, key: str, error: str, retry_at: datetime) -> None:
        """Give a post back, to be tried again from then on. Of `error` the first word is kept."""
        with self._transaction() as connection:
            lock(connection)
            self._give_back(connection, key, error=code(error), retry_at=retry_at)

    def untried(self, key: str, begun: int, error: str, retry_at: datetime) -> None:
        """Give a post back that was begun so often, the last time without being tried: that one
        does not count. One that others began since is theirs.
        """
        kept = tables.outbox
        with self._transaction() as connection:
            lock(connection)
            values = {"attempts": begun - 1, "error": code(error), "retry_at": retry_at}
            done = connection.execute(
                update(kept)
                .where(kept.c.key == key, kept.c.posted_at.is_(None), kept.c.attempts == begun)
                .values(lease_until=None, holder=None, **values)
            )
            if done.rowcount:
                let_go(connection, key)

    def limited(self, key: str, now: datetime, until: datetime, everywhere: bool = False) -> None:
        """Give a post back that Slack asked to wait with. It counts as a try: who stands between us
        and Slack may say so of what was done.

        Nothing is posted to its channel before then; nor anywhere in its workspace, where Slack
        says so, or asks to wait in a second channel before the first one's time is over.
        """
        with self._transaction() as connection:
            lock(connection)
            row = self._give_back(connection, key, error="ratelimited", retry_at=until)
            if row is not None and row.way in ("post", "update"):
                shut(connection, row.workspace, row.channel, now, until, everywhere)

    def park(self, key: str, error: str, now: datetime, everywhere: bool = False) -> None:
        """Give a post back whose channel, or whole workspace, cannot be written to.

        Nothing is posted there until `heard`; it waits as long. The reason is Slack's.
        """
        with self._transaction() as connection:
            lock(connection)
            row = self._give_back(connection, key, error=code(error), retry_at=None)
            if row is not None:
                where = "" if everywhere else row.channel
                park(connection, row.workspace, where, now, code(error))

    def heard(self, workspace: str, channel: str) -> bool:
        """Somebody there speaks to us: post there again; whether nothing could be posted before."""
        lane = tables.lanes
        here = and_(lane.c.workspace == workspace, lane.c.channel.in_(("", channel)))
        parked = select(lane.c.channel).where(here, lane.c.parked_since.is_not(None))
        with self._engine.connect().execution_options(reads_only=True) as connection:
            is_parked = connection.scalars(parked).first() is not None
        if is_parked:
            with self._transaction() as connection:
                unpark(connection, here)
        return is_parked

    def parked(self, workspace: str | None = None) -> list[Parked]:
        """Where nothing can be posted, the longest first."""
        lane = tables.lanes
        rows = (
            select(lane.c.workspace, lane.c.channel, lane.c.parked_since, lane.c.reason)
            .where(lane.c.parked_since.is_not(None))
            .order_by(lane.c.parked_since, lane.c.workspace, lane.c.channel)
        )
        if workspace is not None:
            rows = rows.where(lane.c.workspace == workspace)
        with self._transaction() as connection:
            return [Parked(*row) for row in connection.execute(rows)]

    def _give_back(self, connection: Connection, key: str, **values: Any) -> Any:
        """Its workspace, channel and way; None where it went out before or is unknown."""
        kept = tables.outbox
        row = connection.execute(
            update(kept)
            .where(kept.c.key == key, kept.c.posted_at.is_(None))
            .values(lease_until=None, holder=None, **values)
            .returning(kept.c.workspace, kept.c.channel, kept.c.way)
        ).first()
        let_go(connection, key)
        return row

    def _give_back_posts(self, connection: Connection, until: datetime) -> list[str]:
        """Those this process was sending when it died, kept from others until then."""
        kept, lane = tables.outbox, tables.lanes
        held = (
            update(kept)
            .where(
                kept.c.lease_until.is_not(None),
                kept.c.holder == self._holder,
                kept.c.posted_at.is_(None),
            )
            .values(lease_until=until)
            .returning(kept.c.key)
        )
        keys = list(connection.scalars(held))
        for key in keys:
            connection.execute(update(lane).where(lane.c.held == key).values(held_until=until))
        return keys

    def forget_old_lanes(self, now: datetime) -> None:
        """Lanes that keep nothing waiting any more."""
        lane = tables.lanes
        long_ago = now - timedelta(hours=1)
        over = (
            or_(lane.c[name].is_(None), lane.c[name] <= long_ago)
            for name in ("free_at", "sent_at", "shut_until", "held_until")
        )
        with self._transaction() as connection:
            lock(connection)
            connection.execute(delete(lane).where(lane.c.parked_since.is_(None), *over))
