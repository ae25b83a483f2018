"""Proposals: what was understood and waits for a person to record it."""

from datetime import datetime, timedelta
from typing import Literal

from bot.benefits.facts import Fact, Value

ProposalState = Literal["open", "recorded", "discarded", "superseded", "expired"]

EXPIRES_AFTER = timedelta(days=14)


class Proposal(Value):
    """Facts understood from one message, shown before and after, recorded by a click alone.

    `author` said it in the message `ts` of `channel` at `said_at`; `permalink` leads there.
    `question` is the one it answers, if any. `decided_by` is who recorded or discarded it.
    """

    id: str
    investment: str
    measure: str | None
    facts: tuple[Fact, ...]
    author: str
    said_at: datetime
    channel: str
    ts: str
    thread: str
    permalink: str | None
    question: str | None = None
    state: ProposalState = "open"
    decided_by: str | None = None
    decided_at: datetime | None = None

    def can_be_decided(self, now: datetime) -> bool:
        """Whether it still waits for a person."""
        return self.state == "open" and now - self.said_at < EXPIRES_AFTER
