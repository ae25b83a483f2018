"""What a unit of work leaves for the queues: posts to send, and the event it has handled."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, and_, select, update

from bot.benefits.conversation import Post, Posted, Sending, place_of
from bot.errors import HandledBeforeError, RecordsError
from bot.ports import Audience
from storage import tables
from storage.failures import translated
from storage.unit_of_work import UnitOfWork, insert_once


def enqueue(connection: Connection, workspace: str, sending: Sending, **more: Any) -> bool:
    """Put a post in the outbox, once; whether it was added.

    A change of a message takes the place of those before it that have not gone out: one that is
    tried again must not undo a later one.
    """
    changes = f"{sending.channel}:{sending.ts}" if sending.way == "update" else None
    row = {"key": sending.key, "workspace": workspace, "sending": sending, "attempts": 0}
    row |= {name: getattr(sending, name) for name in ("channel", "way", "at_leisure")}
    added = insert_once(connection, tables.outbox, ("key",), {**row, "changes": changes, **more})
    if added and changes is not None:
        _drop_earlier(connection, workspace, sending.key, changes, more["queued_at"])
    return added


def _drop_earlier(
    connection: Connection, workspace: str, key: str, changes: str, at: datetime
) -> None:
    kept = tables.outbox
    dropped = connection.execute(
        update(kept)
        .where(
            kept.c.workspace == workspace,
            kept.c.changes == changes,
            kept.c.key != key,
            kept.c.posted_at.is_(None),
        )
        .values(posted_at=at, error="overtaken")
        .returning(kept.c.key, kept.c.sending)
    )
    for row in dropped.all():
        bare = row.sending.model_copy(update={"post": Post()})
        connection.execute(update(kept).where(kept.c.key == row.key).values(sending=bare))


def change_of(key: str, shown: Sending, ts: str, post: Post, change: str) -> Sending:
    """What goes out to have a message show something else; `change` names the change for ever."""
    return Sending(key=f"{key}:{change}", way="update", channel=shown.channel, ts=ts, post=post)


def _only_tells(sending: Sending, thread: str) -> bool:
    """Whether it asks nothing and waits for nobody's click, in a thread."""
    post = sending.post
    return sending.thread == thread and not (post.card or post.every_ask or post.picker)


