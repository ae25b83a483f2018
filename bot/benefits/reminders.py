"""Reminders: what became of a question after it was put, and what follows where nobody answers.

Steps are added, never changed; whatever their order, they amount to the same.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal

from bot.benefits.facts import Value
from bot.benefits.questions import Question

Happened = Literal["asked", "reminded", "owner", "sponsor", "stopped", "snoozed", "skipped"]
"""A question was asked by a reminder, or shown again; went to the owner, to the sponsor, or was
given up; or the person asked put it off, or off altogether."""

Rung = Literal["owner", "sponsor", "stopped"]

RUNGS: tuple[Rung, ...] = ("owner", "sponsor", "stopped")
"""Where a question goes that nobody answers, in this order; at the last one it ends."""

COUNTED: frozenset[Happened] = frozenset({"asked", "reminded", "owner", "sponsor"})
"""What counts towards a person's budget."""

PATIENCE = timedelta(days=14)
"""How long an answer is waited for before a question goes on to the next rung."""

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
    """The next rung of a question, who stands on it, and when it is due: two weeks after the last
    one, or after the day it was put off to. Nobody stands on the last one.
    """

    rung: Rung
    person: str | None
    at: datetime
    since: datetime


def in_order(steps: Iterable[Step]) -> list[Step]:
    """Steps as they happened; those of one moment in an order of their own."""
    return sorted(
        steps, key=lambda one: (one.at, one.question, one.what, one.person, one.post or "")
    )


def of_question(question: str, steps: Iterable[Step]) -> list[Step]:
    """Those of one question, in order."""
    return in_order(one for one in steps if one.question == question)


def next_step(question: Question, steps: Sequence[Step], ladder: Ladder) -> Next | None:
    """Where an unanswered question goes next; None where it goes nowhere any more.

    Nobody is turned to who was asked it already; who asked to skip it has answered.
    """
    own = of_question(question.id, steps)
    ended = any(one.what in ("stopped", "skipped") for one in own)
    if ended or question.state not in ("posted", "escalated"):
        return None
    taken = [one for one in own if one.what in RUNGS]
    since = taken[-1].at if taken else question.at
    due = max(since + PATIENCE, _put_off(own, since))
    reached = RUNGS.index(taken[-1].what) + 1 if taken else 0
    asked = {question.person, *(one.person for one in taken)}
    stands: dict[Rung, str | None] = {"owner": ladder.owner, "sponsor": ladder.sponsor}
    for rung in RUNGS[reached:]:
        person = stands.get(rung)
        if rung == "stopped" or (person is not None and person not in asked):
            return Next(rung=rung, person=person, at=due, since=question.at)
    return None  # pragma: no cover - the last rung always fits


def is_put_off(question: str, steps: Iterable[Step], day: date) -> bool:
    """Whether a question is not to be shown on a day: put off until then or later, or skipped."""
    own = of_question(question, steps)
    snoozed = [one for one in own if one.what == "snoozed"]
    rests = bool(snoozed) and (snoozed[-1].until is None or day <= snoozed[-1].until)
    return rests or any(one.what == "skipped" for one in own)


def is_given_up(question: str, steps: Iterable[Step]) -> Step | None:
    """When a question was given up: nobody it was put to has answered. None where it was not."""
    return next((one for one in steps if (one.question, one.what) == (question, "stopped")), None)


def times_counted(steps: Iterable[Step]) -> list[datetime]:
    """When somebody was asked something by these steps, oldest first."""
    return sorted(one.at for one in steps if one.what in COUNTED)


def _put_off(own: Sequence[Step], since: datetime) -> datetime:
    """When the wait begins anew after what was put off, at the earliest."""
    until = [one.until for one in own if one.what == "snoozed" and one.until and one.at >= since]
    if not until:
        return since
    return datetime.combine(max(until) + _A_DAY, time(), tzinfo=UTC) + PATIENCE
