"""What was put to people and what became of it, without a word of it; and since when."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, func, select

from bot.benefits.questions import BLOCKS_FOR
from bot.benefits.unanswered import IN_A_ROW, UNSAID, Put
from storage import tables
from storage.among import among
from storage.unit_of_work import UnitOfWork

_OF_A_PUT = ("investment", "channel", "person", "at", "state", "closed_at")


class PutsWork(UnitOfWork):
    """The part of a unit of work that tells how the bot itself does."""

    def puts(self, channels: Sequence[str]) -> dict[str, list[Put]]:
        """What was ever asked in each of these channels, oldest first."""
        found: dict[str, list[Put]] = {one: [] for one in channels}
        for put in self._puts(among(tables.questions.c.channel, channels)):
            found[put.channel].append(put)
        return found

    def puts_where_silent(self, channels: Sequence[str], now: datetime) -> dict[str, list[Put]]:
        """As `puts`, of the channels in which enough waits unsaid; of the others none is read."""
        asked = tables.questions
        old = asked.c.at <= now - BLOCKS_FOR
        rows = self._run(
            select(asked.c.channel)
            .where(self._ours(asked), among(asked.c.channel, channels), old)
            .where(asked.c.state.in_(sorted(UNSAID)))
            .group_by(asked.c.channel)
            .having(func.count() >= IN_A_ROW)
        )
        quiet = list(rows.scalars())
        return {one: [] for one in channels} | (self.puts(quiet) if quiet else {})

    def puts_about(self, investments: Sequence[str]) -> list[Put]:
        """What was ever asked about these, oldest first."""
        return self._puts(among(tables.questions.c.investment, investments))

    def linked_at(self, investments: Sequence[str]) -> dict[str, datetime]:
        """When each of these was put on record."""
        kept = tables.investments
        rows = self._run(
            select(kept.c.id, kept.c.added_at).where(
                kept.c.workspace == self._workspace, self._visible(), among(kept.c.id, investments)
            )
        )
        return {row.id: row.added_at for row in rows}

    def _puts(self, which: ColumnElement[bool]) -> list[Put]:
        put_off = self._put_off(which)
        asked = tables.questions
        rows = self._run(
            select(asked.c.id, *(asked.c[name] for name in _OF_A_PUT))
            .where(self._ours(asked), which)
            .order_by(asked.c.at, asked.c.id)
        )
        found = []
        for row in rows:
            own = {name: row._mapping[name] for name in _OF_A_PUT}
            when, what, until = put_off.get(row.id, (None, None, None))
            own |= {"question": row.id, "put_off_at": when, "put_off": what}
            own |= {"put_off_until": date.fromisoformat(until) if until else None}
            found.append(Put.model_validate(own))
        return found

    def _put_off(self, which: ColumnElement[bool]) -> dict[str, tuple[datetime, str, str | None]]:
        """Which of these questions were put off or skipped, last when, how and until when."""
        kept, asked = tables.steps, tables.questions
        same = and_(
            asked.c.workspace == kept.c.workspace,
            asked.c.investment == kept.c.investment,
            asked.c.id == kept.c.question,
        )
        rows = self._run(
            select(kept.c.question, kept.c.at, kept.c.what, kept.c.until)
            .join(asked, same)
            .where(self._ours(kept), which, kept.c.what.in_(("snoozed", "skipped")))
            .order_by(kept.c.at, kept.c.id)
        )
        return {row.question: (row.at, row.what, row.until) for row in rows}
