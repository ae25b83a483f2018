"""Under way: messages of ours that Slack may show already, while we do not know as which."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import select

from storage import outbox, tables
from storage.unit_of_work import UnitOfWork

APART = timedelta(minutes=1)
"""Slack's clock and ours are no further apart than this."""


class UnderWayWork(UnitOfWork):
    """The part of a unit of work that knows what was begun and is not known to have arrived."""

    def is_under_way(self, channels: Collection[str], by: datetime, asks: bool = False) -> bool:
        """Whether a message that opens a thread in one of these was put in the outbox by then and
        begun, and what became of it is not known; of those that ask something, where `asks` is set.
        """
        kept, steps = tables.outbox, tables.steps
        shows = select(steps.c.post).where(steps.c.workspace == self._workspace)
        begun = select(kept.c.sending).where(
            kept.c.workspace == self._workspace,
            kept.c.channel.in_(channels),
            kept.c.way == "post",
            kept.c.attempts > 0,
            kept.c.queued_at <= by + APART,
            outbox.is_open(),
            ~outbox.is_parked(),
            *([kept.c.key.in_(shows)] if asks else []),
        )
        return any(sending.thread is None for sending in self._run(begun).scalars())
