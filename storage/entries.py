"""What was said within the practices, beside the ledger."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, select

from bot.benefits.entries import Entry, Practice
from storage import tables
from storage.among import among
from storage.unit_of_work import UnitOfWork


class EntriesWork(UnitOfWork):
    """The part of a unit of work that keeps entries."""

    def enter(self, entry: Entry) -> bool:
        """Keep an entry; False where its id is there already."""
        kept = entry.kept()
        looked_for = kept.model_dump(
            include={"id", "investment", "practice", "said_at", "channel", "ts"}
        )
        return self._add_once(tables.entries, entry=kept, **looked_for)

    def entries(self, investments: Sequence[str], practice: Practice | None = None) -> list[Entry]:
        """All ever kept about these, by the time they were said, then id."""
        kept = tables.entries
        found = [among(kept.c.investment, investments)]
        found += [kept.c.practice == practice] if practice else []
        return self._entries(*found)

    def entries_of(self, channel: str, ts: str) -> list[Entry]:
        """Those that were said in a message."""
        kept = tables.entries
        return self._entries(kept.c.channel == channel, kept.c.ts == ts)

    def _entries(self, *conditions: ColumnElement[bool]) -> list[Entry]:
        kept = tables.entries
        rows = self._run(
            select(kept.c.entry, kept.c.investment)
            .where(self._ours(kept), *conditions)
            .order_by(kept.c.said_at, kept.c.id)
        )
        return [
            row.entry
            if row.entry.investment == row.investment
            else row.entry.model_copy(update={"investment": row.investment})
            for row in rows
        ]
