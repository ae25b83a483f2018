"""What becomes of messages after they were read: changed, deleted, waiting for a word."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, delete, select, update

from storage import tables
from storage.tombstones import wordless
from storage.unit_of_work import UnitOfWork, insert_once


class ChangesWork(UnitOfWork):
    """The part of a unit of work that follows messages. Ids and times alone are kept of them."""

    def edited(self, channel: str, ts: str, at: datetime) -> bool:
        """Keep the time of a change; False where a newer one is kept, or the message is gone."""
        kept = tables.edits
        if self._find(tables.tombstones, channel, ts) is not None:
            return False
        row = {"workspace": self._workspace, "channel": channel, "ts": ts, "at": at}
        if insert_once(self._open(), kept, ("workspace", "channel", "ts"), row):
            return True
        newer = update(kept).where(self._message(kept, channel, ts), kept.c.at <= at)
        return self._changed(newer.values(at=at)) > 0

    def is_changed(self, channel: str, ts: str) -> bool:
        """Whether a message was changed or deleted since it was posted, as far as was kept."""
        known = (tables.edits, tables.tombstones)
        return any(self._find(table, channel, ts) is not None for table in known)

    def redact(self, channel: str, ts: str, at: datetime) -> None:
        """Null author, quote and permalink of all that was said in a message that is gone.

        Words that carry no number are a quote too. A tombstone of ids and time stays.
        """
        row = {"workspace": self._workspace, "channel": channel, "ts": ts, "at": at}
        insert_once(self._open(), tables.tombstones, ("workspace", "channel", "ts"), row)
        self._run(delete(tables.edits).where(self._message(tables.edits, channel, ts)))
        for table, column in ((tables.facts, "fact"), (tables.claims, "claim")):
            here = self._message(table, channel, ts)
            for found in self._run(select(table.c.id, table.c[column]).where(here)).all():
                self._run(
                    update(table)
                    .where(here, table.c.id == found.id)
                    .values({column: wordless(found[1]), "author": None, "permalink": None})
                )

    def holds(self, channel: str, ts: str) -> bool:
        """Whether facts or claims of a message are kept."""
        return any(
            self._run(select(table.c.id).where(self._message(table, channel, ts)).limit(1)).first()
            is not None
            for table in (tables.facts, tables.claims)
        )

    def wait(self, channel: str, thread: str, ts: str, at: datetime) -> None:
        """Keep a reply's id until somebody has said what its thread is about."""
        key = ("workspace", "channel", "thread", "ts")
        row = {"workspace": self._workspace, "channel": channel, "thread": thread, "ts": ts}
        insert_once(self._open(), tables.awaiting, key, {**row, "at": at})

    def waiting(self, channel: str, thread: str) -> list[str]:
        """The replies kept for a thread, oldest first."""
        kept = tables.awaiting
        found = select(kept.c.ts).where(self._thread(channel, thread)).order_by(kept.c.ts)
        return list(self._run(found).scalars())

    def waited(self, channel: str, thread: str) -> None:
        """They wait no longer."""
        self._run(delete(tables.awaiting).where(self._thread(channel, thread)))

    def _thread(self, channel: str, thread: str) -> ColumnElement[bool]:
        kept = tables.awaiting
        return and_(
            kept.c.workspace == self._workspace,
            kept.c.channel == channel,
            kept.c.thread == thread,
        )

    def _find(self, table: Table, channel: str, ts: str) -> Any:
        return self._run(select(table.c.at).where(self._message(table, channel, ts))).scalar()

    def _message(self, table: Table, channel: str, ts: str) -> ColumnElement[bool]:
        return and_(
            table.c.workspace == self._workspace, table.c.channel == channel, table.c.ts == ts
        )
