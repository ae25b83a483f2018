"""Reminders: what became of a question after it was put, and what follows where nobody answers.

Steps are added, never changed; whatever their order, they amount to the same.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal

from bot.benefits.facts import Value
from bot.benefits.questions import EXPIRES_AFTER, Question

Happened = Literal["asked", "reminded", "owner", "sponsor", "stopped", "snoozed", "skipped"]
"""A question was asked by a reminder, or shown again; went to the owner, to the sponsor, or was
given up; or the person asked put it off, or off altogether."""

Rung = Literal["owner", "sponsor", "stopped"]

RUNGS: tuple[Rung, ...] = ("owner", "sponsor", "stopped")
"""Where a question goes that nobody answers, in this order; at the last one it ends."""

COUNTED: frozenset[Happened] = frozenset({"asked", "reminded", "owner", "sponsor"})
"""What counts towards a person's budget."""

PATIENCE = timedelta(days=14)
"""How long an answer is waited for before a question goes on to the next rung: so many days on
which it could be given, but no longer than it can be answered.
"""

_A_DAY = timedelta(days=1)


class Step(Value):
    """What happened to a question, and to whom. `until` is the last day it is put off for.

    `words` is the reason somebody gave; `post` the key of the message it was shown in, so that
    what is said under that message is known to be about it.
    """

    investment: str
    question: str
    person: str
    at: datetime
    what: Happened
    until: date | None = None
    words: str | None = None
    post: str | None = None


class Ladder(Value):
    """Who a question can go on to: only who accepted; None where nobody did."""

    owner: str | None = None
    sponsor: str | None = None


class Next(Value):
    """The next rung of a question, who stands on it, and when it is due: two weeks after it was
    last shown, or after the day it was put off to. Nobody stands on the last one.
    """

    rung: Rung
    person: str | None
    at: datetime
    since: datetime


Rests = Callable[[str, date], bool]
"""Whether a person cannot be expected to answer on a day: they are away, or nothing is asked."""


def in_order(steps: Iterable[Step]) -> list[Step]:
    """Steps as they happened; those of one moment in an order of their own."""
    return sorted(
        steps, key=lambda one: (one.at, one.question, one.what, one.person, one.post or "")
    )


def of_question(question: str, steps: Iterable[Step]) -> list[Step]:
    """Those of one question, in order."""
    return in_order(one for one in steps if one.question == question)


def next_step(
    question: Question,
    steps: Sequence[Step],
    ladder: Ladder,
    rests: Rests = lambda _person, _day: False,
) -> Next | None:
    """Where an unanswered question goes next; None where it goes nowhere any more.

    Nobody is turned to who was asked it already; who asked to skip it has answered. One that went
    to nobody else ends when it can be answered no more. One of nobody goes nowhere.
    """
    own = of_question(question.id, steps)
    ended = any(one.what in ("stopped", "skipped") for one in own)
    if ended or not question.person or question.state not in ("posted", "escalated"):
        return None
    taken = [one for one in own if one.what in RUNGS]
    due = _waited(question, own, rests)
    reached = RUNGS.index(taken[-1].what) + 1 if taken else 0
    asked = {question.person, *(one.person for one in taken)}
    stands: dict[Rung, str | None] = {"owner": ladder.owner, "sponsor": ladder.sponsor}
    for rung in RUNGS[reached:]:
        person = stands.get(rung)
        if person is not None and person not in asked:
            return Next(rung=rung, person=person, at=due, since=question.at)
    ends = due if taken else max(due, question.at + EXPIRES_AFTER)
    return Next(rung="stopped", person=None, at=ends, since=question.at)


def is_put_off(question: str, steps: Iterable[Step], day: date) -> bool:
    """Whether a question is not to be shown on a day: put off until then or later, or skipped."""
    own = of_question(question, steps)
    last = put_off_last(own)
    rests = last is not None and (last.until is None or day <= last.until)
    return rests or any(one.what == "skipped" for one in own)


def put_off_last(own: Sequence[Step]) -> Step | None:
    """The last word on the day a question waits for, of the one who holds it: once it went on, who
    was asked before puts it off no more. None where nobody put it off since it came to them.
    """
    taken = [one for one in own if one.what in RUNGS]
    words = (one for one in own if one.what == "snoozed")
    if taken:
        at, by = taken[-1].at, taken[-1].person
        words = (one for one in words if one.at >= at and one.person == by)
    return max(words, key=lambda one: one.at, default=None)


def holder(own: Sequence[Step]) -> str | None:
    """To whom a question went last; None where it is with who was asked."""
    taken = [one.person for one in own if one.what in ("owner", "sponsor")]
    return taken[-1] if taken else None


def is_given_up(question: str, steps: Iterable[Step]) -> Step | None:
    """When a question was given up: nobody it was put to has answered. None where it was not."""
    return next((one for one in steps if (one.question, one.what) == (question, "stopped")), None)


def times_counted(steps: Iterable[Step]) -> list[datetime]:
    """When somebody was asked something by these steps, oldest first."""
    return sorted(one.at for one in steps if one.what in COUNTED)


def _waited(question: Question, own: Sequence[Step], rests: Rests) -> datetime:
    """When whom it reached last has been waited for: since it was last shown to them, or since the
    day after it was put off to, but for the days on which they rest.
    """
    taken = [one for one in own if one.what in RUNGS]
    person, reached = (taken[-1].person, taken[-1].at) if taken else (question.person, question.at)
    last = put_off_last(own)
    until = [last.until] if last is not None and last.until else []
    after = (datetime.combine(day + _A_DAY, time(), tzinfo=UTC) for day in until)
    start = max([reached, *after])
    shown = [one.at for one in own if one.what in COUNTED and one.person == person]
    at = _days_on(max([start, *shown]), person, rests)
    return min(at, start + EXPIRES_AFTER)


def _days_on(since: datetime, person: str, rests: Rests) -> datetime:
    """The moment by which somebody had as many days as an answer is waited for, if that is soon."""
    at, left = since, PATIENCE
    while left and at - since < EXPIRES_AFTER:
        at += _A_DAY
        left -= timedelta() if rests(person, at.date()) else _A_DAY
    return at
