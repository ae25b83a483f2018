"""What a unit of work leaves for the queues: posts to send, and the event it has handled."""

from datetime import datetime

from sqlalchemy import and_, select, update

from bot.benefits.conversation import Post, Sending
from bot.errors import RecordsError
from storage import tables
from storage.failures import translated
from storage.unit_of_work import UnitOfWork, insert_once


class OutgoingWork(UnitOfWork):
    """The part of a unit of work that writes to the outbox and closes the inbox row."""

    def send(self, sending: Sending, at: datetime) -> None:
        """Put a post in the outbox; the same key again changes nothing.

        Keys are unique over all workspaces: raises RecordsError where another one has it.
        """
        row = {
            "key": sending.key,
            "workspace": self._workspace,
            "sending": sending,
            "queued_at": at,
            "attempts": 0,
        }
        with translated():
            added = insert_once(self._open(), tables.outbox, ("key",), row)
        if not added:
            self._check_it_is_ours(sending.key)

    def sent(self, key: str) -> tuple[Post, str] | None:
        """A post that went out and its ts; None too for one that made no message."""
        kept = tables.outbox
        row = self._run(
            select(kept.c.sending, kept.c.ts).where(
                kept.c.workspace == self._workspace, kept.c.key == key, kept.c.ts.is_not(None)
            )
        ).first()
        return (row.sending.post, row.ts) if row else None

    def shows(self, key: str, post: Post) -> None:
        """Keep what a post shows now; one that has not gone out, or is unknown, stays as it is."""
        kept = tables.outbox
        this = and_(kept.c.workspace == self._workspace, kept.c.key == key, kept.c.ts.is_not(None))
        sending = self._run(select(kept.c.sending).where(this).with_for_update()).scalar()
        if isinstance(sending, Sending):
            changed = sending.model_copy(update={"post": post})
            self._run(update(kept).where(this).values(sending=changed))

    def finish(self, event: str, at: datetime) -> None:
        """Mark an inbox row handled and forget what it held; an unknown event changes nothing."""
        kept = tables.inbox
        self._run(
            update(kept)
            .where(kept.c.workspace == self._workspace, kept.c.event == event)
            .values(body=None, handled_at=at, lease_until=None, error=None)
        )

    def _check_it_is_ours(self, key: str) -> None:
        kept = tables.outbox
        owner = self._run(select(kept.c.workspace).where(kept.c.key == key)).scalar_one()
        if owner != self._workspace:
            raise RecordsError("A post of another workspace has this key.")