class OutgoingWork(UnitOfWork):
    """The part of a unit of work that writes to the outbox and closes the inbox row."""

    def __init__(self, connection: Connection, workspace: str, audience: Audience | None) -> None:
        super().__init__(connection, workspace, audience)
        self._put: list[str] = []

    def send(self, sending: Sending, at: datetime) -> None:
        """Put a post in the outbox; the same key again changes nothing.

        Keys are unique over all workspaces: raises RecordsError where another one has it.
        """
        with translated():
            added = enqueue(self._open(), self._workspace, sending, queued_at=at)
        self._put.append(sending.key)
        if not added:
            self._check_it_is_ours(sending.key)

    def shown(self, key: str) -> Post | None:
        """What a post shows, or will once it is out; None for one that made no message."""
        row = self._post(key)
        if row is None or (row.posted_at is not None and row.ts is None):
            return None
        post: Post = row.later or row.sending.post
        return post

    def post_at(self, channel: str, ts: str) -> str | None:
        """The key of the post of ours that stands there."""
        kept = tables.outbox
        here = and_(kept.c.workspace == self._workspace, kept.c.ts == ts)
        rows = self._run(select(kept.c.key).where(here, kept.c.channel == channel))
        found: str | None = rows.scalar()
        return found

    def stands_at(self, key: str) -> tuple[str, str] | None:
        """The channel and ts of a post of ours, once it stands there."""
        row = self._post(key)
        return (row.sending.channel, row.ts) if row is not None and row.ts is not None else None

    def change(self, key: str, post: Post, change: str, at: datetime) -> None:
        """Have a post of ours show this: now where it stands, else as soon as it does.

        `change` names the change for ever. An unknown post, or one that made no message, stays.
        """
        row = self._post(key)
        if row is None:
            return
        kept = tables.outbox
        this = and_(kept.c.workspace == self._workspace, kept.c.key == key)
        if row.ts is not None:
            self.send(change_of(key, row.sending, row.ts, post, change), at)
            shown = row.sending.model_copy(update={"post": post})
            self._run(update(kept).where(this).values(sending=shown))
        elif row.posted_at is None:
            self._run(update(kept).where(this).values(later=post))

    def answers_waiting(self, channel: str, thread: str) -> list[str]:
        """The keys of what only tells, in a thread, and is not out yet, oldest first."""
        kept = tables.outbox
        rows = self._run(
            select(kept.c.key, kept.c.sending)
            .where(
                kept.c.workspace == self._workspace,
                kept.c.channel == channel,
                kept.c.way == "post",
                kept.c.posted_at.is_(None),
            )
            .order_by(kept.c.queued_at, kept.c.key)
        )
        return [row.key for row in rows if _only_tells(row.sending, thread)]

    def say_instead(self, key: str, post: Post, change: str, at: datetime) -> None:
        """Have a post that is in nobody's hands go out with these words; one that is on its way
        shows them as soon as it stands, as by `change`.
        """
        kept = tables.outbox
        row = self._post(key)
        if row is None:
            return
        here = and_(kept.c.workspace == self._workspace, kept.c.key == key)
        is_free = and_(here, kept.c.posted_at.is_(None), kept.c.lease_until.is_(None))
        said = row.sending.model_copy(update={"post": post})
        free = self._run(
            update(kept).where(is_free).values(sending=said, later=None).returning(kept.c.key)
        )
        if free.first() is None:
            self.change(key, post, change, at)

    def _post(self, key: str) -> Row[Any] | None:
        kept = tables.outbox
        return self._run(
            select(kept.c.sending, kept.c.later, kept.c.ts, kept.c.posted_at)
            .where(kept.c.workspace == self._workspace, kept.c.key == key)
            .with_for_update()
        ).first()

    def finish(self, event: str, at: datetime) -> None:
        """Mark an inbox row handled and forget what it held; an unknown event changes nothing.

        Raises HandledBeforeError where another process came first, so that this unit of work, with
        all it would have done a second time, is taken back.
        """
        kept = tables.inbox
        this = and_(kept.c.workspace == self._workspace, kept.c.event == event)
        done = (
            update(kept)
            .where(this, kept.c.handled_at.is_(None))
            .values(body=None, handled_at=at, lease_until=None, error=None)
            .returning(kept.c.attempts)
        )
        begun = self._run(done).scalar()
        if begun is None and self._run(select(kept.c.event).where(this)).first():
            raise HandledBeforeError
        sent = tables.outbox
        self._run(
            update(sent)
            .where(sent.c.key.in_(self._put), sent.c.workspace == self._workspace)
            .values(cause=event)
        )
        if begun is not None and begun > 1:
            self._ask_first()

    def _ask_first(self) -> None:
        """What an event says that was begun before, maybe in a time that a restore took back, may
        stand in Slack: it is looked for there before it is sent.
        """
        sent = tables.outbox
        self._run(
            update(sent)
            .where(
                sent.c.key.in_(self._put),
                sent.c.workspace == self._workspace,
                sent.c.posted_at.is_(None),
                sent.c.attempts == 0,
            )
            .values(attempts=1)
        )

    def follow(self, event: str, said: Sequence[Posted], at: datetime) -> None:
        """Keep messages to be handled right after an event of their thread, in this order.

        They count as received with it, so that nothing that came later goes before them.
        """
        kept = tables.inbox
        known = select(kept.c.received_at, kept.c.attempts).where(kept.c.event == event)
        head = self._run(known).first()
        came = head.received_at if head is not None else at
        again = head is not None and head.attempts > 1
        for number, one in enumerate(said, 1):
            row = {
                "event": f"{event}:{one.ts}",
                "workspace": self._workspace,
                "place": place_of(one.channel, one.thread or one.ts),
                "body": one.model_dump_json(),
                "received_at": came + timedelta(microseconds=number),
                "attempts": int(again),
            }
            with translated():
                insert_once(self._open(), kept, ("event",), row)

    def is_awaited(self, channel: str, thread: str) -> bool:
        """Whether an event of this thread was kept and is not handled yet."""
        kept = tables.inbox
        place = place_of(channel, thread)
        found = self._run(
            select(kept.c.event)
            .where(
                kept.c.workspace == self._workspace,
                kept.c.place == place,
                kept.c.handled_at.is_(None),
                kept.c.body.is_not(None),
            )
            .limit(1)
        )
        return found.first() is not None

    def _check_it_is_ours(self, key: str) -> None:
        kept = tables.outbox
        owner = self._run(select(kept.c.workspace).where(kept.c.key == key)).scalar_one()
        if owner != self._workspace:
            raise RecordsError("A post of another workspace has this key.")
