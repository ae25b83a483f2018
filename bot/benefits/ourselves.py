"""Ourselves: what came of the bot itself, computed from its record like anybody's outcome.

Every figure has its count beside it; where nothing was counted it is not known.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta, tzinfo
from statistics import median
from typing import Literal, get_args

from bot.benefits.accepted import Acceptance, accepted_owner
from bot.benefits.evidence import Shown
from bot.benefits.facts import Recorded, Slot, Value
from bot.benefits.investment import Investment
from bot.benefits.ladder import RUNGS, Rung
from bot.benefits.ledger import Ledger
from bot.benefits.position import Position, positions
from bot.benefits.ratings import Ratings
from bot.benefits.reminders import COUNTED, Step
from bot.benefits.unanswered import Put
from bot.benefits.verdict import period

Reach = Literal["framed", "baselined", "accepted", "evidenced", "held"]
"""How far at least one measure of an investment is: the rungs of the ladder, and whether somebody
accepted to own it.
"""

REACHES: tuple[Reach, ...] = get_args(Reach)

A_DAY = timedelta(days=1)


class Spread(Value):
    """Some lengths of time in hours: how many, the middle, the ends, and what nine in ten are no
    longer than. All but `n` are None where there are none.
    """

    n: int
    median: float | None = None
    low: float | None = None
    high: float | None = None
    ninety: float | None = None


class Reached(Value):
    """How many investments are there now, how many of those were on the day they were linked and
    how many came to it in the period; and the time from linking, of all of them.
    """

    reach: Reach
    n: int
    at_start: int
    came: int
    after: Spread


class Questions(Value):
    """What became of the questions put in the period: each is one of these.

    `per_answer` is how many were put for each one answered, None where none was; `until_answer`
    the time from a question to the answer on record.
    """

    asked: int
    answered: int
    not_known: int
    put_off: int
    skipped: int
    expired: int
    withdrawn: int
    waiting: int
    per_answer: float | None
    until_answer: Spread


class Reminders(Value):
    """Messages that reminded somebody in the period; `each` is how many a person got in a week,
    None where nobody got any.
    """

    n: int
    people: int
    weeks: float
    each: float | None


class Figures(Value):
    """All there is to tell. `people` are those ever asked, `channels` the homes of investments,
    `answers` what was thought of answers.
    """

    as_of: datetime
    since: date | None
    investments: int
    reached: tuple[Reached, ...]
    questions: Questions
    reminders: Reminders
    people: int
    muted: int
    channels: int
    weekly_off: int
    answers: Ratings


class Told(Value):
    """An investment with all that tells when it came how far; the facts as its ledger counts."""

    investment: Investment
    linked_at: datetime
    facts: Sequence[Recorded] = ()
    acceptances: Sequence[Acceptance] = ()


def reached(told: Sequence[Told], now: datetime, since: datetime | None = None) -> list[Reached]:
    """How many are how far, and when they came there."""
    came = [(one.linked_at, when_reached(one, now)) for one in told]
    return [_reached(reach, came, since) for reach in REACHES]


def _reached(
    reach: Reach, came: Sequence[tuple[datetime, dict[Reach, datetime]]], since: datetime | None
) -> Reached:
    there = [(linked, at[reach]) for linked, at in came if reach in at]
    after = [max(at - linked, timedelta()) for linked, at in there]
    return Reached(
        reach=reach,
        n=len(there),
        at_start=sum(1 for one in after if one < A_DAY),
        came=sum(1 for _, at in there if since is None or at >= since),
        after=spread(after),
    )


def when_reached(told: Told, now: datetime) -> dict[Reach, datetime]:
    """When an investment came to each of what it has reached by now: the first measure counts.

    What was put right since came when it was first recorded.
    """
    ledger = Ledger(told.facts)
    found: dict[Reach, list[datetime]] = {reach: [] for reach in REACHES}
    by_name = sorted(told.investment.measures, key=lambda measure: measure.name)
    where = positions(told.investment, ledger, now)
    for measure, position in zip(by_name, where, strict=True):
        for reach, at in _of_measure(told, measure.id, _rungs(position), ledger):
            found[reach].append(at)
    return {reach: min(times) for reach, times in found.items() if times}


def _rungs(position: Position) -> set[Rung]:
    """Every rung a measure stands on."""
    highest = RUNGS.index(position.ladder)
    return set(RUNGS[: highest + 1]) - set(position.missing_below)


def _of_measure(
    told: Told, measure: str, rungs: set[Rung], ledger: Ledger
) -> Iterator[tuple[Reach, datetime]]:
    if "framed" in rungs:
        yield from (("framed", at) for at in _first(told, "owner", measure))
    if "baselined" in rungs:
        yield from (("baselined", at) for at in _first(told, "baseline", measure))
    yield from (("accepted", at) for at in _accepted(told, measure, ledger))
    own = [one for one in ledger.counting if one.measure in (measure, None)]
    shown = _shown(own)
    if "evidenced" in rungs and shown:
        yield "evidenced", shown[0][0]
    rhythm = told.investment.measure(measure)
    if "held" in rungs and rhythm is not None:
        yield from (("held", at) for at in _held(shown, timedelta(days=rhythm.rhythm)))


def _first(told: Told, slot: Slot, measure: str) -> list[datetime]:
    """When something of this kind was first recorded, in a list of one or none."""
    times = [
        one.recorded_at
        for one in told.facts
        if one.fact.slot == slot and one.measure in (measure, None) and not one.withdraws
    ]
    return [min(times)] if times else []


def _accepted(told: Told, measure: str, ledger: Ledger) -> list[datetime]:
    """When its owner said yes, in a list of one or none."""
    home = told.investment
    owner = accepted_owner(home, measure, ledger.counting, told.acceptances)
    yes = [
        one.at
        for one in told.acceptances
        if (one.person, one.role, one.state) == (owner, "owner", "accepted")
    ]
    return [min(yes)] if yes else []


def _shown(own: Sequence[Recorded]) -> list[tuple[datetime, Recorded]]:
    """The current figures that somebody showed, each with when both were on record, in order."""
    sources = Shown(own)
    found = []
    for figure in own:
        if figure.fact.slot != "current":
            continue
        named = [one.recorded_at for one in sources.of(figure) if isinstance(one, Recorded)]
        if named:
            found.append((max(figure.recorded_at, min(named)), figure))
    return sorted(found, key=lambda one: (one[0], one[1].id))


def _held(shown: Sequence[tuple[datetime, Recorded]], rhythm: timedelta) -> list[datetime]:
    """When two of them first lay apart by the rhythm, in a list of one or none."""
    days = []
    for at, figure in shown:
        days.append(period(figure)[1])
        if max(days) - min(days) >= rhythm:
            return [at]
    return []


def questions(
    puts: Iterable[Put],
    now: datetime,
    since: datetime | None = None,
    zone_of: Callable[[str], tzinfo] = lambda _: UTC,
) -> Questions:
    """What became of what was put in the period. `zone_of` tells where who was asked is."""
    own = [one for one in puts if one.at <= now and (since is None or one.at >= since)]
    ends = [_end(one, now, zone_of(one.person)) for one in own]
    answered = [one for one in own if one.state == "answered"]
    return Questions(
        asked=len(own),
        answered=len(answered),
        not_known=ends.count("not_known"),
        put_off=ends.count("put_off"),
        skipped=ends.count("skipped"),
        expired=ends.count("expired"),
        withdrawn=ends.count("withdrawn"),
        waiting=ends.count("waiting"),
        per_answer=len(own) / len(answered) if answered else None,
        until_answer=spread(one.closed_at - one.at for one in answered if one.closed_at),
    )


def _end(put: Put, now: datetime, zone: tzinfo) -> str:
    if put.state in ("answered", "not_known", "withdrawn"):
        return put.state
    if put.put_off == "skipped":
        return "skipped"
    if put.is_over(now, zone):
        return "expired"
    return "put_off" if put.put_off else "waiting"


def reminders(steps: Sequence[Step], first: datetime, now: datetime) -> Reminders:
    """The messages that reminded somebody from the first moment to now; one week at least."""
    got = {
        (one.person, one.post or f"{one.question}:{one.at}")
        for one in steps
        if first <= one.at <= now and one.what in COUNTED
    }
    people = {person for person, _ in got}
    weeks = max((now - first) / timedelta(weeks=1), 1.0)
    return Reminders(
        n=len(got),
        people=len(people),
        weeks=weeks,
        each=len(got) / len(people) / weeks if people else None,
    )


def spread(spans: Iterable[timedelta]) -> Spread:
    """How these lengths of time lie."""
    hours = sorted(max(one / timedelta(hours=1), 0.0) for one in spans)
    if not hours:
        return Spread(n=0)
    return Spread(
        n=len(hours),
        median=median(hours),
        low=hours[0],
        high=hours[-1],
        ninety=hours[math.ceil(0.9 * len(hours)) - 1],
    )
