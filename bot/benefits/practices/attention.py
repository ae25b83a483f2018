"""Attention: when a team last told something solid, and when a sponsor last did something here.

What is on record tells of people in part only: who meets every week and records nothing is quiet
here all the same. So it says what is on record, and never that somebody does nothing.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Literal

from bot.benefits.facts import Value
from bot.benefits.gaps import stage_of
from bot.benefits.investment import Investment, Stage
from bot.benefits.questions import Question
from bot.benefits.reading import NOTHING

QUIET_FOR: dict[Stage, timedelta] = {"delivery": timedelta(weeks=4), "live": timedelta(weeks=8)}
"""After so long without an update a stage is told of; in any other one nobody waits for updates."""

SPONSOR_QUIET_FOR = timedelta(days=61)
"""Two months without a word of a sponsor who accepted."""

SETTLING = timedelta(weeks=4)
"""An investment may be without a sponsor for so long from the first word on record."""

ANSWERS_WITHIN = timedelta(weeks=2)
"""Days in which somebody named as sponsor may say whether they accept."""

Act = Literal["accepted", "attested", "recorded", "said", "put_off"]
"""What a sponsor did that is on record."""

SponsorState = Literal["none", "no_person", "asked", "accepted", "left"]

Flag = Literal["no_update", "no_sponsor", "no_person", "not_accepted", "left", "quiet"]


class Word(Value):
    """Something that was said or done: when, by whom, and where it stands."""

    at: datetime
    by: str | None = None
    href: str | None = None


class Deed(Word):
    """Something a sponsor did, and what."""

    act: Act


class Attention(Value):
    """What is on record of an investment's news and of its sponsor. `asked_at` is when the sponsor
    was asked to accept; `passed_up` are the questions that nobody answered and that went on,
    `waits` those that wait for the sponsor.
    """

    investment: Investment
    first: Word | None = None
    latest: Word | None = None
    sponsor: str | None = None
    state: SponsorState = "none"
    asked_at: datetime | None = None
    deed: Deed | None = None
    passed_up: tuple[Question, ...] = ()
    waits: tuple[Question, ...] = ()

    def flags(self, now: datetime) -> tuple[Flag, ...]:
        """What needs attention, as far as the record tells; nothing of what rests."""
        if self.investment.is_paused_on(now.date()):
            return ()
        found: list[Flag] = ["no_update"] if self._has_no_update(now) else []
        flag = self._of_sponsor(now)
        return (*found, flag) if flag else tuple(found)

    def weeks_since(self, now: datetime) -> int:
        """Whole weeks since the last update; none where there was none."""
        return (now - self.latest.at).days // 7 if self.latest else 0

    def _has_no_update(self, now: datetime) -> bool:
        return self.latest is not None and is_quiet(self.investment, self.latest.at, now)

    def _of_sponsor(self, now: datetime) -> Flag | None:
        if self.state == "left":
            return "left"
        if self.state == "accepted":
            is_quiet = self.deed is not None and now - self.deed.at > SPONSOR_QUIET_FOR
            return "quiet" if is_quiet else None
        if self.state == "asked":
            since = self.asked_at or (self.first.at if self.first else now)
            return "not_accepted" if now - since > ANSWERS_WITHIN else None
        if self.first is None or now - self.first.at <= SETTLING:
            return None
        return "no_sponsor" if self.state == "none" else "no_person"


def is_quiet(investment: Investment, heard: datetime, now: datetime) -> bool:
    """Whether the last update is longer ago than its stage may be without one."""
    limit = QUIET_FOR.get(stage_of(investment, NOTHING, now.date()))
    return limit is not None and now - heard > limit


def last_of(words: Sequence[Word]) -> Word | None:
    """The latest of what was said; of one moment one with a place to read it."""
    return max(words, key=lambda one: (one.at, one.href is not None), default=None)


def last_deed(deeds: Sequence[Deed]) -> Deed | None:
    """The latest of what was done; of one moment the first named."""
    return max(deeds, key=lambda one: one.at, default=None)
