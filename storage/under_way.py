"""Under way: messages of ours that Slack may show already, while we do not know as which."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import select

from bot.errors import may_stand
from storage import outbox, tables
from storage.unit_of_work import UnitOfWork

APART = timedelta(minutes=1)
"""Slack's clock and ours are no further apart than this."""

TOLD_WITHIN = 20
"""Tries of a message within about an hour: after as many nobody waits to be told where it stands.
Time in which we were away ourselves does not count.
"""


class UnderWayWork(UnitOfWork):
    """The part of a unit of work that knows what was begun and is not known to have arrived."""

    def is_under_way(self, channels: Collection[str], by: datetime, asks: bool = False) -> bool:
        """Whether a message that opens a thread in one of these was put in the outbox by then and
        begun, and what became of it is not known; of those that ask something, where `asks` is set.
        What Slack refused is under way only while it is tried again.
        """
        kept, steps = tables.outbox, tables.steps
        shows = select(steps.c.post).where(steps.c.workspace == self._workspace)
        begun = select(kept.c.sending, kept.c.lease_until, kept.c.error).where(
            kept.c.workspace == self._workspace,
            kept.c.channel.in_(channels),
            kept.c.way == "post",
            kept.c.attempts > 0,
            kept.c.attempts < TOLD_WITHIN,
            kept.c.queued_at <= by + APART,
            outbox.is_open(),
            ~outbox.is_parked(),
            *([kept.c.key.in_(shows)] if asks else []),
        )
        return any(
            one.sending.thread is None and (one.lease_until is not None or may_stand(one.error))
            for one in self._run(begun)
        )
