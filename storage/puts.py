"""What was put to people and what became of it, without a word of it; and since when."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import and_, select

from bot.benefits.unanswered import Put
from storage import tables
from storage.unit_of_work import UnitOfWork

_OF_A_PUT = ("investment", "channel", "person", "at", "state", "closed_at")


class PutsWork(UnitOfWork):
    """The part of a unit of work that tells how the bot itself does."""

    def puts(self, channels: Sequence[str]) -> dict[str, list[Put]]:
        """What was ever asked in each of these channels, oldest first."""
        put_off = self._put_off(channels)
        asked = tables.questions
        rows = self._run(
            select(asked.c.id, *(asked.c[name] for name in _OF_A_PUT))
            .where(self._ours(asked), asked.c.channel.in_(channels))
            .order_by(asked.c.at, asked.c.id)
        )
        found: dict[str, list[Put]] = {one: [] for one in channels}
        for row in rows:
            own = {name: row._mapping[name] for name in _OF_A_PUT}
            when, what = put_off.get(row.id, (None, None))
            own |= {"question": row.id, "put_off_at": when, "put_off": what}
            found[row.channel].append(Put.model_validate(own))
        return found

    def linked_at(self, investments: Sequence[str]) -> dict[str, datetime]:
        """When each of these was put on record."""
        kept = tables.investments
        rows = self._run(
            select(kept.c.id, kept.c.added_at).where(
                kept.c.workspace == self._workspace, self._visible(), kept.c.id.in_(investments)
            )
        )
        return {row.id: row.added_at for row in rows}

    def _put_off(self, channels: Sequence[str]) -> dict[str, tuple[datetime, str]]:
        """Which of the questions of these channels were put off or skipped, last when and how."""
        kept, asked = tables.steps, tables.questions
        rows = self._run(
            select(kept.c.question, kept.c.at, kept.c.what)
            .join(
                asked,
                and_(
                    asked.c.workspace == kept.c.workspace,
                    asked.c.investment == kept.c.investment,
                    asked.c.id == kept.c.question,
                ),
            )
            .where(
                self._ours(kept),
                asked.c.channel.in_(channels),
                kept.c.what.in_(("snoozed", "skipped")),
            )
            .order_by(kept.c.at, kept.c.id)
        )
        return {row.question: (row.at, row.what) for row in rows}
