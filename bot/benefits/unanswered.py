"""Unanswered: where nobody says anything to what is asked, less is asked.

A question put, as it counts here, is asked anew; one that is shown again is not.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Literal

from bot.benefits.facts import Value
from bot.benefits.questions import BLOCKS_FOR, EXPIRES_AFTER, Question, QuestionState

IN_A_ROW = 8
"""So many questions without a word make a channel one that answers nothing."""

WAITS = timedelta(days=28)
"""How long after the last question a new one waits there; elsewhere it is a week."""

SAID: frozenset[QuestionState] = frozenset({"answered", "not_known"})
"""States by which somebody said something to a question."""

UNSAID: frozenset[QuestionState] = frozenset({"posted", "escalated", "expired"})
"""States of a question nobody has said anything to; one withdrawn was none."""


class Put(Value):
    """A question put in a channel and what became of it: no words. `put_off_at` is when it was last
    put off or skipped, `put_off` which of the two, `put_off_until` the last day it then waits.
    """

    question: str
    investment: str
    channel: str
    person: str
    at: datetime
    state: QuestionState
    closed_at: datetime | None = None
    put_off_at: datetime | None = None
    put_off: Literal["snoozed", "skipped"] | None = None
    put_off_until: date | None = None

    @classmethod
    def of(cls, question: Question) -> "Put":
        """A question as it is put."""
        kept = ("investment", "channel", "person", "at", "state")
        return cls(question=question.id, **question.model_dump(include=set(kept)))

    @property
    def heard_at(self) -> datetime | None:
        """When somebody last said something to it: an answer, that nobody knows, or later."""
        said = self.closed_at or self.at if self.state in SAID else None
        times = [at for at in (said, self.put_off_at) if at is not None]
        return max(times, default=None)

    def is_over(self, now: datetime, zone: tzinfo = UTC) -> bool:
        """Whether nobody answered it and it is too late to: what was put off lasts as long again
        from the end of that day, as it is in the `zone` of who was asked.
        """
        late = {"posted": EXPIRES_AFTER, "escalated": 3 * EXPIRES_AFTER}.get(self.state)
        if self.put_off == "skipped":
            return False
        since = self.at
        if self.put_off_until is not None:
            since = max(since, datetime.combine(self.put_off_until, time.max, tzinfo=zone))
        return self.state == "expired" or (late is not None and now - since >= late)


def waits_until(puts: Iterable[Put], now: datetime) -> datetime | None:
    """Until when nothing new is asked in a channel, of all that was ever put there; None where the
    usual pace holds.

    It waits once eight questions in a row that each had a week stood without a word. Any word, to
    whichever question, restores the usual pace.
    """
    known = [one for one in puts if one.at <= now]
    heard = [one.heard_at for one in known if one.heard_at is not None]
    since = max((at for at in heard if at <= now), default=None)
    silent = [one.at for one in known if one.state in UNSAID and (since is None or one.at > since)]
    if sum(1 for at in silent if now - at >= BLOCKS_FOR) < IN_A_ROW:
        return None
    until = max(silent) + WAITS
    return until if until > now else None
