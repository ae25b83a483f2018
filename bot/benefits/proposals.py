"""Proposals: what was understood and waits for a person to record it."""

from datetime import datetime, timedelta
from typing import Literal

from bot.benefits.facts import Stated, Value

ProposalState = Literal["open", "recorded", "discarded", "superseded", "expired"]

EXPIRES_AFTER = timedelta(days=14)


class Proposal(Value):
    """Facts understood from a thread, shown before and after, recorded by a click alone.

    `at` is when it was made. `question` is the one it answers, if any. `decided_by` is who
    recorded or discarded it.
    """

    id: str
    investment: str
    facts: tuple[Stated, ...]
    channel: str
    thread: str
    at: datetime
    question: str | None = None
    state: ProposalState = "open"
    decided_by: str | None = None
    decided_at: datetime | None = None

    def can_be_decided(self, now: datetime) -> bool:
        """Whether it still waits for a person."""
        return self.state == "open" and now - self.at < EXPIRES_AFTER
