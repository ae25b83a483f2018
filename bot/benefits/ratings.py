"""Ratings: what people think of answers they got, counted; neither who said it nor their words."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from bot.benefits.facts import Value

GOOD, BAD = "answer_good", "answer_bad"

REASONS = ("wrong", "missing", "unclear", "other")


class Rating(Value):
    """What somebody thought of an answer: `what` is GOOD, or BAD with a reason behind a colon."""

    at: datetime
    what: str


class Ratings(Value):
    """Of the answers rated in the period, how many helped, and what was not right with the rest:
    each is one of these.
    """

    rated: int
    good: int
    wrong: int
    missing: int
    unclear: int
    other: int


def what(is_good: bool, reason: str) -> str:
    """A rating as it is kept; a reason nobody offered counts as another one."""
    return GOOD if is_good else f"{BAD}:{reason if reason in REASONS else 'other'}"


def counted(ratings: Iterable[Rating], now: datetime, since: datetime | None = None) -> Ratings:
    """All that was rated by now, or since a moment."""
    own = Counter(
        one.what for one in ratings if one.at <= now and (since is None or one.at >= since)
    )
    bad = {reason: own[what(False, reason)] for reason in REASONS}
    return Ratings(rated=own[GOOD] + sum(bad.values()), good=own[GOOD], **bad)
